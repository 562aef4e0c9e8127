"""Pairs out of questions and answers: a question put as a statement with its answer, against the words that answer it.

Questions of squad2 and xquad were written by people beside a passage, mostly in words of their own. With the answer
that is marked there the passage bears the statement out; with another answer of the same kind out of the same passage
it does not. The statements are rough (`statements`), and their targets say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.rows import Row, rows
from eval.train.statements import Statement, statement
from index.sentence import sentences

SETS = ("squad2", "xquad/en")

Target = tuple[float, float, float]
BEARS: Target = (0.92, 0.06, 0.02)
OTHERWISE: Target = (0.02, 0.4, 0.58)
UNASKED: Target = (0.05, 0.6, 0.35)
APART: Target = (0.0, 1.0, 0.0)
_SHORT = 5  # words of a sentence that says nothing by itself


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a statement, the passage it is asked of, its answers, the words that hold them, other words there.

    One that the passage does not answer has neither answers nor premises; `others` are the sentences nearest to it.
    """

    statement: Statement
    passage: str
    answers: tuple[str, ...]
    premises: tuple[str, ...]
    others: tuple[str, ...]


def asked(data: Path) -> tuple[Asked, ...]:
    """Give the questions that can be put as statements, in the order of the sets."""
    return tuple(one for name in SETS for one in _of_set(data / name))


def rivals(questions: Sequence[Asked]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give by passage and kind of question the answers that stand there."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in questions:
        found.setdefault((one.passage, one.statement.kind), []).extend(one.answers)
    return {key: tuple(dict.fromkeys(texts)) for key, texts in found.items()}


def pairs(one: Asked, others: Sequence[str], random: Random) -> Iterator[tuple[str, str, Target]]:
    """Give the statement with its own answer, and often with one of the `others` that stand in the same words."""
    if not one.answers:
        if others and one.others:
            yield random.choice(one.others), one.statement.filled(random.choice(others)), UNASKED
        return
    answer, premise = random.choice(one.answers), random.choice(one.premises)
    yield premise, one.statement.filled(answer), BEARS
    wrong = [text for text in others if not _same(text, one.answers)]
    if wrong and random.random() < 0.8:
        yield premise, one.statement.filled(random.choice(wrong)), OTHERWISE
    if one.others and random.random() < 0.3:
        yield random.choice(one.others), one.statement.filled(answer), APART


def _same(text: str, answers: Sequence[str]) -> bool:
    plain = text.casefold()
    return any(plain in one.casefold() or one.casefold() in plain for one in answers)


def _of_set(folder: Path) -> Iterator[Asked]:
    texts = {row.text("_id"): row.text("text") for row in rows(folder, "corpus")}
    questions = {row.text("_id"): row.text("text") for row in rows(folder, "queries")}
    answers = [
        (questions[row.text("query_id")], [_place(item) for item in row.items("evidence")])
        for row in rows(folder, "answers")
    ]
    unanswered = _nearest([question for question, held in answers if not held], texts)
    for question, held in answers:
        near = () if held else next(unanswered)
        if told := statement(question):
            yield _answered(told, held, texts) if held else Asked(told, near[0], (), (), near[1:])


def _place(item: Row) -> tuple[str, int, str]:
    return item.text("doc_id"), item.get("start", int) or 0, item.text("text")


def _answered(told: Statement, held: Sequence[tuple[str, int, str]], texts: Mapping[str, str]) -> Asked:
    around = [_around(texts[passage], start) for passage, start, _ in held]
    return Asked(
        told,
        held[0][0],
        tuple(told.placed(text) for _, _, text in held),
        tuple(text for here, _ in around for text in here),
        tuple(text for _, rest in around for text in rest),
    )


def _around(text: str, start: int) -> tuple[list[str], list[str]]:
    """Give the sentence at a place alone and behind the one before it, and the other sentences."""
    spans = list(sentences(text, "en"))
    at = next((n for n, (_, end) in enumerate(spans) if start < end), len(spans) - 1)
    own = text[spans[at][0] : spans[at][1]].strip()
    before = text[spans[max(0, at - 1)][0] : spans[at][1]].strip()
    rest = [text[a:b].strip() for n, (a, b) in enumerate(spans) if n != at]
    return [own, before], [one for one in rest if len(one.split()) > _SHORT]


def _nearest(questions: Sequence[str], texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Give for each question the passage that is nearest by its best sentence, and its two nearest sentences."""
    if not questions:
        return
    from rag.config import Settings
    from rag.shelf import load_encoder

    encoder = load_encoder(Settings.load())
    held = [(passage, text[a:b].strip()) for passage, text in texts.items() for a, b in sentences(text, "en")]
    vectors = encoder.encode([text for _, text in held])
    for likeness in encoder.encode(questions) @ vectors.T:
        passage = held[int(likeness.argmax())][0]
        own = [n for n, (there, _) in enumerate(held) if there == passage]
        yield passage, *(held[n][1] for n in sorted(own, key=lambda n: -likeness[n])[:2])
