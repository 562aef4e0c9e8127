"""False sentences through the shipped way of writing: what counts as released, and that the count can go wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from shelves import article

from corpus.article import Article
from eval.falsehoods.perturbed import FalsehoodKind, Perturbed
from eval.perturb import perturb
from eval.released import summary, task_of, tell
from eval.scripted import JSON, MARKERS, Writer
from index.sentence import blocks
from rag.chat import Chat
from rag.compose import Note
from rag.generator import Task
from rag.support import Judged, Support
from rag.writing.said import said
from rag.writing.write import Written

TEXT = (
    "Nothing much is known of its founding.\n\n"
    "The harbour board met in Lerna. It paid 340 million dollars for two ferries in March 2019. "
    "“They are too slow,” said the captain, Ilse Maar.\n\nThe board will meet again."
)


def held() -> Article:
    return article("board.txt", TEXT, title="Ferries", published="2019-04-02")


def pair(false: str, true: str = "", kind: FalsehoodKind = FalsehoodKind.FIGURE) -> Perturbed:
    """Give a pair made of the sentence about the price."""
    source = "It paid 340 million dollars for two ferries in March 2019."
    start = TEXT.index(source)
    context = next(block.start for block in blocks(TEXT) if block.start <= start < block.end)
    return Perturbed(kind, "by hand", "board.txt", start, start + len(source), context, source, true or source, false,
                     "340", "34")  # fmt: skip


@dataclass(frozen=True)
class Credulous:
    """A writer that shows all that a model says."""

    chat: Chat

    def write(self, task: Task) -> Note:
        from rag.writing.pack import pack
        from rag.writing.release import Sheet

        sheet, lines = Sheet(task), pack(task.question, task.evidence, task.records, 4_000).lines
        words = "".join(chunk.text for chunk in self.chat.stream("", "Write."))
        for one in said((words,)):
            sheet.add(one.text, lines[:1], Judged(Support.SUPPORTED, "believed"))
        return sheet.note("credulous", 0, (), None, "")


def counted(*pairs: Perturbed, form: str = MARKERS, writer: Writer = Written) -> list[bool]:
    return [one.released for one in tell(pairs, {"board.txt": held()}, form, writer)]


@pytest.mark.parametrize("form", [MARKERS, JSON])
def test_a_true_sentence_is_released_and_one_with_another_figure_is_not(form: str) -> None:
    assert counted(pair("It paid 34 million dollars for two ferries in March 2019."), form=form) == [True, False]


def test_whoever_believes_the_model_releases_both() -> None:
    assert counted(pair("It paid 34 million dollars for two ferries."), writer=Credulous) == [True, True]  # type: ignore[arg-type]


def test_a_sentence_that_the_parser_cuts_in_two_is_released_where_its_false_half_is() -> None:
    halves = pair("The harbour board met in Lerna. It paid 34 million dollars for two ferries in March 2019.")
    shown = list(tell([halves], {"board.txt": held()}, MARKERS, Credulous))[1]  # type: ignore[arg-type]
    assert shown.released and "34 million" in shown.answer


def test_the_evidence_is_the_paragraph_and_the_number_that_of_the_source() -> None:
    made = pair("It paid nothing for two ferries.")
    task, number = task_of(made, held())
    (candidate,) = task.evidence.candidates
    start, end = candidate.passage.sentences[number - 1]
    assert task.text_of("")[start:end] == made.source and number == 2
    assert candidate.passage.text.startswith("The harbour board met") and candidate.passage.text.endswith("Ilse Maar.")


def test_the_summary_parts_what_is_false_from_what_is_true() -> None:
    pairs = [
        pair("It paid 34 million dollars for two ferries."),
        pair("It paid 34 million for one.", kind=FalsehoodKind.UNIT),
    ]
    figures = summary(list(tell(pairs, {"board.txt": held()}, MARKERS, Credulous)))  # type: ignore[arg-type]
    assert figures["released"]["count"] == figures["false"] == 2
    assert figures["released_of_figures_dates_names_quotations"]["n"] == 1
    assert figures["withheld_in_vain"]["count"] == 0 and figures["withheld_in_vain"]["n"] == 2
    assert figures["released_by_kind"].keys() == {"figure", "unit"}


def test_what_is_made_of_an_article_is_told_with_its_own_evidence() -> None:
    pairs = [one for one in perturb([held()]) if one.kind in (FalsehoodKind.FIGURE, FalsehoodKind.DATE)]
    assert pairs
    told = list(tell(pairs, {"board.txt": held()}))
    assert [one.released for one in told if one.borne_out] == [True] * len(pairs)
    assert [one.released for one in told if not one.borne_out] == [False] * len(pairs)
