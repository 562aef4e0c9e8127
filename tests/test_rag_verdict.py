"""From stances to verdicts: what may be said, and what never."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Citation
from rag.check import judged
from rag.claims import Claim
from rag.entailment.entail import Pairs, Scores
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Cited
from rag.verdicts.checked import Label, SentenceKind, Stance
from rag.verdicts.checked import Testimony as Witness  # a class named Test... would be collected
from rag.verdicts.corrected import Corrected, Correction
from rag.verdicts.explain import of_testimony, of_verdict
from rag.verdicts.stance import FEATURES, Held, hold_all, judge, predates
from rag.verdicts.verdict import Voice, Weighed, decide, likely, one_voice, values_of

SHARE = st.floats(0, 1)


def whole(text: str, published: str | None = None) -> Cited:
    return Cited(text, text, 0, len(text), None, published)


def held(claim: str, text: str, entailment: object = None) -> Held:
    return hold_all(claim, [(whole(text), 0.8)], entailment)[0]  # type: ignore[arg-type]


def voice(supports: float, refutes: float, source: int = 1, contradicted: float = 0.0) -> Voice:
    return Voice(Held(Parts(), (), supports, refutes, 0.6, contradicted), source, 0.7)


class Fixed:
    """Gives every pair the same probabilities."""

    name = "fixed"

    def __init__(self, *row: float) -> None:
        self.row = row
        self.seen: list[tuple[str, str]] = []

    def score(self, pairs: Pairs) -> Scores:
        self.seen += pairs
        return np.array([self.row] * len(pairs), np.float32)


def test_another_value_and_a_weaker_reading_refute_together_what_neither_would_alone() -> None:
    part = Match(FaultKind.DATE, 17, 21, "2013", 0, 4, "2007")
    read_alone = voice(0.1, 0.75, contradicted=0.8)
    valued = replace(
        read_alone, held=replace(read_alone.held, parts=Parts(mismatched=(Mismatch(part, True, "another year"),)))
    )
    assert decide([read_alone])[0] is Label.NOT_ENOUGH_INFO
    assert decide([valued])[0] is Label.REFUTED
    unread = replace(valued, held=replace(valued.held, contradicted=0.5))
    assert decide([unread])[0] is Label.NOT_ENOUGH_INFO


@given(SHARE, SHARE, SHARE)
def test_words_that_do_not_contradict_never_refute(supports: float, refutes: float, contradicted: float) -> None:
    verdict, probabilities = decide([voice(supports, refutes, contradicted=min(contradicted, 0.49))])
    assert verdict not in (Label.REFUTED, Label.MIXED)
    assert math.isclose(sum(probabilities.values()), 1)
    assert set(probabilities) == {label.value for label in Label}


def test_no_evidence_is_not_enough_information() -> None:
    verdict, probabilities = decide([])
    assert verdict is Label.NOT_ENOUGH_INFO
    assert max(probabilities, key=lambda label: probabilities[label]) == "NOT_ENOUGH_INFO"


def test_another_figure_in_the_same_place_refutes_and_the_same_one_does_not() -> None:
    text = "Norland has paid nearly $12 billion for the bridge over the Olm."
    against = held("Norland has paid $20 billion for the bridge over the Olm.", text)
    assert against.stance is Stance.AGAINST
    assert [(one.part.said, one.part.source) for one in against.against] == [("$20 billion", "nearly $12 billion")]
    assert held("Norland has paid about $12 billion for the bridge over the Olm.", text).stance is Stance.FOR
    assert decide([Voice(against, 1, 0.8)])[0] is Label.REFUTED


def test_a_figure_that_no_words_hold_is_never_supported_however_sure_the_model() -> None:
    claim, sure = "Norland paid $12 billion for the bridge in 2019.", Fixed(0.98, 0.01, 0.01)
    silent = held(claim, "Norland paid $12 billion for the bridge.", sure)
    assert silent.stance is Stance.FOR
    assert decide([Voice(silent, 1, 0.9)])[0] is Label.NOT_ENOUGH_INFO
    whole_words = held(claim, "In 2019 Norland paid $12 billion for the bridge.", sure)
    assert decide([Voice(silent, 1, 0.9), Voice(whole_words, 2, 0.9)])[0] is Label.SUPPORTED


def test_a_claim_of_which_the_evidence_says_nothing_is_open() -> None:
    one = held("The bridge employs forty people.", "The bridge over the Olm is painted green every spring.")
    assert one.stance is Stance.OPEN
    assert decide([Voice(one, 1, 0.3)])[0] is Label.NOT_ENOUGH_INFO


@given(SHARE, SHARE)
def test_copies_of_a_source_change_nothing(supports: float, refutes: float) -> None:
    alone = values_of([Weighed(supports, refutes, 1, 0.5, True)])
    assert values_of([Weighed(supports, refutes, 1, 0.5, True)] * 5) == alone


def test_a_second_source_counts() -> None:
    one, two = ([Weighed(0.9, 0.01, source, 0.5, False) for source in range(count)] for count in (1, 2))
    assert values_of(two) != values_of(one)
    assert likely(values_of(two), model=True)["SUPPORTED"] > likely(values_of(one), model=True)["SUPPORTED"] - 0.02


def test_sources_that_contradict_each_other_are_mixed() -> None:
    assert decide([voice(0.98, 0.01, 1), voice(0.01, 0.98, 2, contradicted=0.98)])[0] is Label.MIXED


def test_the_model_is_asked_once_for_all_english_pairs_and_never_for_others() -> None:
    fixed = Fixed(0.1, 0.8, 0.1)
    german = (
        "Die Brücke über den Olm ist am Montag nach zwei Wochen Regen eingestürzt, sagte der Rat der Stadt am Abend."
    )
    cited = [(whole("The bridge fell on Monday."), 0.9), (whole(german), 0.5)]
    first, second = hold_all("The bridge fell.", cited, fixed)
    assert fixed.seen == [("The bridge fell on Monday.", "The bridge fell.")]
    assert (first.entailed, second.entailed) == (pytest.approx(0.1), None)


def test_what_the_model_reads_moves_the_stance() -> None:
    claim, text = "The mayor left office.", "The mayor resigned on Monday."
    yes, no = held(claim, text, Fixed(0.97, 0.02, 0.01)), held(claim, text, Fixed(0.01, 0.02, 0.97))
    assert yes.supports > no.supports
    assert (yes.stance, no.stance) == (Stance.FOR, Stance.AGAINST)


def test_an_article_cannot_tell_what_happened_after_it_appeared() -> None:
    assert predates("The bridge opened in 2024.", whole("The bridge opened.", "2022-05-01"))
    assert not predates("The bridge opened in 2024.", whole("The bridge opened.", "2024-05-01"))
    assert not predates("The bridge opened in 2024.", whole("The bridge opened."))
    early = hold_all("The bridge opened in 2024.", [(whole("The bridge opened in 2024.", "2022-05-01"), 0.9)], None)[0]
    assert early.stance is Stance.OPEN
    assert not predates("The ferry will run until 2024.", whole("It will run until 2024.", "2022-05-01"))
    assert predates("The ferry will run until 2024.", whole("The ferry will run.", "2022-05-01"))


@pytest.mark.parametrize("model", [True, False])
def test_the_weights_that_ship_fit_the_features(model: bool) -> None:
    supports, refutes = judge([0.0] * len(FEATURES), model=model)
    assert 0 <= supports + refutes <= 1


def test_a_claim_put_right_that_the_words_bear_out_names_what_they_have_instead() -> None:
    class Right:
        name = "right"

        def score(self, pairs: Pairs) -> Scores:
            return np.array([(0.9, 0.05, 0.05) if "Brussels" in said else (0.1, 0.6, 0.3) for _, said in pairs])

    one = held("The Olm office was set up in Paris.", "The Olm office followed in Brussels.", Right())
    assert [(part.part.said, part.part.source) for part in one.against] == [("Paris", "Brussels")]
    assert one.denied == pytest.approx(0.8)
    assert held("The Olm office was set up in Paris.", "The Olm office followed in Brussels.").denied == 0


def test_words_that_a_source_has_from_somebody_are_not_told_as_missing() -> None:
    one = held("The bridge is an ugly mistake.", "The bridge is an ugly mistake, Anna Berg argues.")
    assert "Anna Berg" in of_testimony(one, Stance.FOR)
    assert "does not say" not in of_testimony(one, Stance.FOR)


def test_the_words_a_verdict_rests_on_are_not_shown_against_it_as_well() -> None:
    def cited(number: int, start: int, end: int) -> Citation:
        return Citation(
            number, "a", "0" * 64, None, None, None, (), None, None, None, None, "x" * (end - start), start, end, "", ""
        )

    claim = Claim("The bridge fell.", 0, 16, SentenceKind.CLAIM)
    voices = [voice(0.98, 0.01), voice(0.1, 0.6, contradicted=0.6), voice(0.1, 0.6, contradicted=0.6)]
    found = judged(claim, voices, [cited(1, 0, 10), cited(2, 0, 20), cited(3, 30, 40)])
    assert found.verdict is Label.SUPPORTED
    assert [one.citation.number for one in found.supporting] == [1]
    assert [one.citation.number for one in found.refuting] == [3]


def witness(stance: Stance, article: str, source: int, title: str) -> Witness:
    made = Citation(
        1, article, "0" * 64, title, "Herald", None, (), "2021-05-04", None, None, None, "It fell.", 0, 8, "", ""
    )
    return Witness(made, stance, 0.9, source, why="the source says so")


def test_articles_of_one_publisher_and_day_are_told_apart_by_their_titles() -> None:
    two = (witness(Stance.FOR, "a", 1, "The bridge"), witness(Stance.FOR, "b", 2, "The ferry"))
    assert of_verdict(Label.SUPPORTED, two, ()).endswith("“The bridge” and “The ferry”")
    assert of_verdict(Label.SUPPORTED, two[:1], ()).endswith("Herald, 2021-05-04")


def test_one_source_that_says_both_is_not_called_several_that_disagree() -> None:
    one, other = witness(Stance.FOR, "a", 1, "The bridge"), witness(Stance.AGAINST, "a", 1, "The bridge")
    assert of_verdict(Label.MIXED, (one,), (other,)).startswith("one source has words for it and against it")
    rival = witness(Stance.AGAINST, "b", 2, "The ferry")
    assert of_verdict(Label.MIXED, (one,), (rival,)).startswith("the sources disagree")


def test_a_claim_that_is_borne_out_has_no_voice_against_it_by_the_model_alone_unless_a_surer_one() -> None:
    borne, second, other = voice(0.8, 0.1), voice(0.2, 0.7, contradicted=0.9), voice(0.1, 0.85, 2, contradicted=0.9)
    heard = one_voice([borne, second, other])
    assert [one.held.contradicting for one in heard] == [False, False, True]
    assert one_voice([voice(0.5, 0.1), second])[1].held.contradicting


def test_another_figure_of_a_source_that_has_the_claims_own_is_of_another_thing() -> None:
    claim = "Two masks stay in Oslo."
    texts = ["The museum gave eleven masks back.", "Two masks stay in Oslo."]
    one, two = hold_all(claim, [(whole(text), 0.8) for text in texts], Fixed(0.9, 0.05, 0.05))
    assert one.against
    heard = one_voice([Voice(one, 1, 0.7), Voice(two, 1, 0.7)])
    assert not any(voice.held.contradicting for voice in heard)
    assert one_voice([Voice(one, 1, 0.7), Voice(two, 2, 0.7)])[0].held.against


def test_another_date_in_an_article_that_has_the_claims_own_is_of_another_thing() -> None:
    claim = "Norland opened an office in Oslo in 2018."
    texts = [
        "Talks on the office go back to 2007, when Norland opened an office in Oslo.",
        "In 2018, Norland opened an office in Oslo.",
    ]
    one, two = hold_all(claim, [(whole(text), 0.8) for text in texts], Fixed(0.9, 0.05, 0.05))
    assert [part.part.source for part in one.against] == ["2007"]
    same = one_voice([Voice(one, 1, 0.7, "a"), Voice(two, 1, 0.7, "a")])
    assert not any(voice.held.contradicting for voice in same)
    assert one_voice([Voice(one, 1, 0.7, "a"), Voice(two, 1, 0.7, "b")])[0].held.against


class Wordy:
    """Reads an entailment only in words that are all the text's own, whatever figures it has, and no contradiction."""

    name = "wordy"

    def score(self, pairs: Pairs) -> Scores:
        rows = [
            (0.9, 0.08, 0.02) if set(said.split()) <= set(text.split()) else (0.1, 0.88, 0.02) for text, said in pairs
        ]
        return np.array(rows, np.float32)


