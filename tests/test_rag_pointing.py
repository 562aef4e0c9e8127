import pytest
from paragraphs import evidence, stored

from rag.evidence.demands import failures
from rag.evidence.pointing import described, introduces, referent

RUN = (
    "Ann Lee was born in Lund in 1931. She studied law. In 1960 she joined the port. “I was bored,” she said. "
    "She left it in a dispute. Bo Berg paid for the quay. It was never used. There is one crane, for 95 crowns."
)


def at(passage, start):
    return next(n for n, (a, b) in enumerate(passage.sentences) if passage.text[a:b].startswith(start))


@pytest.mark.parametrize(
    ("start", "named"),
    [
        ("She studied", "Ann Lee was born"),
        ("She left", "Ann Lee was born"),
        ("It was never", "Bo Berg paid"),
        ("Bo Berg", ""),
    ],
)
def test_a_pronoun_points_to_the_one_with_whom_its_run_of_sentences_begins(start, named):
    passage = stored("a", RUN)
    found = referent(passage, at(passage, start))
    assert found.startswith(named) and bool(found) == bool(named)


def test_a_run_that_begins_before_its_passage_points_to_the_title():
    passage = stored("a", "She left the port in a dispute. She never came back.", title="Ann Lee dies at 94")
    assert referent(passage, 1) == "Ann Lee dies at 94"


def test_what_is_described_or_named_nowhere_may_be_what_stands_two_sentences_before():
    passage = stored("a", "Acme sold its ferry. Nobody mourned. The company is in debt. The works in Lund are shut.")
    assert "Acme" in described(passage, 2)
    assert described(passage, 3) == ""
    crane = stored("a", RUN)
    assert "Bo Berg" in described(crane, at(crane, "There is one"))


def test_a_name_behind_an_indefinite_opening_is_its_own():
    text = "A baker was sentenced to four years on Monday. Philip Garn, 47, had set fire to a shop in Lund."
    found = evidence("How long must Philip Garn go to prison?", {"a": text})
    failed = {one.text[:7]: failures(one, found) for one in found.candidates}
    assert introduces(text) and "names" not in failed["A baker"]


def test_a_far_sentence_about_one_she_is_hers():
    found = evidence("Why did Ann Lee leave the port?", {"a": RUN})
    failed = {one.text[:8]: failures(one, found) for one in found.candidates}
    assert "names" not in failed["She left"]
    assert "names" in failed["Bo Berg "]
