from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.records import ArticleRecord
from rag.answer import Support
from rag.compose import compose, lead_in
from rag.extract import Chosen

TEXTS = {
    "sha-a": "First of a. Second of a 🙂. Third of a.",
    "sha-b": "Only of b.",
    "sha-c": "Second of a 🙂.",
}


def record(article, **fields):
    plain = ArticleRecord(
        article, "c", article, f"sha-{article}", None, None, None, None, (), None, None, None, None, "en",
        "text/plain", (), 1, (f"sha-{article}",),
    )  # fmt: skip
    return replace(plain, **fields)


RECORDS = {
    "a": record("a", publisher="The Port Times", published="2024-05-01T10:00:00Z"),
    "b": record("b", authors=("Ana Brenner", "Tom Lund", "Eva Berg")),
    "c": record("c", title="A title"),
}


def sentence(article, text, score=1.0, **fields):
    start = TEXTS[f"sha-{article}"].index(text)
    return Chosen(article, f"sha-{article}", start, start + len(text), text, score, **fields)


def composed(*chosen):
    return compose(chosen, RECORDS, TEXTS.__getitem__)


def covered(note):
    marks = sorted([(s.start, s.end) for s in note.sentences] + [(lead.start, lead.end) for lead in note.lead_ins])
    rest = note.answer
    for start, end in reversed(marks):
        rest = rest[:start] + rest[end:]
    return rest.strip() == ""


def test_groups_are_led_in_by_who_says_it_and_when():
    assert composed(sentence("a", "First of a.")).answer == "The Port Times, 2024-05-01: First of a."
    assert lead_in(RECORDS["b"]) == "Ana Brenner and Tom Lund and others, undated:"
    assert lead_in(RECORDS["c"]) == "“A title”, undated:"
    assert lead_in(record("d")) == "A source without a title, undated:"


def test_neighbouring_groups_of_one_outlet_and_day_share_their_lead_in():
    twins = {**RECORDS, "b": replace(RECORDS["a"], article_id="b", sha256="sha-b")}
    note = compose((sentence("a", "First of a."), sentence("b", "Only of b.", 0.5)), twins, TEXTS.__getitem__)
    assert note.answer == "The Port Times, 2024-05-01: First of a.\n\nOnly of b."
    assert len(note.lead_ins) == 1
    assert covered(note)


def test_the_best_sentence_of_the_best_source_comes_first():
    note = composed(
        sentence("b", "Only of b.", 0.5), sentence("a", "Third of a.", 0.9), sentence("a", "First of a.", 0.4)
    )
    assert [one.text for one in note.sentences] == ["Third of a.", "First of a.", "Only of b."]


def test_sentences_that_follow_one_another_stay_in_reading_order():
    note = composed(
        sentence("a", "First of a.", 0.4), sentence("a", "Third of a.", 0.9), sentence("a", "Second of a 🙂.", 0.5)
    )
    assert [one.text for one in note.sentences] == ["First of a.", "Second of a 🙂.", "Third of a."]


def test_every_citation_quotes_the_stored_text():
    note = composed(sentence("a", "Second of a 🙂.", copies=(("c", "sha-c", 0, 14),)), sentence("b", "Only of b."))
    assert [one.citations for one in note.sentences] == [(1, 2), (3,)]
    for citation in note.citations:
        stored = TEXTS[citation.sha256]
        assert stored[citation.start : citation.end] == citation.quote
        assert stored[: citation.start].endswith(citation.prefix)
        assert stored[citation.end :].startswith(citation.suffix)


def test_a_sentence_that_is_not_in_the_stored_text_is_withheld_and_counted():
    wrong = replace(sentence("a", "First of a."), text="First of A.")
    note = composed(wrong, sentence("b", "Only of b."))
    assert note.withheld == 1
    assert [one.text for one in note.sentences] == ["Only of b."]
    assert "First" not in note.answer


def test_a_copy_that_differs_is_withheld_and_the_sentence_stays():
    note = composed(sentence("a", "First of a.", copies=(("b", "sha-b", 0, 10),)))
    assert note.withheld == 1
    assert [one.citations for one in note.sentences] == [(1,)]


def test_nothing_chosen_is_an_empty_note():
    note = composed()
    assert (note.answer, note.sentences, note.lead_ins, note.citations, note.withheld) == ("", (), (), (), 0)


def test_the_page_comes_from_the_source_map():
    note = compose((sentence("b", "Only of b."),), RECORDS, TEXTS.__getitem__, lambda article, offset: 7)
    assert [one.page for one in note.citations] == [7]


PIECES = st.sampled_from(
    [
        ("a", "First of a."),
        ("a", "Second of a 🙂."),
        ("a", "Third of a."),
        ("b", "Only of b."),
        ("c", "Second of a 🙂."),
    ]
)


@given(st.lists(PIECES, unique=True, max_size=5), st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_sentences_and_lead_ins_cover_the_answer(pieces, scores):
    note = composed(*(sentence(article, text, score) for (article, text), score in zip(pieces, scores, strict=False)))
    assert covered(note)
    assert len(note.lead_ins) == len({article for article, _ in pieces})
    for one in note.sentences:
        assert note.answer[one.start : one.end] == one.text
        assert one.support is Support.VERBATIM
        assert one.citations
