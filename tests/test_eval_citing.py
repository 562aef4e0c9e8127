"""Citations: they resolve or they do not; ALCE recall and precision by hand and against a plain restatement."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.citing import (
    Remembered,
    citation_coverage,
    citation_precision,
    citation_recall,
    citation_validity,
    citations_in_time,
    citations_per_answer,
    resolves,
)

TEXT = "😀 Four ships left the harbour at dawn, two of them without lights. Nobody saw them go."


def cited(start: int, end: int, text: str = TEXT) -> dict[str, object]:
    return {
        "article_id": "a",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
    }


class Overlap:
    """Bears out a sentence whose words all stand in the premise; counts how often it is asked."""

    name = "overlap"

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, premise: str, sentence: str) -> bool:
        self.asked += 1
        return set(sentence.split()) <= set(premise.split())


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40), st.sampled_from([-1, 1]))
def test_offsets_that_are_off_by_one_are_invalid(start, size, off):
    right = cited(start, min(len(TEXT), start + size))
    assert citation_validity([right], {"a": TEXT}) == 1.0
    shifted = right | {"start": right["start"] + off, "end": right["end"] + off}
    assert citation_validity([right, shifted], {"a": TEXT}) == 0.5


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"quote": "four ships left"},
        {"prefix": ""},
        {"suffix": "x"},
        {"start": -76, "end": -66},
        {"start": 17, "end": 17, "quote": ""},
        {"end": 5_000},
        {"article_id": "gone"},
    ],
)
def test_each_part_of_a_citation_must_fit(change):
    assert resolves(cited(2, 17), TEXT)
    assert citation_validity([cited(2, 17) | change], {"a": TEXT}) == 0.0


def test_no_citation_has_no_validity_so_that_it_is_read_beside_the_counts():
    assert citation_validity([], {"a": TEXT}) is None
    assert citations_per_answer([], False) == 0.0 and citations_per_answer([1, 2], False) == 2.0
    assert citations_per_answer([], True) is None
    assert citation_coverage([("x", (1,)), ("y", ())]) == 0.5 and citation_coverage([]) is None


def test_a_citation_of_a_later_or_undated_article_is_out_of_time():
    day = date(2022, 6, 17)
    assert citations_in_time(["2022-06-17T23:00:00Z", "2022-06-18", None, "2021"], day) == 0.5
    assert citations_in_time(["2022-06-18"], None) is None and citations_in_time([], day) is None


def test_worked_examples_of_alce():
    quotes = {1: "four ships left", 2: "at dawn", 3: "nobody saw"}
    # Both quotes are needed; the third bears nothing out; a sentence without a citation is not borne out.
    sentences = [("four ships left at dawn", (1, 2)), ("nobody", (3, 1)), ("ships", ())]
    assert citation_recall(sentences, quotes, Overlap()) == pytest.approx(2 / 3)
    assert citation_precision(sentences, quotes, Overlap()) == pytest.approx(3 / 4)
    # A sentence that its citations do not bear out makes all of them imprecise.
    assert citation_precision([("four ships sank", (1, 2))], quotes, Overlap()) == 0.0
    # Two that each bear it out alone are both kept, as ALCE does.
    assert citation_precision([("four", (1, 4))], quotes | {4: "four"}, Overlap()) == 1.0
    assert citation_recall([], quotes, Overlap()) is None and citation_precision([("x", ())], quotes, Overlap()) is None
    # A citation that leads nowhere bears nothing out, also beside one that does.
    assert citation_recall([("four", (1, 9))], quotes, Overlap()) == 0.0
    # A number that stands twice in a sentence is one citation.
    assert citation_precision([("four", (1, 1))], quotes, Overlap()) == 1.0


def alce(sentences, quotes, supports):
    """ALCE's own loop (princeton-nlp/ALCE, eval.py, compute_autoais), restated: recall and precision of one answer."""
    borne, precise, total = 0, 0, 0
    for sentence, numbers in sentences:
        total += len(numbers)
        joint = bool(numbers) and supports("\n".join(quotes[one] for one in numbers), sentence)
        borne += joint
        if joint and len(numbers) > 1:
            for one in numbers:
                others = [other for other in numbers if other != one]
                left = "\n".join(quotes[other] for other in others)
                precise += supports(quotes[one], sentence) or not supports(left, sentence)
        else:
            precise += joint
    return borne / len(sentences), precise / total if total else None


WORDS = st.sets(st.sampled_from("abcd"), min_size=1, max_size=3).map(lambda some: " ".join(sorted(some)))
ANSWERS = st.lists(
    st.tuples(WORDS, st.lists(st.integers(1, 3), unique=True, max_size=3).map(tuple)), min_size=1, max_size=3
)


@given(ANSWERS, st.tuples(WORDS, WORDS, WORDS))
def test_recall_and_precision_are_those_of_alce(sentences, texts):
    quotes = dict(enumerate(texts, 1))
    found = citation_recall(sentences, quotes, Overlap()), citation_precision(sentences, quotes, Overlap())
    assert found == tuple(pytest.approx(one) for one in alce(sentences, quotes, Overlap()))


@given(st.integers(2, 6), st.randoms())
def test_shuffled_citations_lower_recall(n, generator):
    quotes = {number: f"word{number} and more" for number in range(1, n + 1)}
    right = [(f"word{number}", (number,)) for number in quotes]
    order = list(quotes)
    generator.shuffle(order)
    shuffled = [(sentence, (number,)) for (sentence, _), number in zip(right, order, strict=True)]
    assert citation_recall(right, quotes, Overlap()) == citation_precision(right, quotes, Overlap()) == 1.0
    assert (citation_recall(shuffled, quotes, Overlap()) < 1.0) is (order != list(quotes))


def test_a_remembered_checker_is_asked_once_and_keeps_its_name():
    checker = Overlap()
    once = Remembered(checker)
    assert once.name == "overlap"
    for _ in range(3):
        assert once("four ships", "ships") and not once("four ships", "boats")
    assert checker.asked == 2
