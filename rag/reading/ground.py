"""What a sentence is held against: the cited words, read once, and what may resolve their pronouns and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rag.reading.moment import Moment
from rag.reading.moments import day_of, moments
from rag.reading.slots import Line, read

_BEFORE, _AFTER = 900, 300  # characters around the cited words in which a pronoun finds its name
_MOST = 80  # dates of the cited words that are compared
_JOIN = "\n\n"


@dataclass(frozen=True, slots=True)
class Cited:
    """The cited words inside their article's text: `text[start:end] == quote`."""

    quote: str
    text: str
    start: int
    end: int
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The cited words as one line, with their dates, the words around them, their articles and days of publication.

    `asked` is the day from which a sentence that is held against them counts "last year", where that is known.
    """

    line: Line
    moments: tuple[Moment, ...]
    around: str
    before: str
    after: str
    articles: tuple[str, ...]
    published: tuple[date, ...]
    asked: date | None = None

    @classmethod
    def of(cls, cited: Sequence[Cited]) -> Ground:
        """Read the cited words of a sentence; several are read one after the other."""
        return _read(tuple(cited))

    @classmethod
    def words(cls, text: str, published: date | None = None) -> Ground:
        """Read evidence that stands alone."""
        return cls(read(text), moments(text, published)[:_MOST], "", "", "", (), (published,) if published else ())

    def holds(self, words: str) -> bool:
        """Say whether an article holds these very words."""
        return any(words in text for text in self.articles)


@lru_cache(maxsize=256)
def _read(cited: tuple[Cited, ...]) -> Ground:
    """Read cited words; a sentence that was mended, and others that cite the same words, read them once."""
    offset, dates = 0, list[Moment]()
    for one in cited:
        dates += (_moved(moment, offset) for moment in moments(one.quote, day_of(one.published)))
        offset += len(one.quote) + len(_JOIN)
    around = _JOIN.join(part for one in cited for part in (one.title or "", *_neighbours(one)))
    days = (day_of(one.published) for one in cited)
    articles = tuple(dict.fromkeys(one.text for one in cited))
    line = read(_JOIN.join(one.quote for one in cited))
    before, after = _neighbours(cited[0])[0] if cited else "", _neighbours(cited[-1])[1] if cited else ""
    return Ground(line, tuple(dates[:_MOST]), around, before, after, articles, tuple(day for day in days if day))


def _moved(moment: Moment, offset: int) -> Moment:
    return replace(moment, start=moment.start + offset, end=moment.end + offset)


def _neighbours(one: Cited) -> tuple[str, str]:
    return one.text[max(0, one.start - _BEFORE) : one.start], one.text[one.end : one.end + _AFTER]
