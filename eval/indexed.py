"""The library of an evaluation set: made once, found again by what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import index
from eval.sets import EvaluationSet
from index.embed import Encoder
from index.library import Library

COLLECTION = "evaluation"
# What decides how a text is cut and its words are read: a change of these makes another library.
_CUTTING = ("split.py", "sentence.py", "abbreviations.py", "tokens.py", "lexical.py", "prepare.py")

Progress = Callable[[int, int], None]


def indexed(chosen: EvaluationSet, cache: Path, encoder: Encoder, progress: Progress | None = None) -> Library:
    """Give the library that holds a set's articles, adding those that are not in it yet.

    It lies under `cache`, named by the set and a digest of its files, the model and the code that cuts; a run that
    was broken off goes on where it stopped. `progress(done, total)` counts the tokens of a batch.
    """
    name = f"{chosen.name.replace('/', '-')}-{_digest(chosen, encoder)}"
    library = Library.open(cache / name, encoder)
    complete = cache / name / "complete"
    if not complete.exists():
        for _ in library.add(chosen.articles(), COLLECTION, progress=progress):
            pass
        complete.touch()
    return library


def _digest(chosen: EvaluationSet, encoder: Encoder) -> str:
    digest = hashlib.sha256(f"{encoder.manifest.model}\0{encoder.manifest.sha256}".encode())
    code = Path(index.__file__).parent
    for path in chain((code / name for name in _CUTTING), _files(chosen.folder)):
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterable[Path]:
    yield from sorted(path for path in (folder / "articles").rglob("*") if path.is_file())
    yield from sorted(folder.glob("corpus.jsonl*"))
