"""False speech: words put into another's mouth, and quotations altered."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.names import another, persons
from eval.falsehoods.perturbed import QUOTED, Edit, Sentence

SAYS = (
    r"(?:said|says|told|tells|wrote|writes|argued|argues|warned|warns|called|calls|described|describes|noted|notes|explained|"
    r"explains|claimed|claims|insisted|insists|believes|believed|thinks|thought|reported|reports|remarked|remarks|suggested|"
    r"suggests|supposes|added|adds|concludes|recalls|stated|states|declared|declares|concedes|stresses|speaks|adds|sees|"
    r"counts|doubted|asks|fears|holds|expects|continues|regards|mentions|names|traces|reads|dates)"
)
_AFTER = re.compile(
    rf"(?:\s(?:and|of)\s[A-Z]\w+(?:\s[A-Z]\w+)*)?(?:\s(?:also|once|later|then|of\s(?:the\s)?(?:[A-Z]\w+\s?)+(?:of\s[A-Z]\w+)?)"
    rf"|,\s(?:who|of|an?|the|director)\b[^,]*,|\s\([^)]*\))?\s{SAYS}\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:said|says|wrote|writes|argued|argues|warned|explained|claimed|insisted|added|noted|remarked|reported)|"
    r"[Aa]ccording to|In the eyes of|For|[Ii]n|To)\s(?:[A-Z][a-z]+ and )?$"
)
_CONTENT = re.compile(r"(?<![\w’'-])[a-zà-ÿ]{5,}(?![\w’'-])")
_ENDING = re.compile(r"(?:ing|ed|ly|tion|ment|ity|s|al|ive|er|ful)$")


def speakers(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence with a person who speaks in it exchanged for one whom the paragraph does not name."""
    for start, end in persons(sentence):
        if speaks(sentence.text, start, end):
            said = another(sentence, start, end, rng)
            if said:
                yield Edit(start, end, said, "speaker")


def speaks(text: str, start: int, end: int) -> bool:
    """Say whether the person at a place is told to say, think or write something."""
    after = text[end + 2 :] if text[end : end + 2] in ("’s", "'s") else text[end:]
    before = _BEFORE.search(text[:start])
    led = before and (before.group().split()[0] not in ("in", "In", "For", "To") or after != text[end:])
    return bool(led) or bool(_AFTER.match(after))


def quotations(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give a quotation with one of its words exchanged for one from elsewhere in the article, or left out."""
    if sentence.text.count('"') % 2:
        return  # which mark opens and which closes cannot be told
    for match in QUOTED.finditer(sentence.text):
        inside = list(_CONTENT.finditer(sentence.text, match.start() + 1, match.end() - 1))
        titled = (
            sum(word[0].isupper() for word in match.group().strip("“”\"'` ").split()) > len(match.group().split()) / 2
        )
        if titled or match.group()[0] not in '“"`' or len(match.group().split()) < 2:
            continue
        for word in inside:
            said = _fellow(sentence, word.group(), rng)
            if said:
                yield Edit(*word.span(), said, "word changed")
        for word in inside[1:]:
            # Without its last word a quotation is shorter, and true.
            inner = sentence.text[word.start() - 1] == " " and re.search(r"\w", sentence.text[word.end() : match.end()])
            if len(match.group().split()) >= 6 and inner:
                yield Edit(word.start() - 1, word.end(), "", "word left out")


def _fellow(sentence: Sentence, word: str, rng: random.Random) -> str:
    """Give a word of the article with the same ending that the sentence does not hold."""
    ending = _ENDING.search(word)
    mine = ending.group() if ending else ""
    here = {one.lower() for one in re.findall(r"\w+", sentence.text)}
    fit = sorted(
        {
            other
            for other in _CONTENT.findall(sentence.article.partition("\n---\n")[2] or sentence.article)
            if other not in here and other[:4] != word[:4] and _same(other, mine)
        }
    )
    return rng.choice(fit) if fit else ""


def _same(other: str, ending: str) -> bool:
    found = _ENDING.search(other)
    return (found.group() if found else "") == ending
