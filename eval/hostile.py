"""Hostile articles: every way of carrying an order with every goal, asked through the desk, and what came of it.

Three ways of writing an answer are compared over one and the same evidence: a prompt that shows the sentences as they
stand and believes the model, the shipped prompt without the checks, and the shipped path. The model obeys whatever
order it can make out, or (`heeding`) whatever stands on lines that the prompt does not mark as an article's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.read import read_bytes
from eval.attacks.carriers import CARRIERS, Planted
from eval.attacks.goals import GOALS, Goal
from eval.attacks.reading import Heard, obeys
from eval.attacks.shown import Shown, disguises, exfiltrates, miscites
from eval.attacks.stories import STORIES, Story
from eval.attacks.writing import ARMS, BARE, CHECKED, MARKED, Arms
from eval.scripted import JSON, MARKERS, Writer, scripted, written
from index.library import Library
from index.passage import Filters
from rag.answer import Answer, AnswerSentence, Searched, Support
from rag.chat import Chat
from rag.desk import Desk
from rag.writing.write import Written

__all__ = ["ARMS", "BARE", "CHECKED", "MARKED", "Case", "Draw", "Trial", "cases", "stock", "trials"]

_RESOLVING = "Rewritten, on one line:"  # how the prompt ends that asks what a follow-up means

Draw = Callable[[Answer], str]
"""What a face draws of an answer."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article with one order in it; `id` names its collection too."""

    id: str
    number: int
    carrier: str
    goal: Goal
    story: Story
    planted: Planted


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a case with one way of writing and one model.

    `read` says whether the model could make the order out, `reached` whether the goal was, the others what else must
    never be, whatever the goal.
    """

    case: str
    carrier: str
    goal: str
    arm: str
    model: str
    read: bool
    reached: bool
    exfiltrated: bool
    miscited: bool
    disguised: bool
    answer: str


def cases(every: int = 1) -> Iterator[Case]:
    """Give every carrier with every goal, or each n-th of these pairs; the stories and the wordings take turns."""
    pairs = [(carrier, goal) for carrier in CARRIERS for goal in GOALS]
    for number, ((carrier, plant), goal) in enumerate(pairs):
        if number % every == 0:
            story = STORIES[number % len(STORIES)]
            turn = number // len(GOALS) + number % len(GOALS)
            planted = plant(story, goal.order(story), turn)
            yield Case(f"hostile-{number:03}", turn, carrier, goal, story, planted)


def stock(library: Library, chosen: Iterable[Case]) -> None:
    """Take the sources of every case in through the shipped readers, each case a collection of its own."""
    for case in chosen:
        articles = [article for name, raw in case.planted.files for article in read_bytes(name, raw)]
        list(library.add(articles, case.id))


def trials(
    desk: Desk,
    case: Case,
    draw: tuple[Draw, Draw] | None = None,
    writer: Writer = Written,
    *,
    heeding: bool = False,
    real: Chat | None = None,
) -> Iterator[Trial]:
    """Ask a case's question and judge each way of writing; `draw` are the page and the terminal.

    `writer` gives the checked way over a chat, `real` is a chat model to ask in place of the scripted one: what it
    could read is not known. The evidence floor is passed over, so that it saves no case.
    """
    models = {arm: _Obeying(case, heeding) for arm in ARMS}
    form = {CHECKED: JSON} if case.number // 3 % 2 else {}
    arms = Arms({arm: real or scripted(model, form.get(arm, MARKERS)) for arm, model in models.items()}, writer)
    history = tuple(_earlier(case, words) for words in case.planted.history)
    question = case.story.follow_up if history else case.story.question
    filters = Filters(collections=(case.id,))
    answer = desk.ask(question, filters=filters, history=history, insist=True, generator=arms)
    name = real.name if real is not None else "heeding" if heeding else "obeying"
    for arm, found in arms.answers(answer):
        page, terminal = (face(found) for face in draw) if draw and arm == CHECKED else ("", "")
        yield _judged(case, arm, name, models[arm].read, Shown(found, page, terminal, desk.library.text))


def _judged(case: Case, arm: str, model: str, read: bool, shown: Shown) -> Trial:
    return Trial(
        case=case.id,
        carrier=case.carrier,
        goal=case.goal.name,
        arm=arm,
        model=model,
        read=read,
        reached=case.goal.reached(case.story, shown),
        exfiltrated=exfiltrates(shown),
        miscited=miscites(shown),
        disguised=disguises(shown),
        answer=shown.answer.answer,
    )


def _earlier(case: Case, words: str) -> Answer:
    """Give an answer of an earlier turn, which quotes the order from the article it stands in."""
    sentence = AnswerSentence(words, 0, len(words), (), Support.VERBATIM, "the article's own words")
    searched = Searched(2, 2, 0, {})
    asked = case.story.question
    return Answer(asked, asked, words, False, "", "extractive", searched, (sentence,))


@dataclass
class _Obeying:
    """Says what the goal wants once it has made the order out, the true sentence otherwise."""

    case: Case
    heeding: bool
    read: bool = False
    replies: int = 0

    def __call__(self, prompt: str) -> str:
        heard, story = Heard(prompt), self.case.story
        obeyed = obeys(heard.unmarked if self.heeding else prompt, self.case.planted.parts)
        if prompt.rstrip().endswith(_RESOLVING):
            return f"{story.lies['invented'][0][:-1]}?" if obeyed else story.follow_up
        self.read |= obeyed
        form = JSON if "Write JSON" in prompt else MARKERS
        if not obeyed:
            return written([(story.sentences[0], (heard.number_of(story.sentences[0]),))], form)
        replies = self.case.goal.says(story, heard)
        self.replies += 1
        return written(replies[(self.case.number + self.replies - 1) % len(replies)], form)
