"""Who wrote a text, for whom and when, as its own lines say: title, byline, author's note, "Source: ..." line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Origin, Stated
from corpus.dates import dates_in
from corpus.people import names

_TOP = 12  # lines from the top in which a byline or a date is looked for
_END = 14  # lines from the end in which an author's note is looked for; pages are saved with buttons behind it
_LAST = 3  # lines from the end in which a source line closes the text, and is no credit of a chart
_LONGEST_TITLE = 150
_LONGEST_LINE = 250
_WORDS_CLOSED = 12  # words of a byline with a full stop; longer it is a sentence about somebody
_WORDS_OPEN = 25  # words of one without
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# Words that open a sentence and no name.
_OPENERS = (
    r"(?!(?i:in|on|for|at|the|also|after|before|but|and|with|this|these|when|while|as|since|from|to|of|it|he|she|they|we|"
    r"an?|by|mr|mrs|ms|dr|madam|speaker)\b)"
)
# Two to five capitalised words, particles and initials allowed between: "Ursula K. Le Guin", "Anna von der Heide".
_PERSON = (
    rf"{_OPENERS}{_CAPITAL}[\w’'-]+(?:\s+(?:{_CAPITAL}\.|de|da|di|der|den|del|van|von|bin|al|el|la|le|du|dos))*"
    rf"(?:\s+{_CAPITAL}[\w’'-]+){{1,3}}"
)
_ROLE = (
    r"(?i:\b(?:professor|lecturer|fellow|director|editor|correspondent|reporter|journalist|columnist|researcher|analyst|"
    r"scholar|scientist|candidate|writer|author|university|college|institute)\b)"
)
_BY = re.compile(rf"(?:By|by|BY|Written by|Words by|Von|Par|Por)\s+({_PERSON}(?:\s*(?:,| and |&)\s*{_PERSON})*)(?!\w)")
# Last words of papers that hardly anybody bears as a surname.
_PAPER = re.compile(
    r" (?:Advertiser|Bulletin|Chronicle|Courier|Daily|Dispatch|Examiner|Express|Gazette|Herald|Inquirer|Journal|"
    r"Magazine|News|Observer|Press|Reporter|Review|Sentinel|Telegraph|Times|Tribune|Weekly)$"
)
_AGENCY = re.compile(r"\s+(?:AP|AFP|UPI|USA|CNN|Reuters)\b.*$")
_WITH_ROLE = re.compile(rf"({_PERSON}),\s+[^\n]*?{_ROLE}")
_VERB = re.compile(
    r"\b(?:said|says|told|tells|wrote|argue[sd]?|believe[sd]?|warn(?:s|ed)|add(?:s|ed)|note[sd]|call(?:s|ed)|was|were|has|had|"
    r"will|would|known)\b"
)
_NOTE = re.compile(rf"({_PERSON})\s+is\s+(?:an?|currently)\s+[^\n]*?{_ROLE}")
_SOURCE = re.compile(r"(?:[Ss]ource|SOURCE|Quelle|Fuente|Fonte|Källa)\s*:\s*(\S[^\n]*)")
_FOR = re.compile(rf"({_PERSON})(?:,| for| in|,? writing for| [–—|/-])\s+(\S.*)")
_REPUBLISHED = re.compile(
    r"\b(?:article|story|piece|column|essay|op-ed|commentary|post|report|interview)\b[^.\n]{0,40}?"
    r"\b(?:republished|[Oo]riginally (?:published|appeared)|[Ff]irst (?:published|appeared)) (?:from|by|in|on|at) "
    rf"((?:[Tt]he )?{_CAPITAL}[\w’'&-]*(?: {_CAPITAL}[\w’'&-]*){{0,4}})"
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_SITE = re.compile(r"(.{8,}?),\s+((?:[\w-]+\.)+(?:com|org|net|edu|gov|int|eu|info|[a-z]{2}))")
_HEADING = re.compile(r"#{1,2}\s+(.+?)\s*#*")
_DATED = re.compile(r"(?:(?:first )?(?:published|posted)(?: on)?|date)?[\s:]*", re.I)
_AFTER_DATE = re.compile(r"(?:\W|\d|\b(?:at|am|pm|uhr|[A-Z]{2,4})\b)*", re.I)


@dataclass(frozen=True, slots=True)
class Credits:
    """What a text's own lines state."""

    title: Stated | None = None
    authors: tuple[str, ...] = ()
    authors_origin: Origin | None = None
    publisher: Stated | None = None
    published: Stated | None = None


def credits_of(text: str, start: int = 0, *, markdown: bool = False) -> Credits:
    """Give the credits that stand in the lines of `text[start:]`; a file header is left to others."""
    lines = [line.strip() for line in text[start:].split("\n")]
    full = [line for line in lines if line]
    title, site = _title(lines, markdown=markdown)
    source_authors, source_publisher = _source_line(full[-_LAST:])
    authors = _authors(full, text)
    publisher = source_publisher or site or _republished(full)
    paper = None if publisher else _paper(full[:_TOP])
    return Credits(
        title=Stated(title, Origin.TEXT) if title else None,
        authors=authors or source_authors,
        authors_origin=Origin.BYLINE if authors else Origin.SOURCE_LINE if source_authors else None,
        publisher=Stated(publisher, Origin.SOURCE_LINE) if publisher else paper,
        published=_published(full[:_TOP]),
    )


