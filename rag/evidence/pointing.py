"""What a sentence points to: whom "she" means down a run of sentences, what "the company" was called before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.reading.naming import named
from rag.reading.speech import needs_antecedent, open_quote, said_by_pronoun, subject_pronoun

if TYPE_CHECKING:
    from index.records import StoredPassage

# "The older factory is to close", but not "The factory in Lille is to close", which is no other's.
_DESCRIBES = re.compile(r"[“\"'‘(\[\s]*The [a-z](?!(?:[\w’'-]* ){1,3}?(?:in|of|at|from|near|for) (?:the )?[A-Z])")
_BACK = 2  # sentences
_INTRODUCES = re.compile(r"[“\"'‘(\[\s]*An? [a-z]")  # "A baker was sentenced on Thursday. Ann Lee, 47, ..."


def referent(passage: StoredPassage, number: int) -> str:
    """Give what a sentence goes on about where it opens with a pronoun: "" where it does not.

    That is the sentence before; in a run of sentences about one "he" or "she", quotations of theirs among them, the
    one that begins the run, or the title where the run begins before the passage does.
    """
    text = _sentence(passage, number)
    if not (needs_antecedent(text) or said_by_pronoun(text)):
        return ""
    person, at = subject_pronoun(text), number - 1
    while at >= 0 and _goes_on(passage, at, person):
        at -= 1
    return _sentence(passage, at) if at >= 0 else passage.title or ""


def described(passage: StoredPassage, number: int) -> str:
    """Give what a sentence may speak of that opens with "The" and a noun, or names nobody: two before it, the title.

    "There is one menu, for 95 pounds" is told of the inn that was named before.
    """
    text = _sentence(passage, number)
    if not _DESCRIBES.match(text) and named(text):
        return ""
    near = " ".join(_sentence(passage, at) for at in range(max(0, number - _BACK), number))
    return f"{passage.title or ''}\n{near}"


def introduces(text: str) -> bool:
    """Say whether a sentence opens with somebody or something new, whose name comes behind it: "A ferry struck ..."."""
    return _INTRODUCES.match(text) is not None


def _goes_on(passage: StoredPassage, number: int, person: str) -> bool:
    """Say whether a sentence is about the one that another behind it means by a pronoun, and does not name them."""
    text = _sentence(passage, number)
    if open_quote(_before(passage, number)) or (person and re.search(rf"[”\"»] {person}\b", text)):
        return True
    if person:
        return subject_pronoun(text) == person
    return needs_antecedent(text) and not subject_pronoun(text)


def _sentence(passage: StoredPassage, number: int) -> str:
    start, end = passage.sentences[number]
    return passage.text[start - passage.start : end - passage.start]


def _before(passage: StoredPassage, number: int) -> str:
    return passage.text[: passage.sentences[number][0] - passage.start]