def test_values_that_the_checks_find_equal_are_read_by_the_model_in_the_words_of_the_source() -> None:
    text = "The cycle has about a dozen canvases and has hung there since 11 May 1968."
    same = held("The cycle has around twelve canvases and has hung there since May 1968.", text, Wordy())
    assert same.entailed == pytest.approx(0.9)
    assert same.stance is Stance.FOR
    assert held(
        "The cycle has around forty canvases and has hung there since May 1968.", text, Wordy()
    ).entailed == pytest.approx(0.1)


def test_a_figure_in_the_place_of_the_claims_own_contradicts_though_the_model_is_blind_to_figures() -> None:
    blind = Fixed(0.9, 0.05, 0.05)
    one = held("The bridge is 2.1 kilometres long.", "The bridge is 1.2 kilometres long.", blind)
    assert one.denied == pytest.approx(0.9)
    assert one.stance is Stance.AGAINST
    unsure = held("The bridge is 2.1 kilometres long.", "The bridge is 1.2 kilometres long.", Fixed(0.3, 0.6, 0.1))
    assert unsure.denied == pytest.approx(0.3)
    other = held("The bridge stands in Oslo.", "The bridge stands in Madrid.", blind)
    assert other.denied < 0.5  # by its names alone the model must tell the two apart


