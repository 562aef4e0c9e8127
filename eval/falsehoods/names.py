"""False names: a person, country, city or body in the place of another of its kind that the collection knows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from eval.falsehoods.perturbed import Edit, Pool, Sentence, holds, quoted
from rag.words.places import CITIES, COUNTRIES

# Names that take an article or that are words, persons or states of a country as well: left as they are.
_UNSAFE = frozenset(
    (
        "United States", "United Kingdom", "Netherlands", "Philippines", "United Arab Emirates", "Czech Republic",
        "Dominican Republic", "Solomon Islands", "Maldives", "Gambia", "Bahamas", "US", "UK", "USA", "U.S",
        "Georgia", "Jordan", "Chad", "Turkey", "Mali", "Guinea", "Niger", "Wales", "Davos", "Palestine", "Victoria",
        "Great Britain",
    )
)  # fmt: skip
# What stands for one government: a swap within a group changes nothing.
_GROUPS = tuple(
    frozenset(names.split("/"))
    for names in (
        "Japan/Tokyo", "China/Beijing", "France/Paris", "Russia/Moscow/Soviet Union", "Ukraine/Kyiv", "Germany/Berlin",
        "United States/Washington/America/US", "Australia/Canberra",
        "United Kingdom/London/Britain/England/UK/Scotland/Wales",
        "New Zealand/Wellington", "South Korea/Seoul", "North Korea/Pyongyang", "Italy/Rome", "Spain/Madrid",
        "Belgium/Brussels", "Lithuania/Vilnius", "Turkey/Ankara", "Greece/Athens", "India/New Delhi/Delhi",
    )
)  # fmt: skip
_GIVEN = re.sub(
    r"\s+",
    "|",
    """Adam Albert Alexander Alfred Alice Andrew Anna Anne Anthony Antonio Arthur Barack Benjamin Bernard
    Bob Brian Carl Carlos Catherine Charles Chris Christian Christopher Clement Constantine Daniel Dave
    David Diana Donald Dorothy Edward Elizabeth Emma Emmanuel Eric Ernest Eva Francis Francisco Frank
    Frederick Fumio Gabriel Gary George Gorana Harold Harry Heinrich Helen Henri Henry Hugh Isaac Jack
    Jacques James Jane Jean Jens Joan Joe Johann John Jonathan Joseph Joshua Juan Julia Karl Kate Keith
    Kenneth Kevin Larry Laura Leonard Lewis Louis Louise Margaret Maria Mark Martin Mary Matthew Max
    Michael Mike Mirna Nancy Napoleon Nicholas Nikola Oliver Otto Patrick Paul Peter Philip Pierre
    Pratnashree Rachel Ralph Raymond Richard Robert Roger Ronald Roy Samuel Sarah Scott Shairee Shihoko
    Shinzo Simon Stephen Steve Steven Susan Theodore Thomas Tim Tom Victor Vladimir Walter Wilhelm
    William Winston""",
)
_PERSON = re.compile(
    rf"(?<![\w-])(?:{_GIVEN})(?:\s(?:[A-Z]\.)+)*\s(?:(?:de|von|van|of|la)\s)?[A-Z][a-zà-öø-ÿžščć]{{2,}}(?!\w|\s[A-Z][a-z])"
)
_BODY = re.compile(
    r"(?<![\w-])(?:University of [A-Z][a-z]+|(?!The\b|In\b)(?:[A-Z][a-z]+ ){1,3}(?:University|Institute|Foundation|"
    r"School|Council|Times|Society|Company|Association|Corporation|Committee|Academy|College|Museum|Commission|Agency|Party|"
    r"Center|Centre)(?: (?:of|for) [A-Z][a-z]+)?)(?!\w| [A-Z]| (?:of|for) [A-Z])"
)
_NO_SURNAME = re.compile(
    "House|Island|River|Street|University|Park|County|Times|Prize|City|School|College|Castle|Airport"
)
_AROUND = re.compile(r"[A-Z][\w’'.-]*\s$|[\w’'][-–/]$"), re.compile(r"\s(?:[A-Z][a-z]|[A-Z]+\b)|[-–/]\w|\.\w")


def pool(texts: Iterable[str]) -> Pool:
    """Collect the names of a collection."""
    joined = "\n\n".join(texts)
    return Pool(
        tuple(sorted({match.group() for match in _PERSON.finditer(joined) if _is_person(match)})),
        tuple(sorted(name for name in COUNTRIES - _UNSAFE if holds(joined, name))),
        tuple(sorted(name for name in CITIES - _UNSAFE if holds(joined, name))),
        tuple(sorted({match.group() for match in _BODY.finditer(joined)})),
    )


def names(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give every false name; none stands in the paragraph, nor does another name of the same government."""
    for how, spans, others in (
        ("country", _places(sentence.text, sentence.pool.countries), sentence.pool.countries),
        ("city", _places(sentence.text, sentence.pool.cities), sentence.pool.cities),
        ("organisation", _bodies(sentence.text), sentence.pool.bodies),
    ):
        for start, end in spans:
            fit = [other for other in others if _fits(sentence, other, sentence.text[start:end])]
            if fit and not quoted(sentence.text, start):
                yield Edit(start, end, rng.choice(fit), how)
    for start, end in persons(sentence):
        said = another(sentence, start, end, rng)
        if said and not quoted(sentence.text, start):
            yield Edit(start, end, said, "person")


