"""How long it takes to trace a quotation in 100,000 passages: verbatim, nearly, cut short, and one that nobody said.

    OMP_NUM_THREADS=1 python -m eval.bench.quotes [--passages 100000] [--rounds 40] [--home DIR]

The articles are made up: words drawn by Zipf's law with a fixed seed, so that common words are as common as in English.
Vectors play no part in it: the encoder gives every text the same one. `--home` keeps the library, which takes minutes
to fill, and takes up one that is there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from corpus.article import Article
from index.embed import Manifest, Offsets, Progress, Vectors
from index.library import Library
from rag.config import Settings
from rag.desk import Desk

SEED = 20261122
WORDS = 40_000
SENTENCES = 200  # of an article
SAMPLE = 20  # articles that tell how many passages one has
DIMENSION = 8
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Flat:
    """Gives every text the same vector."""

    manifest = Manifest("flat", "0" * 64, DIMENSION, 256)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give a row a text."""
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        rows[:, 0] = 1
        return rows

    def encode_query(self, question: str) -> Vectors:
        """Give the row of a question."""
        row: Vectors = self.encode([question])[0]
        return row

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give rows of texts and of spans in them."""
        return self.encode(texts), [self.encode([""] * len(some)) for some in spans]

    def token_offsets(self, text: str) -> Offsets:
        """Give a token a word."""
        return [match.span() for match in _TOKEN.finditer(text)]

    def letters_per_token(self, text: str) -> float:
        """Give what English has."""
        return 4.0


def main() -> None:
    """Fill a library, trace, and print the quantiles in milliseconds by kind of quotation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, Library.open(options.home or Path(scratch), Flat()) as library:
        texts = _filled(library, options.passages)
        desk = Desk(library, Settings.load({"CITEDESK_HOME": scratch}, Path(scratch)))
        draw = random.Random(SEED + 1)  # not that of the articles, or what it invents stands in them
        found = {name: _timed(desk, make, texts, draw, options.rounds) for name, make in KINDS.items()}
        found["passages"] = {"count": float(library.count()[1])}
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


def _filled(library: Library, passages: int) -> list[str]:
    """Fill the library and give the texts of its articles, which are all as long: the first tell how many it takes."""
    draw = random.Random(SEED)
    texts = [_article(draw) for _ in range(library.count()[0])]

    def more(articles: int) -> None:
        first = len(texts)
        texts.extend(_article(draw) for _ in range(articles))
        for _ in library.add((Article(str(first + at), text) for at, text in enumerate(texts[first:])), "c"):
            pass

    while (held := library.count()[1]) < passages:
        more(max(1, (passages - held) * len(texts) // held) if held else SAMPLE)
    return texts


_VOCABULARY = ["".join(random.Random(number).choices("abcdeghilmnoprstu", k=3 + number % 7)) for number in range(WORDS)]
_SHARES = list(accumulate(1 / (rank + 2) for rank in range(WORDS)))


def _article(draw: random.Random) -> str:
    return " ".join(
        f"{' '.join(draw.choices(_VOCABULARY, cum_weights=_SHARES, k=draw.randint(8, 30))).capitalize()}."
        for _ in range(SENTENCES)
    )


def _verbatim(text: str, draw: random.Random) -> str:
    words = text.split()
    first = draw.randrange(len(words) - 30)
    return " ".join(words[first : first + draw.randint(5, 25)])


def _near(text: str, draw: random.Random) -> str:
    words = _verbatim(text, draw).split()
    words[len(words) // 2] = "zebra"
    return " ".join(words)


def _cut(text: str, draw: random.Random) -> str:
    words = _verbatim(text, draw).split()
    return " ".join([*words[:2], "…", *words[4:]])


def _invented(text: str, draw: random.Random) -> str:
    return " ".join(draw.choices(_VOCABULARY, cum_weights=_SHARES, k=15))


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "verbatim": _verbatim, "near": _near, "ellipsis": _cut, "invented": _invented,
}  # fmt: skip


def _timed(
    desk: Desk, make: Callable[[str, random.Random], str], texts: Sequence[str], draw: random.Random, rounds: int
) -> dict[str, float]:
    """Give the quantiles of the time by the clock and of the processor's, and the share of quotations found."""
    desk.quote(make(texts[0], draw))
    clock, processor, hits = [], [], 0
    for words in _drawn(make, texts, draw, rounds):
        began, worked = perf_counter(), process_time()
        hits += bool(desk.quote(words).matches)
        clock.append(1000 * (perf_counter() - began))
        processor.append(1000 * (process_time() - worked))
    return {**_quantiles(clock, "ms"), **_quantiles(processor, "cpu_ms"), "found": hits / rounds}


def _quantiles(times: Sequence[float], unit: str) -> dict[str, float]:
    quantiles = np.percentile(times, (50, 95, 99))
    return {f"p{q}_{unit}": round(float(v), 1) for q, v in zip((50, 95, 99), quantiles, strict=True)}


def _drawn(
    make: Callable[[str, random.Random], str], texts: Sequence[str], draw: random.Random, rounds: int
) -> Iterator[str]:
    for _ in range(rounds):
        yield make(draw.choice(texts), draw)


if __name__ == "__main__":
    main()
