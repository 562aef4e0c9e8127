"""What a follow-up is resolved from and to, and how a carried term is set into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.reading.names import NameKind, names, terms
from rag.reading.things import things

if TYPE_CHECKING:
    from rag.answer import Answer

_MAX_TERMS = 12  # carried into one question
_MARKS = "?!.… "
_LEAD = re.compile(r"\A\s*(?:(?:and|but|so|ok|okay|well|then)\b[\s,]*)+", re.I)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the conversation so far, what it was resolved to, and the sentences it was answered with.

    The sentences are those of the articles, without lead-ins, `articles` the ids of those; an abstention has neither.
    """

    question: str
    resolved_question: str
    answer_sentences: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """Give the turn that an answer was."""
        said = tuple(sentence.text for sentence in answer.sentences)
        cited = frozenset(citation.article_id for citation in answer.citations)
        return cls(answer.question, answer.resolved_question, said, cited)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone. `carried` are the words it took from earlier turns; unchanged, it has none."""

    text: str
    carried: tuple[str, ...] = ()
    changed: bool = False


def led(question: str) -> bool:
    """Say whether a question opens with a word that ties it to what was said: "and", "but", "so", "then"."""
    return _LEAD.match(question) is not None


def core_of(question: str) -> str:
    """Give a question without its lead ("and", "but") and its closing marks."""
    return _LEAD.sub("", question, count=1).strip().rstrip(_MARKS)


def subjects(last: str) -> tuple[tuple[str, ...], str]:
    """Give the names and things of a question, or its terms where it names nothing, and what they are joined by."""
    found = [(name.article, name.spoken) for name in names(last) if name.kind is not NameKind.YEAR]
    return (tuple(spoken for _, spoken in sorted([*found, *things(last)])), ", ") if found else (terms(last), " ")


def appended(core: str, carried: Sequence[str], separator: str = " ", put: Sequence[str] = ()) -> Resolved | None:
    """Set carried terms in brackets behind a question, but for those that it holds already; None where none is left."""
    new = tuple(dict.fromkeys(term for term in carried if bare(term).lower() not in core.lower()))[:_MAX_TERMS]
    if not new or not core:
        return None
    text = f"{core[0].upper()}{core[1:]} ({separator.join(new)})?"
    return Resolved(text, tuple(dict.fromkeys(map(bare, (*put, *new)))), True)


def bare(term: str) -> str:
    """Give a term without its "the"."""
    return term.removeprefix("the ")


def closed(text: str) -> str:
    """Give a text as a question: a capital at its start, one question mark at its end."""
    text = text.strip().rstrip(_MARKS)
    return f"{text[0].upper()}{text[1:]}?"
