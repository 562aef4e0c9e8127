"""The project's own evaluation set: gold that stands in the articles, a clean split, nothing copied, nothing twice."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from evaluation import DESK_TEST_ARTICLES

from eval.sets import Claim, EvaluationSet, Evidence, Query

FOLDER = Path(__file__).parents[1] / "eval" / "sets" / "desk"
ANSWERED = {
    "why": 10,
    "who": 10,
    "when": 8,
    "count": 5,
    "where": 5,
    "what": 20,
    "how": 8,
    "compare": 10,
    "several": 10,
    "as-of": 5,
    "follow-up": 20,
    "list": 8,
}
UNANSWERED = {"near-miss": 12, "false-premise": 10, "wrong-relation": 10, "unstated": 12, "as-of": 5}
COPIED_WORDS = 6
TWIN = 0.6  # Jaccard of the words; the closest pair of different questions stands below it, a rewording above


def fold(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", ""))


def runs(text: str, length: int = COPIED_WORDS) -> set[tuple[str, ...]]:
    words = fold(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def holds(text: str, phrase: str) -> bool:
    return f" {' '.join(fold(phrase))} " in f" {' '.join(fold(text))} "


@cache
def vocabulary(text: str) -> frozenset[str]:
    return frozenset(fold(text))


def likeness(one: str, other: str) -> float:
    left, right = vocabulary(one), vocabulary(other)
    return len(left & right) / len(left | right)


def joined(evidence: Iterable[Evidence]) -> str:
    return "\n".join(item.text for item in evidence)


def asked(query: Query) -> str:
    """Give a question with what was asked before it: "And when?" is another question after another one."""
    return " ".join((*query.history, query.text))


def rows(name: str) -> Iterator[dict[str, object]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def desk() -> EvaluationSet:
    return EvaluationSet.load(FOLDER)


@pytest.fixture(scope="module")
def texts(desk) -> dict[str, str]:
    return {article.key: article.text for article in desk.articles()}


@pytest.fixture(scope="module")
def bodies(desk) -> dict[str, int]:
    return {article.key: article.body_start for article in desk.articles()}


def gold_of(desk: EvaluationSet, item: Query | Claim) -> tuple[Evidence, ...]:
    return item.evidence if isinstance(item, Claim) else desk.answers[item.id].evidence


def test_the_set_is_as_large_as_it_says(desk):
    answerable = Counter(gold.answerable for gold in desk.answers.values())
    assert desk.splits() == ("dev", "test")
    assert {query.id for query in desk.queries} == set(desk.answers)
    assert answerable[True] >= 150 and answerable[False] >= 60 and answerable[None] == 0
    assert len(desk.claims) >= 150


def test_every_kind_of_question_and_claim_is_there(desk):
    types = {str(row["_id"]): str(row["type"]) for row in rows("queries.jsonl")}
    for wanted, answerable in ((ANSWERED, True), (UNANSWERED, False)):
        counts = Counter(types[one] for one, gold in desk.answers.items() if gold.answerable is answerable)
        assert {kind: count for kind, count in wanted.items() if counts[kind] < count} == {}
    assert set(types.values()) == {*ANSWERED, *UNANSWERED}
    assert {claim.label for claim in desk.claims} == {"SUPPORTED", "REFUTED", "MIXED", "NOT_ENOUGH_INFO"}


def test_the_card_counts_what_is_there(desk):
    types = {str(row["_id"]): str(row["type"]) for row in rows("queries.jsonl")}
    counted: Counter[tuple[str, str]] = Counter()
    for query in desk.queries:
        answerable = "answerable" if desk.answers[query.id].answerable else "unanswerable"
        counted[f"**{answerable} questions**", query.split] += 1
        counted[f"{answerable} {types[query.id]}", query.split] += 1
    for claim in desk.claims:
        counted["**claims**", claim.split] += 1
        counted[claim.label, claim.split] += 1
    assert {at: count for at, count in on_card() if count} == dict(counted)


def on_card() -> Iterator[tuple[tuple[str, str], int]]:
    """Give the figures of the table in the card; kinds of questions stand below "answerable" or "unanswerable"."""
    heading = ""
    for name, dev, test in re.findall(r"^\| (\S.*?) \| (\d+) \| (\d+) \|$", (FOLDER / "README.md").read_text(), re.M):
        if name.startswith("**"):
            heading = name.strip("*").removesuffix("questions")
        full = f"{heading}{name}" if heading.endswith("answerable ") and not name.startswith("**") else name
        yield (full, "dev"), int(dev)
        yield (full, "test"), int(test)


def test_the_articles_are_the_shipped_ones(texts):
    shipped = {path.stem: path.read_bytes().decode() for path in (FOLDER.parents[2] / "corpus/articles").glob("*.md")}
    assert texts == shipped and shipped.keys() > DESK_TEST_ARTICLES


def test_every_span_is_its_text_in_the_body_of_the_article(desk, texts, bodies):
    for item in (*desk.queries, *desk.claims):
        for found in gold_of(desk, item):
            assert found.text.strip() and texts[found.doc_id][found.start : found.end] == found.text, item.id
            assert found.start >= bodies[found.doc_id], item.id


def test_what_touches_a_test_article_is_test_and_dev_never_does(desk):
    for item in (*desk.queries, *desk.claims):
        touched = {found.doc_id for found in gold_of(desk, item)}
        if touched:
            assert item.split == ("test" if touched & DESK_TEST_ARTICLES else "dev"), item.id


def test_qrels_hold_the_articles_of_the_evidence_and_nothing_else(desk):
    due: dict[str, dict[str, dict[str, int]]] = {"dev": {}, "test": {}}
    for query in desk.queries:
        gold = desk.answers[query.id]
        if gold.evidence:
            due[query.split][query.id] = {found.doc_id: 1 for found in gold.evidence}
    assert desk.qrels == due


def test_an_answerable_question_has_gold_and_another_has_none(desk):
    for gold in desk.answers.values():
        full = (bool(gold.answers), bool(gold.nuggets), bool(gold.evidence))
        assert full == ((gold.answerable,) * 3), gold.query_id


def test_every_nugget_stands_in_the_evidence(desk):
    for gold in desk.answers.values():
        for nugget in gold.nuggets:
            assert re.search(nugget, joined(gold.evidence), re.IGNORECASE), (gold.query_id, nugget)


def test_every_alias_stands_in_the_evidence_unless_it_is_marked(desk):
    outside = {str(row["query_id"]): row.get("aliases_outside", []) for row in rows("answers.jsonl")}
    for gold in desk.answers.values():
        absent = [alias for alias in gold.answers if not holds(joined(gold.evidence), alias)]
        assert absent == outside[gold.query_id], gold.query_id


def test_no_question_copies_six_words_of_its_evidence(desk):
    for query in desk.queries:
        assert not runs(query.text) & runs(joined(desk.answers[query.id].evidence)), query.id


def test_no_question_stands_twice(desk):
    every = [asked(query) for query in desk.queries]
    assert [pair for pair in combinations(every, 2) if likeness(*pair) >= TWIN] == []


def test_a_rewording_counts_as_a_twin_and_a_copied_run_is_seen():
    assert likeness("When did the office in Tokyo open?", "when did the Tokyo office open") >= TWIN
    assert likeness("When did the office in Tokyo open?", "Who opposed the office in Tokyo?") < TWIN
    text = "Macron, they suppose, would sooner deal with the Indo-Pacific"
    assert runs("Why would he sooner deal with the Indo-Pacific?") & runs(text)
    assert not runs("Why would he sooner work with the Indo-Pacific?") & runs(text)
    assert holds("a ‘no-limits’ partnership", "no-limits") and not holds("nothing", "no")