def test_a_value_of_another_thing_corrects_no_claim_whose_own_value_stands_in_the_article() -> None:
    part = Match.of(FaultKind.FIGURE, "It measures 360 centimetres.", (12, 27), "")
    silent = Parts(mismatched=(Mismatch(part, False, ""),))
    corrected = Corrected(Correction("It measures three kilometres.", replace(part, source="three kilometres")), 0.8)
    one = Held(silent, (), 0.1, 0.8, 0.1, 0.3, corrected)
    two = Held(Parts((replace(part, source="3.6 metres"),)), (), 0.2, 0.3, 0.4, 0.3)
    assert one.against
    assert not one_voice([Voice(one, 1, 0.7, "a"), Voice(two, 1, 0.7, "a")])[0].held.against
    assert one_voice([Voice(one, 1, 0.7, "a"), Voice(two, 1, 0.7, "b")])[0].held.against


def test_an_older_count_of_another_source_is_a_conflict_that_is_told_with_its_date() -> None:
    texts = ["All 31 members of the Orlow Pact agreed.", "All 30 members of the Orlow Pact agreed."]
    held = hold_all("The Orlow Pact has 31 members.", [(whole(text), 0.8) for text in texts], Fixed(0.9, 0.05, 0.05))
    now, before = one_voice([Voice(one, at, 0.7, str(at)) for at, one in enumerate(held)])
    assert not now.held.against
    assert [(one.part.said, one.part.source) for one in before.held.against] == [("31", "30")]
    new, old = witness(Stance.FOR, "a", 1, "The pact"), witness(Stance.AGAINST, "b", 2, "The treaty")
    old = replace(old, citation=replace(old.citation, publisher="Post", published="2019-02-03"))
    why = of_verdict(Label.MIXED, (new,), (old,))
    assert "Herald, 2021-05-04" in why
    assert "Post, 2019-02-03" in why


@given(SHARE, SHARE, SHARE)
def test_mixed_is_said_only_where_it_is_likelier_than_not(supports: float, refutes: float, other: float) -> None:
    voices = [voice(supports, other), voice(other, refutes, 2, contradicted=0.9), voice(supports, refutes, 3)]
    verdict, probabilities = decide(voices)
    assert verdict is not Label.MIXED or probabilities["MIXED"] >= 0.5