def persons(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Give where the sentence names a person, by full name or by the surname of one the article names in full."""
    full = [match.span() for match in _PERSON.finditer(sentence.text) if _is_person(match)]
    yield from full
    for surname in _surnames(sentence.article):
        for match in re.finditer(rf"(?<!\w){surname}(?!\w)", sentence.text):
            if not any(start <= match.start() < end for start, end in full) and _alone(sentence.text, *match.span()):
                yield match.span()


@lru_cache(maxsize=64)
def _surnames(article: str) -> tuple[str, ...]:
    return tuple(sorted({match.group().split()[-1] for match in _PERSON.finditer(article) if _is_person(match)}))


def another(sentence: Sentence, start: int, end: int, rng: random.Random) -> str:
    """Give a person whom the paragraph does not name, in full or by surname as the one at the place; "" for none."""
    was = sentence.text[start:end]
    fit = [one for one in sentence.pool.persons if not holds(sentence.paragraph, one.split()[-1])]
    if " " not in was:
        fit = [one.split()[-1] for one in fit]
    return rng.choice(fit) if fit else ""


def _is_person(match: re.Match[str]) -> bool:
    words = match.group().split()
    return not _NO_SURNAME.fullmatch(words[-1]) and words[-1] not in COUNTRIES | CITIES and " of " not in match.group()


def _places(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    for name in known:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if _alone(text, *match.span()):
                yield match.span()


def _bodies(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _BODY.finditer(text) if not _AROUND[0].search(text, 0, match.start()))


def _alone(text: str, start: int, end: int) -> bool:
    """Say whether a name is no part of a longer one ("Japan Times", "Emmanuel Macron", "Franco-Russia")."""
    before, after = _AROUND
    opener = re.fullmatch(
        r"\W*(?:In|For|To|At|From|Both|When|While|As|Since|After|Before|And|But|Although)\s", text[:start]
    )
    return (bool(opener) or not before.search(text[:start])) and not after.match(text, end)


def _fits(sentence: Sentence, other: str, was: str) -> bool:
    group: frozenset[str] = next((names for names in _GROUPS if other in names), frozenset((other,)))
    led = holds(sentence.text, f"the {was}")
    return (
        not any(holds(sentence.paragraph, name) for name in group)
        and led == holds(sentence.article + f" {'the ' if led else ''}{other}", f"the {other}")
        and len({other, was} & {"University of Sydney"}) < 2
    )
