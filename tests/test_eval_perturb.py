"""False sentences: what is exchanged is false by its place, and every rule does what its examples say."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.read import read
from eval.falsehoods.names import pool
from eval.falsehoods.notation import reworded
from eval.falsehoods.perturbed import FalsehoodKind, Perturbed, Sentence, holds
from eval.perturb import RULES, perturb, sample

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"


@cache
def shipped() -> tuple[Article, ...]:
    return tuple(article for path in sorted(ARTICLES.glob("*.md")) for article in read(path))


@cache
def pairs() -> tuple[Perturbed, ...]:
    return perturb(shipped())


@cache
def texts() -> dict[str, str]:
    return {article.key: article.text for article in shipped()}


def falses(kind: FalsehoodKind, text: str, before: str = "", others: str = "") -> set[tuple[str, str]]:
    """Give what every edit of a kind exchanges for what, over twenty seeds."""
    article = f"{before} {text}".strip()
    sentence = Sentence(text, article, article, pool([article, others]))
    edits = (
        edit for of, rule in RULES if of is kind for seed in range(20) for edit in rule(sentence, random.Random(seed))
    )
    return {(text[edit.start : edit.end], edit.said) for edit in edits}


def paragraph(pair: Perturbed) -> str:
    return texts()[pair.doc_id][pair.context_start :].split("\n\n")[0]


def body(pair: Perturbed) -> str:
    return texts()[pair.doc_id].split("\n---\n", 1)[1]


def test_the_shipped_articles_alone_give_six_hundred_pairs_of_every_kind() -> None:
    kinds = Counter(pair.kind for pair in pairs())
    assert set(kinds) == set(FalsehoodKind)
    assert sum(kinds.values()) >= 600


def test_the_same_seed_gives_the_same_pairs_and_another_seed_others() -> None:
    few = shipped()[:3]
    assert perturb(few, 7) == perturb(few, 7)
    assert perturb(few, 7) != perturb(few, 8)


def test_a_source_is_its_span_and_false_is_the_source_with_one_thing_exchanged() -> None:
    for pair in pairs():
        text = texts()[pair.doc_id]
        assert text[pair.start : pair.end] == pair.source
        assert pair.context_start <= pair.start
        assert "\n\n" not in text[pair.context_start : pair.end]
        assert pair.false != pair.source
        assert pair.false != pair.true
        edited = {
            (pair.source[:at] + pair.said + pair.source[at + len(pair.was) :]).casefold()
            for at in range(len(pair.source) - len(pair.was) + 1)
            if pair.source.startswith(pair.was, at)
        }
        assert pair.false.casefold() in edited


def test_a_false_name_or_speaker_stands_nowhere_in_the_paragraph() -> None:
    for pair in pairs():
        if pair.kind in (FalsehoodKind.NAME, FalsehoodKind.SPEAKER):
            assert not holds(paragraph(pair), pair.said), pair


def test_a_false_year_or_figure_stands_nowhere_in_the_article() -> None:
    for pair in pairs():
        if pair.how in ("year", "decade", "number"):
            assert not re.search(rf"(?<!\d){re.escape(pair.said)}(?!\d)", body(pair)), pair


def test_a_false_quotation_differs_within_its_marks_and_stands_nowhere() -> None:
    for pair in pairs():
        if pair.kind is FalsehoodKind.QUOTATION:
            changed = set(re.findall(r"“[^”]*”", pair.false)) - set(re.findall(r"“[^”]*”", pair.source))
            assert len(changed) == 1, pair
            assert changed.pop().strip("“”") not in body(pair)


def test_a_sample_keeps_to_its_number_and_order() -> None:
    drawn = sample(pairs(), 5)
    places = [pairs().index(pair) for pair in drawn]
    assert places == sorted(set(places))
    held = Counter(pair.kind for pair in pairs())
    assert Counter(pair.kind for pair in drawn) == {kind: min(5, held[kind]) for kind in FalsehoodKind}
    assert drawn == sample(pairs(), 5)


def test_a_lower_bound_and_a_bare_count_grow_and_an_upper_bound_shrinks() -> None:
    for text in ("More than 40 ships sailed out.", "At least 40 ships sailed.", "They say 40 ships sailed."):
        assert {float(said) > 40 for _, said in falses(FalsehoodKind.FIGURE, text)} == {True}
    assert {float(said) < 40 for _, said in falses(FalsehoodKind.FIGURE, "The port takes up to 40 ships a day.")} == {
        True
    }


def test_years_articles_and_days_are_no_figures() -> None:
    assert not falses(FalsehoodKind.FIGURE, "In 1989 the court read Article 5 aloud on July 11 and 12.")


@pytest.mark.parametrize(
    ("text", "was", "said"),
    [
        ("The bank lent $12 billion to the town.", "$", {"€", "£"}),
        ("Rates stand at 2% of the loan.", "%", {" percentage points"}),
        ("Rates stand at 2 per cent of the loan.", " per cent", {" percentage points"}),
        ("The road is 40 km long.", "km", {"miles"}),
        ("They waited nine days for rain.", "days", {"weeks"}),
    ],
)
def test_a_unit_becomes_another_that_the_sentence_does_not_name(text: str, was: str, said: set[str]) -> None:
    assert {new for old, new in falses(FalsehoodKind.UNIT, text) if old == was} == said


def test_a_unit_told_twice_is_left_alone() -> None:
    assert not falses(FalsehoodKind.UNIT, "The road is 40 km (25 miles) long.")


def test_what_was_so_before_or_since_a_year_is_false_of_an_earlier_one() -> None:
    for text in ("The mill closed before 1950.", "The mill has stood since 1950.", "By 1950 the mill had closed."):
        assert {int(said) < 1950 for _, said in falses(FalsehoodKind.DATE, text)} == {True}
    assert not falses(FalsehoodKind.DATE, "The mill worked until 1950.")


def test_each_part_of_a_date_can_be_false() -> None:
    found = falses(FalsehoodKind.DATE, "The court sat on Monday, July 11, 1950.")
    assert {was for was, _ in found} == {"Monday", "July", "11", "1950"}
    assert falses(FalsehoodKind.DATE, "The abbey is of the 12th century.")
    assert falses(FalsehoodKind.DATE, "The abbey burned in the 1950s.")


def test_a_name_gives_way_to_one_of_its_kind_but_not_to_its_own_capital() -> None:
    others = "China Peru Beijing Lima Tokyo John Smith Mary Jones"
    assert falses(FalsehoodKind.NAME, "Officials from Japan met there.", others=others) == {
        ("Japan", "China"),
        ("Japan", "Peru"),
    }
    assert ("Tokyo", "Beijing") in falses(FalsehoodKind.NAME, "Officials met in Tokyo again.", others=others)
    near = falses(FalsehoodKind.NAME, "Officials from Japan met there.", before="Beijing looked on.", others=others)
    assert near == {("Japan", "Peru")}
    assert not falses(FalsehoodKind.NAME, "Officials read the Japan Times there.", others=others)


def test_a_surname_is_known_by_the_full_name_before_it_and_a_speaker_is_no_mere_name() -> None:
    found = falses(
        FalsehoodKind.SPEAKER, "Smith said that rain was due.", before="John Smith came.", others="Mary Jones"
    )
    assert found == {("Smith", "Jones")}
    assert not falses(FalsehoodKind.SPEAKER, "Rain fell on Smith.", before="John Smith came.", others="Mary Jones")


@pytest.mark.parametrize(
    ("text", "exchanged"),
    [
        ("The plan was approved by the council.", ("", " not")),
        ("The plan was not approved by the council.", ("was not", "was")),
        ("None of the four countries belongs to it.", ("None of", "All of")),
        ("The mine is no longer open to visitors.", ("no longer", "still")),
        ("Prices rose sharply in the spring.", ("rose", "fell")),
    ],
)
def test_a_denial_is_put_in_or_taken_out_and_a_word_reversed(text: str, exchanged: tuple[str, str]) -> None:
    assert exchanged in falses(FalsehoodKind.NEGATION, text)


@pytest.mark.parametrize(
    "text",
    [
        "All members are bound by the pact.",  # "are not" leaves open whether some are
        "The plan is not only late.",
        "Prices never rose in the spring.",  # nor need they have fallen
        "The mayor said: “The plan is dead.”",
        "He came at last to the river.",
    ],
)
def test_what_a_denial_would_leave_open_is_left_alone(text: str) -> None:
    assert not falses(FalsehoodKind.NEGATION, text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("The analyst believes that war is near.", "War is near."),
        ("In the view of John Smith, war is near.", "War is near."),
        ("According to John Smith, war is near.", "War is near."),
        ("War, in her opinion, is near.", "War is near."),
        ("War is near, Smith argues.", "War is near."),
    ],
)
def test_an_opinion_loses_the_one_who_holds_it(text: str, false: str) -> None:
    (edit,) = (one for of, rule in RULES if of is FalsehoodKind.ATTRIBUTION for one in rule(*_asked(text)))
    assert edit.of(text) == false


@pytest.mark.parametrize(
    "text",
    [
        "The study suggests that war is near.",
        "The analyst does not believe that war is near.",
        "War is near, according to Mary Jones, who heads the school.",
        "The analyst believes that war is near, John Smith says.",
    ],
)
def test_what_stays_told_or_was_no_opinion_keeps_its_teller(text: str) -> None:
    assert not [one for of, rule in RULES if of is FalsehoodKind.ATTRIBUTION for one in rule(*_asked(text))]


@pytest.mark.parametrize(
    ("text", "exchanged"),
    [
        ("Lerna sold the pier.", ("sold", "blocked")),
        ("The pier was sold in May.", ("sold", "visited")),
        ("Lerna wants to sell the pier.", ("sell", "fund")),
        ("Lerna sells the pier.", ("sells", "ignores")),
        ("Lerna joined two drills with Denmark.", (" two drills with ", " ")),
    ],
)
def test_a_verb_gives_way_to_another_in_its_form_and_an_object_to_a_preposition_s(
    text: str, exchanged: tuple[str, str]
) -> None:
    assert exchanged in falses(FalsehoodKind.PREDICATE, text)


@pytest.mark.parametrize(
    "text",
    [
        "The sold pier burned.",
        "He said: “Lerna sold the pier.”",
        "Lerna opened its doors to all in May.",
        "Lerna held itself to Monday.",
    ],
)
def test_adjectives_quotations_and_days_are_no_predicates(text: str) -> None:
    assert not [
        one for one in falses(FalsehoodKind.PREDICATE, text) if one[0] in ("sold", " its doors to ", " itself to ")
    ]


def test_a_false_verb_means_nothing_that_the_paragraph_holds() -> None:
    assert {said for _, said in falses(FalsehoodKind.PREDICATE, "Lerna sold the pier.")} > {"welcomed"}
    near = falses(FalsehoodKind.PREDICATE, "Lerna sold the pier.", before="Many praised it and resisted its closure.")
    assert not {said for _, said in near} & {"welcomed", "blocked"}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Tokyo gave $12 billion.", "Tokyo gave 12 billion dollars."),
        ("It wants 2% of output.", "It wants 2 per cent of output."),
        ("They met on July 11.", "They met on 11 July."),
        ("They met on 11 July 2023.", "They met on July 11, 2023."),
        ("It has four partners in all.", "It has 4 partners in all."),
        ("Rain did not fall.", "Rain didn’t fall."),
        ("He spoke of “a big mistake” there.", 'He spoke of "a big mistake" there.'),
        ("He walked twenty-three miles.", "He walked twenty-three miles."),
        ("It took a hundred and ten days.", "It took a hundred and ten days."),
        ("It lasted from August 24 – 3 October.", "It lasted from August 24 – 3 October."),
        ("On 23–24 August they met.", "On 23–24 August they met."),
        ("He said “it has four sides” there.", 'He said "it has four sides" there.'),
    ],
)
def test_another_notation_says_the_same(text: str, same: str) -> None:
    assert reworded(text, random.Random(0)) == same


PARTS = (
    "“",
    "”",
    '"',
    "’",
    ",",
    ".",
    "in",
    "1950",
    "$",
    "12",
    "%",
    "not",
    "was",
    "Japan",
    "John",
    "Smith",
    "said",
    "that",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*PARTS, "\n", "the", "rose")), max_size=60))
def test_any_text_is_perturbed_without_a_fault_and_with_exact_spans(parts: list[str]) -> None:
    article = Article(key="a", text=" ".join(parts))
    for pair in perturb([article]):
        assert article.text[pair.start : pair.end] == pair.source
        assert pair.false not in (pair.source, pair.true)


def _asked(text: str) -> tuple[Sentence, random.Random]:
    return Sentence(text, text, text, pool([text, "John Smith"])), random.Random(0)


@pytest.mark.parametrize(
    ("text", "was", "said"),
    [
        ("The pier may close in May.", "may ", "will "),
        ("Ferries are expected to sail.", "are expected to ", "will "),
        ("The port plans to build a pier.", "plans to build", "built"),
    ],
)
def test_what_is_open_is_told_as_settled(text: str, was: str, said: str) -> None:
    assert falses(FalsehoodKind.CERTAINTY, text) == {(was, said)}


@pytest.mark.parametrize(
    "text",
    ["In May it may not close.", "It may have closed.", "It may or may not close.", "He said “it may close”.",
     "It may close; it will close.", "They did not want to build it.", "It had to build a pier."],
)  # fmt: skip
def test_what_would_be_true_or_no_english_is_left_alone(text: str) -> None:
    assert not falses(FalsehoodKind.CERTAINTY, text)


def test_cause_and_effect_change_places_and_another_cause_stands_nowhere() -> None:
    assert falses(FalsehoodKind.CAUSE, "The pier was closed because its planks had rotted.") == {
        ("The pier was closed because its planks had rotted", "Its planks had rotted because the pier was closed")
    }
    assert falses(FalsehoodKind.CAUSE, "The storm caused a flood in Lerna.") == {
        ("The storm caused a flood in Lerna", "A flood in Lerna caused the storm")
    }
    others = falses(
        FalsehoodKind.CAUSE, "The pier was closed because of its planks.", "A strike and a fire were feared."
    )
    assert {was for was, _ in others} == {"its planks"}
    assert not {said for _, said in others} & {"a strike", "a fire"}
    assert not falses(FalsehoodKind.CAUSE, "The pier was closed partly because its planks had rotted.")
    assert not falses(FalsehoodKind.CAUSE, "This caused a flood in Lerna.")
