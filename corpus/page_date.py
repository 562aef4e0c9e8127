"""When a web page says its article was published: stated in markup, printed at its head, or spelled in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.article import Origin, Stated
from corpus.dates import dates_in, iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of meta tags (name, property or itemprop, lower case), the surer first; then whatever is named alike.
_NAMES = (
    *("article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished"),
    *("citation_publication_date", "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued"),
    *("dc.date", "dcterms.date", "dcterms.created", "dc.created", "parsely-pub-date", "sailthru.date", "pubdate"),
    *("article_date_original", "cxenseparse:recs:publishtime", "displaydate", "date_published", "date"),
)
_ALIKE = re.compile(r"(?:^|[-_.:])(?:pub(?:lish(?:ed)?|lication)?|post(?:ed)?|issued?)[-_.:]?(?:date|time|at|on)$")
_MARKED = './/*[@itemprop="datePublished" or @itemprop="published"] | .//time[@pubdate]'
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_-])"
    r"|[/-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/?$)"
)
# Elements that print a date of publication: by their class or id, or by the words before the date.
_PRINTED = ".//*[self::p or self::span or self::div or self::time or self::li or self::small or self::address]"
_CLASSED = re.compile(
    r"(?:publish|pub|post|story|article|entry|press|news)\w*[-_]{0,2}(?:container[-_]{0,2})?(?:date|time|meta|line)\b"
    r"|byline|dateline|timestamp|author",
    re.I,
)
_SAID = re.compile(
    r"(?:publi|posted|veröffentlicht|erschienen|pubblicato|опубликован|first published|written by)", re.I
)
_CHANGED = re.compile(r"(?:updat|modif|revis|edited|aktualisiert|mis à jour|actualiz|atualiz|aggiornat|обновлен)", re.I)
_MOST_ELEMENTS = 12  # inside an element that prints a date
_LONGEST = 120  # characters of an element that prints a date, and not a story


def published_of(tree: HtmlElement, ld_date: str, tags: Sequence[tuple[str, str]], url: str | None) -> Stated | None:
    """Give the publication date the page states, the surest place first, or None where it states none clearly."""
    for value, origin in _candidates(tree, ld_date, tags, url):
        day = iso_date(value) if value else None
        if day is not None and not day.startswith("0001"):  # some systems write the year 1 for "none"
            return Stated(day, origin)
    return None


def _candidates(
    tree: HtmlElement, ld_date: str, tags: Sequence[tuple[str, str]], url: str | None
) -> Iterator[tuple[str, Origin]]:
    yield ld_date, Origin.JSON_LD
    for wanted in _NAMES:
        yield from ((content, Origin.META) for name, content in tags if name == wanted)
    yield from ((content, Origin.META) for name, content in tags if _ALIKE.search(name) and not _CHANGED.search(name))
    for element in tree.xpath(_MARKED):
        yield element.get("datetime") or element.get("content") or "", Origin.MARKUP
    yield _printed(tree), Origin.BYLINE
    yield _in_address(url), Origin.URL


def _printed(tree: HtmlElement) -> str:
    """Give the day that the page prints as its own, if all places that do so agree on one."""
    days: set[str] = set()
    for element in tree.xpath(_PRINTED):
        classes = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"[:200]
        small = len(list(islice(element.iter(), _MOST_ELEMENTS + 1))) <= _MOST_ELEMENTS
        text = " ".join(str(element.text_content()).split()) if small else ""
        if 6 <= len(text) <= _LONGEST and not _CHANGED.search(classes):
            days.update(_days(text, bool(_CLASSED.search(classes))))
    return days.pop() if len(days) == 1 else ""


def _days(text: str, classed: bool) -> Iterator[str]:
    done = 0
    for start, end, value in dates_in(text):
        before, done = text[done:start], end
        if not _CHANGED.search(before) and (classed or _SAID.search(before)):
            yield value[:10]


def _in_address(url: str | None) -> str:
    match = _URL_DATE.search(urlsplit(url).path) if url else None
    return "-".join(part for part in match.groups() if part) if match else ""
