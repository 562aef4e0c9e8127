"""The desk set's claims: how many of each kind, evidence that stands in the articles, splits that share nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from evaluation import DESK_TEST_ARTICLES

from corpus.read import read
from eval.sets import EvaluationSet
from index.sentence import sentences

HERE = Path(__file__).parents[1]
SET = HERE / "eval" / "sets" / "desk"
KINDS = {
    "SUPPORTED": {"plain", "paraphrase", "figure", "date", "attribution", "two-sentences"},
    "REFUTED": {"figure", "date", "name", "negation", "swapped-roles", "place", "superlative"},
    "MIXED": {"conflict", "compound"},
    "NOT_ENOUGH_INFO": {"unstated-detail", "near-miss", "prediction-turned-fact", "unknown-name"},
}
_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*%?")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)")


@cache
def claims() -> tuple[dict[str, Any], ...]:
    """Give the rows as they stand in the file."""
    return tuple(json.loads(line) for line in (SET / "claims.jsonl").read_text("utf-8").splitlines())


@cache
def texts() -> dict[str, str]:
    """Give the canonical text of every shipped article under its document id."""
    files = sorted((HERE / "corpus" / "articles").glob("*.md"))
    return {path.stem: article.text for path in files for article in read(path)}


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, apostrophes made straight."""
    return tuple(_WORD.findall(text.replace("’", "'").lower()))


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """Give every run of so many words."""
    found = words(text)
    return {found[place : place + length] for place in range(len(found) - length + 1)}


def test_the_loader_takes_every_claim_with_its_label_and_split() -> None:
    loaded = EvaluationSet.load(SET).claims
    assert [(one.id, one.text, one.label, one.split) for one in loaded] == [
        (row["_id"], row["claim"], row["label"], row["split"]) for row in claims()
    ]
    assert len({one.id for one in loaded}) == len({one.text for one in loaded}) == len(loaded)


def test_each_label_and_each_of_its_kinds_is_there_in_number() -> None:
    labels = Counter(row["label"] for row in claims())
    assert {label: number for label, number in labels.items()} == {
        "SUPPORTED": 72,
        "REFUTED": 74,
        "MIXED": 19,
        "NOT_ENOUGH_INFO": 44,
    }
    for label, kinds in KINDS.items():
        found = Counter(row["kind"] for row in claims() if row["label"] == label)
        assert set(found) == kinds
        assert min(found.values()) >= 6
    assert all(min(number, labels[label] - number) >= 8 for label, number in _tests().items())


def test_evidence_is_a_whole_sentence_of_the_article_at_its_place() -> None:
    bounds = {key: {edge for span in sentences(text, "en") for edge in span} for key, text in texts().items()}
    for row in claims():
        spans = [(one["doc_id"], one["start"], one["end"]) for one in row["evidence"]]
        assert spans == sorted(set(spans)), row["_id"]
        for one in row["evidence"]:
            assert texts()[one["doc_id"]][one["start"] : one["end"]] == one["text"]
            assert one["start"] in bounds[one["doc_id"]] or one["text"].startswith("Within the alliance")
            assert one["end"] in bounds[one["doc_id"]] or one["text"].endswith("of Pyongyang’s.")


def test_evidence_takes_the_side_that_the_label_says() -> None:
    sides = {"SUPPORTED": {"for"}, "REFUTED": {"against"}, "NOT_ENOUGH_INFO": set()}
    for row in claims():
        stances = {one.get("stance") for one in row["evidence"]}
        if row["label"] == "MIXED":
            # A sentence that bears out one half and contradicts the other takes neither side.
            assert {"for", "against"} <= stances or None in stances, row["_id"]
        else:
            assert stances == sides[row["label"]], row["_id"]


def test_a_claim_whose_evidence_touches_a_test_article_is_test() -> None:
    for row in claims():
        assert row["split"] in ("dev", "test")
        if row["evidence"]:
            touched = DESK_TEST_ARTICLES & {one["doc_id"] for one in row["evidence"]}
            assert (row["split"] == "test") == bool(touched), row["_id"]


def test_no_claim_copies_six_words_in_a_row_outside_quotations() -> None:
    written = set().union(*(runs(text) for text in texts().values()))
    for row in claims():
        for part in _QUOTED.split(row["claim"]):
            assert not runs(part) & written, row["_id"]


def test_what_a_claim_quotes_stands_in_an_article() -> None:
    for row in claims():
        for quoted in re.findall(r"[“‘]([^”’]+)[”’](?!\w)", row["claim"]):
            assert any(quoted.rstrip(".") in text for text in texts().values()), quoted


def test_no_claim_of_the_dev_part_is_nearly_one_of_the_test_part() -> None:
    parts = {split: [row["claim"] for row in claims() if row["split"] == split] for split in ("dev", "test")}
    for mine, other in product(parts["dev"], parts["test"]):
        one, two = set(words(mine)), set(words(other))
        assert len(one & two) / len(one | two) <= 0.5, (mine, other)


def _tests() -> Counter[str]:
    return Counter(row["label"] for row in claims() if row["split"] == "test")
