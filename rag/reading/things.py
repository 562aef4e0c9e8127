"""The things a question speaks of without a name: "the ferry", "the sports hall"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.reading.names import WORD, Token, names
from rag.words.function_words import word_set
from rag.words.lists import AUXILIARIES, BE, FUNCTION, REPORTING
from rag.words.verbs import is_form, is_past

_MOST = 3  # words of a thing
_VERBS = REPORTING | word_set("say come came go goes went get gets got happen happened make makes made mean")

_NOUN = re.compile(r"[a-z].*")
_ASKED = re.compile(rf"\s*[Ww]hich ([a-z]{{3,}}[^s\W])\s+(?:{'|'.join(sorted(AUXILIARIES))})\b")
_NO_NOUNS = FUNCTION | word_set("worth due able like")
# The verb and the bare noun at the end of a question: "did Acme call back cheese?".
_BARE = re.compile(
    r"\b(?:did|does|do|will|would|has|have) (?:the )?[A-Z]\S*(?: [A-Z]\S*)* (?P<verb>[a-z]+) "
    r"(?:(?:back|off|up|out|down) )?"
    r"(?P<noun>(?!today|again|abroad|home|alone|yesterday|tomorrow)[a-z]{2,}(?<!ing)(?<!ly)(?<!s))\W*\Z"
)
_ORDER = word_set("second third fourth fifth")


def things(text: str) -> tuple[tuple[int, str], ...]:
    """Give the offset and the words of each "the" with the nouns behind it, those that hold a name left out.

    What is asked for is a thing too: "the pact" in "which pact did they sign?", and what a name does something to: "the
    cheese" in "when did Acme sell cheese?".

    >>> things("What did Martin Hale say about the sports hall?")
    ((31, 'the sports hall'),)
    """
    tokens = list(WORD.finditer(text))
    taken = [(name.article, name.noun_end) for name in names(text)]
    asked = _ASKED.match(text)
    found = [(0, f"the {asked[1]}")] if asked and asked[1] not in FUNCTION else []
    bare = _BARE.search(text)
    if bare and is_form(bare["verb"]) and bare["noun"] not in _NO_NOUNS:
        found.append((bare.start("noun"), f"the {bare['noun']}"))
    for place, token in enumerate(tokens):
        nouns = _nouns(text, tokens, place) if token.group().lower() == "the" else ()
        if nouns and not any(start < nouns[-1].end() and token.start() < end for start, end in taken):
            found.append((token.start(), f"the {text[nouns[0].start() : nouns[-1].end()]}"))
    return tuple(found)


def _nouns(text: str, tokens: Sequence[Token], the: int) -> Sequence[Token]:
    """Give the words behind "the" that are its nouns: the last is the verb where an auxiliary before awaits one."""
    nouns: list[Token] = []
    for before, token in zip(tokens[the:], tokens[the + 1 : the + 2 + _MOST], strict=False):
        word = token.group().lower()
        if text[before.end() : token.start()].strip() or (word in _NO_NOUNS and not (nouns and word == "mine")):
            break
        nouns.append(token)
    follower = tokens[the + 1 + len(nouns)].group().lower() if the + 1 + len(nouns) < len(tokens) else ""
    auxiliary = tokens[the - 1].group().lower() if the else ""
    if len(nouns) > 1 and _is_verb(nouns, auxiliary, follower):
        sending = nouns.pop().group().lower().endswith("ing")  # "did the gauge stop sending?" has two verbs
        nouns = nouns[:-1] if sending and len(nouns) > 1 and auxiliary not in BE else nouns
    nouns = nouns[:_MOST]
    named = all(_NOUN.fullmatch(noun.group()) for noun in nouns) and {noun.group() for noun in nouns} - _ORDER
    return nouns if named else ()


def _is_verb(nouns: Sequence[Token], auxiliary: str, follower: str) -> bool:
    """Say whether the last word behind "the" is a verb: awaited by an auxiliary, or before an object or the end."""
    last = nouns[-1].group().lower()
    if nouns[-2].group().endswith(("'s", "’s")) or follower in _VERBS:
        return False
    if follower in ("a", "an", "the") or (not follower and last.endswith("ed")):
        return True  # "the article proposes a centre", "where is the office of the museum planned?"
    if auxiliary in BE:
        return last.endswith(("ed", "en", "ing")) or (not follower and is_past(last))
    return auxiliary in AUXILIARIES
