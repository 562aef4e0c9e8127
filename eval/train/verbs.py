"""Write the table of verbs that mean alike, `rag/models/verbs.json`, from WordNet and the encoder.

    python -m eval.train.verbs WORDNET_FOLDER

The folder holds `data.verb`, `index.verb`, `data.noun` and `data.adj` of WordNet 3.1 (Princeton University; its licence
stands in the table). A verb, and a noun or adjective made from it, has the numbers of its SENSES commonest senses and
of the senses above them; two words are akin where they share one. Beside that a verb lists those that are among the
NEIGHBOURS nearest to it, as it is among theirs, by the encodings of "to VERB", and that are not its opposites.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embed import load
from index.tokens import token
from rag.config import Settings
from rag.words.antonyms import OPPOSITES
from rag.words.irregular import PAST
from rag.words.terms import known
from rag.words.verbs import FILE

SENSES, WIDEST, NEIGHBOURS = 4, 30, 15
"""Senses of a verb at most, senses below one that is not too general to join two words, nearest verbs."""
_UP = {"@", "*", ">", "$"}  # what it is a way of, entails, causes, is grouped with
LICENCE = (
    "WordNet 3.1, Copyright 2006-2011 by Princeton University. Permission to use, copy, modify and distribute this "
    "software and database and its documentation for any purpose and without fee or royalty is hereby granted, "
    "provided that this notice appears on all copies. It is provided as is, without representations or warranties. "
    "https://wordnet.princeton.edu/license-and-commercial-use"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """A sense: its words, and what it points to as (sign, offset, part of speech, number of the word)."""

    words: tuple[str, ...]
    points: tuple[tuple[str, str, str, int], ...]


def senses(file: Path) -> dict[str, Sense]:
    """Read a data file of WordNet: offset -> sense."""
    found: dict[str, Sense] = {}
    for line in file.read_text("latin-1").splitlines():
        if line.startswith("  "):
            continue
        parts = line.partition("|")[0].split()
        count = int(parts[3], 16)
        words = tuple(parts[4 + 2 * at].partition("(")[0].lower() for at in range(count))
        first = 4 + 2 * count
        points = tuple(
            (parts[at], parts[at + 1], parts[at + 2], int(parts[at + 3][:2], 16))
            for at in range(first + 1, first + 1 + 4 * int(parts[first]), 4)
        )
        found[parts[0]] = Sense(words, points)
    return found


def commonest(file: Path) -> dict[str, tuple[str, ...]]:
    """Read an index file of WordNet: single word -> offsets of its SENSES commonest senses."""
    found: dict[str, tuple[str, ...]] = {}
    for line in file.read_text("latin-1").splitlines():
        parts = line.split()
        if not line.startswith("  ") and parts[0].isalpha():
            found[parts[0]] = tuple(parts[-int(parts[2]) :][:SENSES])
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wordnet", type=Path)
    folder = parser.parse_args().wordnet
    verbs, index = senses(folder / "data.verb"), commonest(folder / "index.verb")
    common = {verb: offsets for verb, offsets in index.items() if known(_stem(verb))}
    keys = _joined(_of_verbs(index, verbs))
    made = _joined((_stem(word), up) for word, up in _made(folder, verbs) if known(_stem(word)))
    numbers = {offset: _short(at) for at, offset in enumerate(sorted({o for found in keys.values() for o in found}))}
    table = {
        "source": LICENCE,
        "verbs": {stem: _written(offsets, numbers) for stem, offsets in sorted(keys.items())},
        "made": {stem: text for stem, offsets in sorted(made.items()) if (text := _written(offsets, numbers))},
        "near": {stem: " ".join(others) for stem, others in sorted(_near(list(common)).items())},
    }
    FILE.write_text(json.dumps(table, indent=0) + "\n", "utf-8")


def _stem(word: str) -> str:
    return token(word, "en")


def _short(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_short(number // 36) if number >= 36 else "") + digits[number % 36]


def _written(offsets: Iterable[str], numbers: dict[str, str]) -> str:
    return " ".join(sorted(numbers[offset] for offset in offsets if offset in numbers))


def _joined(pairs: Iterable[tuple[str, set[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for stem, offsets in pairs:
        found[stem] |= offsets
    return found


def _of_verbs(index: dict[str, tuple[str, ...]], verbs: dict[str, Sense]) -> Iterator[tuple[str, set[str]]]:
    """Give each form of a verb that has a stem of its own, with its senses and those above them."""
    below = Counter(above for sense in verbs.values() for above in _above(sense))
    for verb, offsets in index.items():
        above = {one for offset in offsets for one in _above(verbs[offset]) if below[one] <= WIDEST}
        for form in (verb, *PAST.get(verb, ())):
            yield _stem(form), set(offsets) | above


def _above(sense: Sense) -> set[str]:
    return {offset for sign, offset, part, _ in sense.points if sign in _UP and part == "v"}


def _made(folder: Path, verbs: dict[str, Sense]) -> Iterator[tuple[str, set[str]]]:
    """Give the nouns and adjectives made from verbs, with the senses of these."""
    for name in ("data.noun", "data.adj"):
        for sense in senses(folder / name).values():
            for sign, offset, part, number in sense.points:
                word = sense.words[number - 1] if number else ""
                if sign in ("+", "<") and part == "v" and word.isalpha():
                    yield word, {offset} | _above(verbs[offset])


def _near(verbs: list[str]) -> dict[str, list[str]]:
    """Give the stems of the verbs that the encoder has near each, its opposites left out."""
    vectors = np.asarray(load(Settings.load().models).encode([f"to {verb}" for verb in verbs]))
    cosines = vectors @ vectors.T
    nearest = np.argsort(-cosines, axis=1)[:, 1 : NEIGHBOURS + 1]
    close = np.zeros(cosines.shape, bool)
    np.put_along_axis(close, nearest, True, axis=1)
    alike = close & close.T
    found: dict[str, list[str]] = {}
    for at, verb in enumerate(verbs):
        others = [verbs[one] for one in np.flatnonzero(alike[at]) if one != at and not _opposed(verb, verbs[one])]
        if others:
            found[_stem(verb)] = sorted({_stem(other) for other in others} - {_stem(verb)})
    return found


def _opposed(one: str, other: str) -> bool:
    return other in OPPOSITES.get(one, ()) or one in OPPOSITES.get(other, ())


if __name__ == "__main__":
    main()
