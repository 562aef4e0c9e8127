"""Follow-ups made whole: "and Germany?" becomes a question that can be searched for, by rule and without a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.followups.ellipsis import ellipsis, name_alone
from rag.followups.followup import Resolved, Turn, appended, bare, closed, core_of, led, subjects
from rag.followups.objects import done_to, is_done_to, passive
from rag.followups.thread import opens, own_name, subject, thread_of
from rag.followups.when import dates
from rag.reading.anaphora import answered_by, asked_for, meant
from rag.reading.names import WORD, names, terms
from rag.reading.pronouns import Pronoun, loose_pronouns
from rag.words.lists import AUXILIARIES, FUNCTION
from rag.words.terms import carried_from

__all__ = ["MAX_CHARS", "Resolved", "Turn", "dates", "resolve"]

MAX_CHARS = 2_000  # a resolved question is no longer than this, unless the question itself is


def resolve(question: str, history: Sequence[Turn]) -> Resolved:
    """Give the question with what it leaves unsaid; one that stands alone comes back as it is, byte for byte.

    >>> resolve("and Germany?", [Turn("", "Why did France block the Tokyo office?")]).text
    'Why did Germany block the Tokyo office?'
    """
    thread = thread_of(history)
    if not thread or not question.strip() or len(question) > MAX_CHARS:
        return Resolved(question)
    last = own_name(subject(thread).resolved_question)
    found = _who_did(question, subject(thread), last)
    found = found or next((found for step in _STEPS if (found := step(question, last)) is not None), None)
    found = found or _pronouns(question, thread, last) or _short(question, last) or _led(question, last)
    return found if found is not None and len(found.text) <= MAX_CHARS else Resolved(question)


_AUXILIARY = "|".join(sorted(AUXILIARIES))
# A bare question word, or one with nothing but "that" to say. "Where is it?" asks of a thing and not of an event.
_EVENT = (
    r"(?: exactly)?(?: (?:(?:was|is|were) (?:that|this)(?: so)?|(?:did|does) (?:that|this|it) happen|"
    r"(?:did|does) (?:it|they)))?"
)
_BARE = {
    "When": rf"(?:since )?when{_EVENT}|when was it|"
    r"(?:on |in )?(?:what|which) (?:date|day|month|year)(?: was (?:that|this|it))?",
    "Where": rf"where{_EVENT}",
    "Why": rf"why(?: so)?{_EVENT}|how come|for what reason|what for",
    "How": rf"how(?: so)?{_EVENT}",
}
_MORE = re.compile(
    r"(?:please )?(?:(?:can|could|will) you )?(?:(?:tell|show|give) me more|say more|(?:more )?details?|more|go on|"
    r"continue|elaborate|explain)"
    r"(?: (?:about|on) (?:it|that|this))?(?: please)?"
)
# A question whose question word can be put for another: it asks for no part of the clause, or for yes or no.
_CLAUSE = re.compile(
    rf"(?:(?:(?:since )?(?:why|when|where|how)|how (?:often|long|many times)|(?:on|in) (?:what|which) "
    rf"(?:date|day|month|year))\s+)?(?P<rest>(?:{_AUXILIARY})\b.+)",
    re.I | re.S,
)


def _more(question: str, last: str) -> Resolved | None:
    if _MORE.fullmatch(core_of(question).lower()) is None:
        return None
    return Resolved(last, terms(last), True)


def _bare(question: str, last: str) -> Resolved | None:
    """Ask "when was that?" of the last question: put its question word there, or carry its terms."""
    core = core_of(question)
    asked = _asked(core)
    if asked is None:
        return None
    swapped = _CLAUSE.fullmatch(core_of(last))
    if swapped is None:
        full = core if " " in core else {"How": "How was that"}.get(asked, f"{asked} was that")
        return appended(full, terms(last, spoken=True))
    rest = swapped["rest"]
    return Resolved(f"{asked} {rest[0].lower()}{rest[1:]}?", terms(last), True)


def _asked(core: str) -> str | None:
    return next((word for word, form in _BARE.items() if re.fullmatch(form, core.lower())), None)


def _who_did(question: str, turn: Turn, last: str) -> Resolved | None:
    """Ask "why?" of what somebody was asked to have done, with the names that answered beside it."""
    asked = _asked(core_of(question))
    done = passive(closed(core_of(last)), asked) if asked else ""
    if not done:
        return None
    return appended(core_of(done), answered_by(last, turn.answer_sentences), ", ") or Resolved(done, terms(last), True)


# "Who attended?", "What was decided?": the verb's object was named before.
_OBJECTLESS = re.compile(
    r"(?:who|what|which|when|where|why|how|how many|how much)(?: else)? (?:(?:was|were|is|are|has|have|got) )?"
    r"\w+(?:ed|en)|(?:which|how many|how much) \w+",
    re.I,
)


def _short(question: str, last: str) -> Resolved | None:
    """Carry the last question into one that has no words of its own ("who said so?") or a verb alone."""
    core = core_of(question)
    if _OBJECTLESS.fullmatch(core):
        return appended(core, *subjects(last))
    if not core or not _leans(core):
        return None
    asked = {"source": "Which source says so", "sources": "Which sources say so"}.get(core.lower(), core)
    return appended(asked, terms(last, spoken=True))


def _led(question: str, last: str) -> Resolved | None:
    """Carry the last question into one that names nothing and says that it goes on ("and where are the two posts?")."""
    if not led(question) or names(question):
        return None
    return appended(core_of(question), terms(last, spoken=True))


def _leans(core: str) -> bool:
    """Say whether a question has no word of content and is not about the one who asks or is asked."""
    words = {token.group().lower() for token in WORD.finditer(core)}
    return words <= FUNCTION | {"source", "sources", "according"} and not words & {"i", "me", "my", "we", "us", "you"}


def _pronouns(question: str, thread: Sequence[Turn], last: str) -> Resolved | None:
    """Put the one name that a pronoun can mean in its place; where there are several, set them beside it."""
    loose = loose_pronouns(question)
    if not loose:
        return None
    text, put, beside = question, list[str](), list[str]()
    for pronoun in reversed(loose):
        found = _meant(pronoun, thread, question)
        if len(found) == 1:
            text = text[: pronoun.start] + pronoun.worded(found[0]) + text[pronoun.end :]
            put.append(bare(found[0]))
        elif found:
            beside += found
    if not put and not beside and _own(question) >= _ENOUGH and not any(pronoun.proposition for pronoun in loose):
        return None
    core = core_of(text)
    said = any(pronoun.proposition for pronoun in loose) or _SAYING.search(core)
    if said or not (put or beside):
        return appended(core, terms(last, spoken=True), put=put) or _put(core, put)
    return appended(core, beside, ", ", put) or _put(core, put)


_SAYING = re.compile(r"\b(?:say|said|says|mean|meant|else)\W*$", re.I)  # "What else did he say": about what?


_ENOUGH = 3  # words of its own by which a question can do without what a pronoun means ("how do they ...?")


def _own(question: str) -> int:
    return sum(token.group().lower() not in FUNCTION for token in WORD.finditer(question))


def _put(core: str, put: Sequence[str]) -> Resolved | None:
    return Resolved(closed(core), tuple(dict.fromkeys(put)), True) if put else None


def _meant(pronoun: Pronoun, thread: Sequence[Turn], question: str) -> tuple[str, ...]:
    """Give what the pronoun can mean: what it meant so far, what the thread asked for last, or what was named last.

    To what somebody is asked to have done something to, something else is done: "who blocked it?".
    """
    last = own_name(subject(thread).resolved_question)
    thing = done_to(last) if is_done_to(pronoun, question) else ""
    if thing:
        return (thing,)
    core, carried = last[: carried_from(last)], last[carried_from(last) :].strip(" ()?")
    if carried and re.search(rf"\b{pronoun.word}\b", core, re.I):
        return tuple(carried.split(", "))
    for turn in reversed(thread):
        found = asked_for(pronoun, turn.resolved_question, turn.answer_sentences)
        if found:
            return found
        if opens(turn):
            break
    found, acts = (), question[: pronoun.start].lower().split()[-1:] in [[word] for word in AUXILIARIES]
    for turn in (subject(thread), *reversed(thread)):
        found = found or meant(pronoun, own_name(turn.resolved_question), turn.answer_sentences, acts=acts)
    return found


_STEPS: tuple[Callable[[str, str], Resolved | None], ...] = (_more, _bare, ellipsis, name_alone)
