"""The library of an evaluation set: made once, found again by what it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from eval import provenance
from eval.sets import EvaluationSet
from eval.vector_cache import Remembering
from index.embed import Encoder, Progress
from index.library import Library

COLLECTION = "evaluation"
_ROOMS = Path(__file__).parents[1]
# What decides how a text is cut and its words are read: after a change of these the library is rebuilt from its texts.
CUTTING = (
    "corpus/hyphen.py", "index/abbreviations.py", "index/passage.py", "index/passages.py", "index/posting.py",
    "index/prepare.py", "index/sentence.py", "index/split.py", "index/tokens.py", "index/units.py",
)  # fmt: skip


def indexed(chosen: EvaluationSet, cache: Path, encoder: Encoder, progress: Progress | None = None) -> Library:
    """Give the library that holds a set's articles, adding those that are not in it yet.

    It lies under `cache`, named by the set and a digest of its files and the model; a run that was broken off goes on
    where it stopped, and new code that cuts or reads words rebuilds it. A text that another set holds too is embedded
    once. `progress(done, total)` counts articles.
    """
    home = cache / f"{chosen.name.replace('/', '-')}-{_digest(chosen, encoder)}"
    now, cut_by, complete = code(), home / "code", home / "complete"
    if not complete.exists():
        with Library.open(home, Remembering(encoder, cache)) as library:
            if not cut_by.exists():
                cut_by.write_text(now)
            articles = list(chosen.articles())
            for number, _ in enumerate(library.add(articles, COLLECTION), 1):
                if progress:
                    progress(number, len(articles))
        complete.touch()
    if cut_by.read_text() != now:
        with Library.open(home, Remembering(encoder, cache)) as library:
            library.repair(progress)
        cut_by.write_text(now)
    return Library.open(home, encoder)


def code() -> str:
    """Give the SHA-256 of the code that cuts texts and reads their words."""
    return provenance.digest(_ROOMS, tuple(_ROOMS / name for name in CUTTING))


def _digest(chosen: EvaluationSet, encoder: Encoder) -> str:
    files = (*provenance.article_files(chosen.folder), *sorted(chosen.folder.glob("corpus.jsonl*")))
    held = f"{encoder.manifest.model}\0{encoder.manifest.sha256}\0{provenance.digest(chosen.folder, files)}"
    return hashlib.sha256(held.encode()).hexdigest()[:16]
