"""What a text says about itself at its top: front matter, or `Key: value` lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.address import web_address
from corpus.dates import iso_date, unclear
from corpus.people import names

_MEANINGS: Mapping[str, str] = {
    "title": "title, headline",
    "authors": "author, authors, author(s), by, byline, written by, creator",
    "publisher": "publisher, publication, published by, published in, source, site, site_name, outlet, newspaper, "
    "journal",
    "published": "published, published on, publication date, date published, date_published, date, pubdate, posted",
    "url": "url, link, permalink, canonical, canonical_url, address",
    "language": "language, lang",
    # They carry a header on, and nothing is told by them.
    "": "tags, keywords, categories, category, section, topic, topics, subject, licence, license, copyright, updated, "
    "subtitle, summary, description, date written, written, accessed, retrieved, location, type, id, sources, dateline",
}
_KEYS = {key: meaning for meaning, keys in _MEANINGS.items() for key in keys.split(", ")}
_LINE = re.compile(r"([^\W\d_][\w ()-]{0,24}?)[ \t]*:[ \t]*([^\n]*)(?:\n|\Z)")
_FOLDED = re.compile(r"(?:[ \t]+[^\s:][^\n]*(?:\n|\Z)){1,3}")  # what a long line was broken into, as in mails
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_LONGEST_BLOCK = 20_000
_MOST_BRACKETS = 500  # PyYAML takes seconds to fail on thousands
_DEEP = re.compile(r"(?:[\[{]\s*|[-?]\s+){32}")


@dataclass(frozen=True, slots=True)
class Header:
    """What the top of a text states, in its own words but for the date (ISO 8601); the body starts at `end`."""

    end: int = 0
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = field(default=())


def header_of(text: str) -> Header:
    """Give the header at the top of a canonical text, an empty one where there is none."""
    front = _FRONT_MATTER.match(text)
    if front is not None:
        values, notes = _yaml(front.group(1))
        return _header(_body(text, front.end()), values, notes)
    return _key_lines(text)


def _key_lines(text: str) -> Header:
    values: dict[str, str] = {}
    keys = known = end = 0
    while (line := _LINE.match(text, end)) is not None and line.group(1).lower() in _KEYS:
        meaning = _KEYS[line.group(1).lower()]
        keys, known = keys + 1, known + bool(meaning)
        end = _unfolded(text, line.end())
        if meaning and (words := _one_line(text[line.start(2) : end])):
            values.setdefault(meaning, words)
    # One line alone could be the text's own ("Date: a fruit of the desert"): an empty line must set it off.
    alone = keys <= 1 and text[end : end + 1] not in ("\n", "")
    return Header() if not known or alone or end >= len(text.rstrip()) else _header(_body(text, end), values, ())


def _unfolded(text: str, end: int) -> int:
    """Give the end of a value with the indented lines that carry it on, where an empty line or another key follows."""
    folded = _FOLDED.match(text, end)
    if folded is None:
        return end
    line = _LINE.match(text, folded.end())
    closed = text[folded.end() : folded.end() + 1] == "\n" or (line is not None and line.group(1).lower() in _KEYS)
    return folded.end() if closed else end


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _yaml(block: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read front matter; values become words, lists their joined items."""
    import yaml

    if len(block) > _LONGEST_BLOCK or _DEEP.search(block) or block.count("[") + block.count("{") > _MOST_BRACKETS:
        return {}, ("front matter is too long or too deep and tells nothing; keep to title, author, date",)
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # every scalar stays the words it is written in
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = str(error).split("\n", 1)[0]
        return {}, (f"front matter is not YAML and tells nothing ({reason}); put quotation marks around values",)
    if not isinstance(loaded, dict):
        return {}, ()
    values: dict[str, str] = {}
    for key, value in loaded.items():
        meaning = _KEYS.get(str(key).lower().replace("-", "_").replace("_", " "), _KEYS.get(str(key).lower()))
        words = _words(value)
        if meaning and words:
            values.setdefault(meaning, words)
    return values, ()


def _words(value: object) -> str:
    # One level deep and no further: aliases can make a few lines of YAML unfold to gigabytes.
    items = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    return "; ".join(_one_line(item) for item in named if isinstance(item, str) and item.strip())


def _header(end: int, values: Mapping[str, str], notes: tuple[str, ...]) -> Header:
    stated = values.get("published")
    published = iso_date(stated) if stated else None
    if stated and published is None:
        notes = (*notes, unclear(stated))
    return Header(
        end=end,
        title=values.get("title"),
        authors=names(values.get("authors", "")),
        publisher=values.get("publisher"),
        published=published,
        url=web_address(values.get("url", "")),
        language=_language(values.get("language", "")),
        notes=notes,
    )


def _language(stated: str) -> str | None:
    code = re.match(r"([a-z]{2,3})(?:[-_][A-Za-z]+)*$", stated.strip())
    return code.group(1) if code else None


def _body(text: str, end: int) -> int:
    """Give the place of the first character after the header that is no white space."""
    while end < len(text) and text[end].isspace():
        end += 1
    return end
