"""Small changes that turn a sentence against itself: another figure, a negation, an opposite, another name.

And some that take from it what it bore out: what a thing was done to, who did it to whom, whether it was done at all.

Each gives the changed sentence, or None where the sentence offers nothing to change. They are made for training pairs,
where one wrong pair in twenty does no harm; nothing that is shown to anybody rests on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Edit = Callable[[str, Random], str | None]

_FIGURE = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,-])\d+(?:\.\d+)?(?![\w-])")
_NUMBER_WORDS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    ("hundred", "thousand", "million", "billion", "trillion"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|could|will|would|should|has been|have been|had been|does|did)\b(?! not\b|n't)", re.I
)
_NEGATION = re.compile(r"\b(is|are|was|were|can|could|will|would|should|has|have|had|does|did|do) not\b", re.I)
_SHORT = re.compile(r"\b(is|are|was|were|could|would|should|has|have|had|does|did|do)n't\b", re.I)
_OPPOSITES = (
    ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("more", "fewer"), ("more", "less"), ("most", "least"), ("higher", "lower"), ("high", "low"),
    ("before", "after"), ("first", "last"), ("supports", "opposes"), ("supported", "opposed"), ("won", "lost"),
    ("rise", "fall"), ("rose", "fell"), ("up", "down"), ("always", "never"), ("positive", "negative"),
    ("male", "female"), ("men", "women"), ("man", "woman"), ("boy", "girl"), ("inside", "outside"), ("open", "closed"),
    ("opened", "closed"), ("began", "ended"), ("begins", "ends"), ("start", "end"), ("started", "ended"),
    ("large", "small"), ("larger", "smaller"), ("largest", "smallest"), ("best", "worst"), ("better", "worse"),
    ("good", "bad"), ("strong", "weak"), ("early", "late"), ("earlier", "later"), ("old", "new"), ("older", "younger"),
    ("oldest", "youngest"), ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"),
    ("success", "failure"), ("successful", "unsuccessful"), ("succeeded", "failed"), ("accepted", "rejected"),
    ("approved", "rejected"), ("agreed", "refused"), ("allows", "forbids"), ("allowed", "banned"), ("legal", "illegal"),
    ("include", "exclude"), ("includes", "excludes"), ("included", "excluded"), ("with", "without"),
    ("promotes", "inhibits"), ("induces", "prevents"), ("enhances", "reduces"), ("activation", "inhibition"),
    ("activates", "inhibits"), ("improves", "worsens"), ("improved", "worsened"), ("alive", "dead"), ("born", "died"),
    ("gained", "lost"), ("arrived", "left"), ("hot", "cold"), ("rich", "poor"), ("public", "private"),
    ("married", "divorced"), ("bought", "sold"), ("attacked", "defended"), ("same", "different"),
    ("possible", "impossible"), ("likely", "unlikely"), ("many", "few"), ("majority", "minority"),
    ("at least", "at most"), ("more than", "less than"), ("over", "under"), ("above", "below"),
)  # fmt: skip
_OTHER = {a: b for a, b in _OPPOSITES} | {b: a for a, b in _OPPOSITES}
_OPPOSED = re.compile(rf"(?<!-)\b({'|'.join(sorted(_OTHER, key=len, reverse=True))})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_TAIL = re.compile(r",? (?:which|who|where|after|because|although|while|and|with|including|according to)\b[^.]*")
_AIMED = re.compile(
    r"\b[a-z]{2,}(?<!e)ed (?:[a-z'-]+ ){1,6}?(?:of|in|with|for|to|at|from|against|on) (?=(?:the )?[A-Z])"
)
_NAMES = r"[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*"
_ROLES = re.compile(rf"\b({_NAMES})( [a-z]{{2,}}ed (?:(?!and |or |with )[a-z]+ ){{0,3}}?(?:the )?)({_NAMES})\b")
_DONE = re.compile(r"(?<=[a-z] )(?<!\bbe )([a-z]{2,}[^aeiou\Wi])ed (?=(?:the|a|an|its|his|her|their|[A-Z]))")
_DOER = re.compile(rf"(?:{_NAMES}|\b(?:[Hh]e|[Ss]he|[Tt]hey|who)|\b[Tt]he [a-z]+) $")
_UNDONE = ("considered", "talked about", "was asked about", "ruled out", "put off", "dreamt of", "was accused of")


def other_figure(sentence: str, random: Random) -> str | None:
    """Put another figure, number word, month or weekday in place of one that stands there."""
    spots = [(m.start(), m.end(), m.group()) for m in _FIGURE.finditer(sentence)]
    words = [
        (m.start(), m.end(), random.choice([w for w in row if w != word]))
        for row in _NUMBER_WORDS
        for word in row
        for m in re.finditer(rf"\b{word}\b", sentence)
        if word not in ("one", "May", "March", "second")
    ]
    made = [(start, end, _figure_like(figure, random)) for start, end, figure in spots] + words
    return _replaced(sentence, made, random)


def negated(sentence: str, random: Random) -> str | None:
    """Take out the negation, or put one in behind the first auxiliary of a sentence of at most 30 words."""
    for pattern in (_NEGATION, _SHORT):
        if found := pattern.search(sentence):
            return sentence[: found.end(1)] + sentence[found.end() :]
    found = _AUXILIARY.search(sentence)
    if found is None or len(sentence.split()) > 30 or re.search(r"\b(no|never|nor|none|nothing|nobody)\b", sentence):
        return None
    at = found.start() + len(found.group().split()[0])
    return f"{sentence[:at]}{random.choice((' not', ' not', ' never'))}{sentence[at:]}"


def opposed(sentence: str, random: Random) -> str | None:
    """Put the opposite in place of one word that has a plain one."""
    spots = [(m.start(), m.end(), _OTHER[m.group()]) for m in _OPPOSED.finditer(sentence)]
    return _replaced(sentence, spots, random)


def renamed(names: Sequence[str]) -> Edit:
    """Give an edit that puts another of `names` in place of a capitalised name inside the sentence."""

    def edit(sentence: str, random: Random) -> str | None:
        spots = [(m.start(), m.end(), random.choice(names)) for m in _NAME.finditer(sentence)]
        return _replaced(sentence, [spot for spot in spots if spot[2] != sentence[spot[0] : spot[1]]], random)

    return edit


def relinked(sentence: str, random: Random) -> str | None:
    """Leave out what stands between a deed and a name: to open an office in a city is not to open the city."""
    spots = [(m.start() + len(m.group().split()[0]), m.end() - 1, "") for m in _AIMED.finditer(sentence)]
    return _replaced(sentence, spots, random)


def turned(sentence: str, random: Random) -> str | None:
    """Let two names change places around a deed."""
    spots = [(m.start(), m.end(), f"{m[3]}{m[2]}{m[1]}") for m in _ROLES.finditer(sentence) if m[1] != m[3]]
    return _replaced(sentence, spots, random)


def undone(sentence: str, random: Random) -> str | None:
    """Let somebody only consider, discuss or be asked about what the sentence says was done."""
    spots = [
        (m.start(), m.end() - 1, f"{random.choice(_UNDONE)} {m[1]}ing")
        for m in _DONE.finditer(sentence)
        if _DOER.search(sentence[: m.start()])
    ]
    return _replaced(sentence, spots, random)


def shortened(sentence: str, random: Random) -> str | None:
    """Leave out a clause: what remains still follows from the whole."""
    spots = [(m.start(), m.end(), "") for m in _TAIL.finditer(sentence) if m.start() > 25]
    made = _replaced(sentence, spots, random)
    return made.strip() if made is not None and len(made.split()) >= 5 else None


def names_of(sentences: Sequence[str]) -> list[str]:
    """Give the capitalised names inside sentences, each once, in alphabetical order."""
    return sorted({m.group() for sentence in sentences for m in _NAME.finditer(sentence)})


def _figure_like(figure: str, random: Random) -> str:
    plain = figure.replace(",", "")
    if "." in plain:
        decimals = len(plain.partition(".")[2])
        return f"{float(plain) * random.choice((0.3, 0.5, 1.5, 2.0, 3.0)) + 0.1:.{decimals}f}"
    value = int(plain)
    if 1000 <= value <= 2100 and "," not in figure:
        return str(value + random.choice((-40, -12, -5, -3, -2, -1, 1, 2, 3, 5, 12)))
    if value < 20:
        return str(random.choice([n for n in range(1, 21) if n != value]))
    made = max(1, round(value * random.choice((0.2, 0.5, 0.8, 1.3, 2, 5))))
    return f"{made + (made == value):,}" if "," in figure else str(made + (made == value))


def _replaced(sentence: str, spots: Sequence[tuple[int, int, str]], random: Random) -> str | None:
    if not spots:
        return None
    start, end, text = random.choice(list(spots))
    return sentence[:start] + text + sentence[end:]
