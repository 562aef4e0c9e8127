"""The library of an evaluation set: made once, found again by what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import index
from eval.sets import EvaluationSet
from index.embed import Encoder
from index.library import Library

COLLECTION = "evaluation"
# What decides how a text is cut and its words are read: after a change of these the library is rebuilt from its texts.
_CUTTING = ("split.py", "sentence.py", "abbreviations.py", "tokens.py", "lexical.py", "prepare.py")

Progress = Callable[[int, int], None]


def indexed(chosen: EvaluationSet, cache: Path, encoder: Encoder, progress: Progress | None = None) -> Library:
    """Give the library that holds a set's articles, adding those that are not in it yet.

    It lies under `cache`, named by the set and a digest of its files and the model; a run that was broken off goes on
    where it stopped, and new code that cuts or reads words rebuilds it. `progress(done, total)` counts the tokens of
    a batch, in a rebuilding the articles.
    """
    home = cache / f"{chosen.name.replace('/', '-')}-{_digest(chosen, encoder)}"
    library = Library.open(home, encoder)
    code, cut_by, complete = _code(), home / "code", home / "complete"
    if not complete.exists():
        if not cut_by.exists():
            cut_by.write_text(code)
        for _ in library.add(chosen.articles(), COLLECTION, progress=progress):
            pass
        complete.touch()
    if cut_by.read_text() != code:
        library.repair(progress)
        cut_by.write_text(code)
    return library


def _code() -> str:
    digest = hashlib.sha256()
    for name in _CUTTING:
        digest.update((Path(index.__file__).parent / name).read_bytes())
    return digest.hexdigest()


def _digest(chosen: EvaluationSet, encoder: Encoder) -> str:
    digest = hashlib.sha256(f"{encoder.manifest.model}\0{encoder.manifest.sha256}".encode())
    for path in _files(chosen.folder):
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterable[Path]:
    yield from sorted(path for path in (folder / "articles").rglob("*") if path.is_file())
    yield from sorted(folder.glob("corpus.jsonl*"))
