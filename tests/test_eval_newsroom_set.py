"""The newsroom set: evidence that stands in its article, labels that go with it, splits that share no article."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from corpus.article import Article
from eval.sets import LABELS, EvaluationSet

SET = Path(__file__).parents[1] / "eval" / "sets" / "newsroom"
SPLITS = ("dev", "test")
TOLD = LABELS[:2] + LABELS[3:]
"""The labels of the README's columns, in their order: no two articles of the set disagree."""
TRUE_KINDS = {"close", "paraphrase"}
TEST_ARTICLES = {
    "robot-fires",
    "ferry-verdict",
    "glacier",
    "kidney-test",
    "inflation",
    "presidential-run-off",
    "marrow-tunnel",
}
_KIND = re.compile(r"^\| (\w+) \| [^|]+ \| (\d*) ?\| (\d*) ?\| (\d*) ?\|$", re.MULTILINE)
_OF_A_SPLIT = re.compile(r"^\| \**([\w ]+?)\** \| (\d+) \| (\d+) \|$", re.MULTILINE)
_METADATA = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@cache
def claims() -> tuple[dict[str, Any], ...]:
    """Give the rows as they stand in the file."""
    return tuple(json.loads(line) for line in (SET / "claims.jsonl").read_text("utf-8").splitlines())


@cache
def articles() -> dict[str, Article]:
    """Give the articles under their ids."""
    return {article.key: article for article in EvaluationSet.load(SET).articles()}


@cache
def readme() -> str:
    """Give the set's own account of itself."""
    return (SET / "README.md").read_text("utf-8")


def test_the_loader_takes_every_claim_and_no_id_or_claim_stands_twice() -> None:
    loaded = EvaluationSet.load(SET)
    assert loaded.splits() == SPLITS and not loaded.queries
    assert [(one.id, one.text, one.label, one.split) for one in loaded.claims] == [
        (row["_id"], row["claim"], row["label"], row["split"]) for row in claims()
    ]
    assert len({one.id for one in loaded.claims}) == len({one.text for one in loaded.claims}) == len(claims())


def test_every_article_says_its_title_outlet_and_day_and_names_no_reporter() -> None:
    for key, article in articles().items():
        assert article.title and article.publisher and article.published, key
        assert not article.authors, key


def test_evidence_stands_in_the_body_of_the_claims_article_word_for_word() -> None:
    for row in claims():
        text = articles()[row["about"]].text
        header = _METADATA.match(text)
        assert header
        spans = [(one["start"], one["end"]) for one in row["evidence"]]
        assert spans == sorted(set(spans)), row["_id"]
        for one in row["evidence"]:
            assert one["doc_id"] == row["about"], row["_id"]
            assert text[one["start"] : one["end"]] == one["text"], row["_id"]
            assert one["start"] > header.end() - 1 and text[one["start"] - 1].isspace(), row["_id"]
            assert re.search(r"""[.!?]["”]?$""", one["text"]) and text[one["end"]].isspace(), row["_id"]


def test_evidence_takes_the_side_that_the_label_says() -> None:
    sides = {"SUPPORTED": {"for"}, "REFUTED": {"against"}, "NOT_ENOUGH_INFO": set()}
    for row in claims():
        assert {one["stance"] for one in row["evidence"]} == sides[row["label"]], row["_id"]


def test_a_claim_is_true_by_its_kind_or_false_by_it() -> None:
    kinds = {kind for kind, *_ in _KIND.findall(readme())} - {"kind"}
    for row in claims():
        assert row["kind"] in kinds, row["_id"]
        assert (row["kind"] in TRUE_KINDS) == (row["label"] == "SUPPORTED"), row["_id"]


def test_no_article_has_claims_in_both_splits_and_each_has_some() -> None:
    about = {split: {row["about"] for row in claims() if row["split"] == split} for split in SPLITS}
    assert about["test"] == TEST_ARTICLES
    assert about["dev"] == set(articles()) - TEST_ARTICLES


def test_the_readme_counts_what_is_there() -> None:
    found = Counter((row["label"], row["split"]) for row in claims())
    due = {label: tuple(found[label, split] for split in SPLITS) for label in TOLD}
    due["claims"] = tuple(sum(row["split"] == split for row in claims()) for split in SPLITS)
    due["articles with claims about them"] = (len(articles()) - len(TEST_ARTICLES), len(TEST_ARTICLES))
    assert {name: (int(dev), int(test)) for name, dev, test in _OF_A_SPLIT.findall(readme())} == due
    assert f"{len(articles())} stories" in readme()
    kinds = Counter((row["kind"], row["label"]) for row in claims())
    told = {
        (kind, label): int(n or 0) for kind, *ns in _KIND.findall(readme()) for label, n in zip(TOLD, ns, strict=True)
    }
    assert +Counter(told) == kinds