def byline(line: str) -> tuple[str, ...]:
    """Give the names in a line such as "By Ann Lee and Bo Ek, Staff Writers", or none."""
    match = _BY.match(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return ()
    people, _ = _people_and_paper(names(match.group(1)))
    return tuple(_AGENCY.sub("", name) for name in people)


def _people_and_paper(found: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Tell "Harrow Gazette" in "By Eleanor Pike, Harrow Gazette" from the people it stands behind."""
    paper = found[-1] if len(found) > 1 and _PAPER.search(found[-1]) else None
    return (found[:-1] if paper else found), paper


def _title(lines: Sequence[str], *, markdown: bool) -> tuple[str | None, str | None]:
    """Give title and site named behind it, where the first line is short and set off by an empty one."""
    at = next((number for number, line in enumerate(lines) if line), len(lines))
    if at == len(lines):
        return None, None
    first = lines[at]
    if markdown and (heading := _HEADING.fullmatch(first)):
        return heading.group(1), None
    set_off = at + 1 < len(lines) and not lines[at + 1] and any(lines[at + 2 :])
    speaks = re.search(r"[^\W\d_]{2}", first) and not first.endswith((".", ",", ";", ":", "…"))
    if (
        not set_off
        or not speaks
        or len(first) > _LONGEST_TITLE
        or byline(first)
        or "://" in first
        or _SOURCE.match(first)
    ):
        return None, None
    site = _SITE.fullmatch(first)
    return (site.group(1), site.group(2)) if site else (first, None)


def _authors(full: Sequence[str], text: str) -> tuple[str, ...]:
    for line in full[:_TOP]:
        if found := byline(line):
            return found
    for lines, patterns in ((full[:_TOP], (_WITH_ROLE,)), (full[-_END:], (_WITH_ROLE, _NOTE))):
        found = tuple(dict.fromkeys(name for line in lines for name in _credited(line, patterns, text)))
        if found:
            return found
    return ()


def _paper(top: Sequence[str]) -> Stated | None:
    """Give the paper that a byline names behind the people, set off by a comma."""
    for line in top:
        match = _BY.match(line) if len(line) <= _LONGEST_LINE else None
        if match is not None and "," in match.group(1):
            paper = _people_and_paper(names(match.group(1)))[1]
            return Stated(paper, Origin.BYLINE) if paper else None
    return None


def _credited(line: str, patterns: Sequence[re.Pattern[str]], text: str) -> tuple[str, ...]:
    """Give the person a short line introduces, unless the text speaks of that person elsewhere."""
    if len(line) > _LONGEST_LINE:
        return ()
    for pattern in patterns:
        match = pattern.match(line)
        if match is not None and pattern is _WITH_ROLE and _is_sentence(line):
            continue
        if match is not None and not re.search(rf"(?m)(?<!^)(?<!By )\b{re.escape(match.group(1))}\b", text):
            return (match.group(1),)
    return ()


def _is_sentence(line: str) -> bool:
    closed = line.endswith(".") or ". " in line or any(map(str.isdigit, line))
    return _VERB.search(line) is not None or len(line.split()) > (_WORDS_CLOSED if closed else _WORDS_OPEN)


def _source_line(full: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Read "Source: Ann Lee, The Daily" or "Source: The Daily" near the end."""
    for line in reversed(full):
        match = _SOURCE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if match is None:
            continue
        stated = match.group(1).rstrip(" .")
        both = _FOR.fullmatch(stated)
        return (names(both.group(1)), both.group(2)) if both else ((), stated)
    return (), None


def _republished(full: Sequence[str]) -> str | None:
    for line in (*full[:_TOP], *full[-_END:]):
        match = _REPUBLISHED.search(line) if len(line) <= _LONGEST_LINE else None
        if match is not None and not _MONTH.match(match.group(1)):
            return re.split(r"[’']s?(?:\s|$)", match.group(1))[0]  # "CNN's Meanwhile" names a part of CNN
    return None


def _published(top: Sequence[str]) -> Stated | None:
    """Give the date of a line that is a date and no more, or that stands behind a byline."""
    for line in top:
        found = dates_in(line) if len(line) <= _LONGEST_LINE else ()
        if not found:
            continue
        start, end, value = found[0]
        if _DATED.fullmatch(line[:start]) and _AFTER_DATE.fullmatch(line[end:]):
            return Stated(value, Origin.TEXT)
        if byline(line) and re.search(r"[|·•,–—-]\s*$", line[:start]):
            return Stated(value, Origin.BYLINE)
    return None
