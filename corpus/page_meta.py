"""What a web page states about its article: in JSON-LD, else in meta tags, marked elements, or its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.address import site_of, web_address
from corpus.article import Origin, Stated
from corpus.byline import byline
from corpus.jsonld import Described, described
from corpus.page_date import published_of
from corpus.people import names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of meta tags (name, property or itemprop, lower case), the surer first.
_TITLE = ("og:title", "citation_title", "headline", "dc.title", "dcterms.title", "twitter:title", "parsely-title")
_AUTHOR = (
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
)
_PUBLISHER = (
    "og:site_name",
    "citation_journal_title",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
)
_SEPARATED = re.compile(r"\s+[|\u2013\u2014:·-]\s+([^|]{2,40})$")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page states, each with its origin.

    `titles` are all the titles it goes by, `body` is the JSON-LD article body, if any.
    """

    title: Stated | None = None
    authors: tuple[str, ...] = ()
    authors_origin: Origin | None = None
    publisher: Stated | None = None
    published: Stated | None = None
    url: str | None = None
    language: str | None = None
    body: str = ""
    titles: tuple[str, ...] = ()


def page_meta(tree: HtmlElement) -> PageMeta:
    """Give what the page states."""
    tags = _tags(tree)
    scripts = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    ld = described(scripts)
    url = _address(tree, tags)
    authors, authors_origin = _authors(tree, ld, tags)
    titles = _titles(tree, ld, tags)
    publisher = _first([(ld.publisher, Origin.JSON_LD), *((value, Origin.META) for value in _of(tags, _PUBLISHER))])
    return PageMeta(
        title=_without_site(_first(titles), publisher),
        authors=authors,
        authors_origin=authors_origin,
        publisher=publisher or site_of(url),
        published=published_of(tree, ld.published, tags, url),
        url=url,
        language=_language(tree),
        body=ld.body,
        titles=tuple(title for title, _ in titles),
    )


def _tags(tree: HtmlElement) -> list[tuple[str, str]]:
    """Give (name in lower case, content) of each meta tag that says something."""
    found = []
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            if content and tag.get(attribute):
                found.append((str(tag.get(attribute)).strip().lower(), content))
    return found


def _of(tags: Sequence[tuple[str, str]], wanted: Sequence[str]) -> Iterator[str]:
    for name in wanted:
        yield from (content for tag, content in tags if tag == name)


def _first(candidates: Sequence[tuple[str, Origin]]) -> Stated | None:
    stated = ((value.lstrip("@"), origin) for value, origin in candidates if "://" not in value)
    return next((Stated(value, origin) for value, origin in stated if value), None)


def _without_site(title: Stated | None, publisher: Stated | None) -> Stated | None:
    """Take the publisher's name off the end of a title ("... | The Daily")."""
    tail = _SEPARATED.search(title.value) if title else None
    if title is None or tail is None or publisher is None or _letters(tail.group(1)) != _letters(publisher.value):
        return title
    return Stated(title.value[: tail.start()], title.origin)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _titles(tree: HtmlElement, ld: Described, tags: Sequence[tuple[str, str]]) -> list[tuple[str, Origin]]:
    """Give the titles the page goes by, the surest first."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    title = " ".join((tree.findtext(".//title") or "").split())
    return [
        (ld.headline, Origin.JSON_LD),
        *((value, Origin.META) for value in _of(tags, _TITLE)),
        *((heading, Origin.MARKUP) for heading in headings if len(headings) == 1),
        (title, Origin.MARKUP),
    ]


def _authors(
    tree: HtmlElement, ld: Described, tags: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], Origin | None]:
    if people := tuple(dict.fromkeys(person for value in ld.authors for person in byline(value) or (value,))):
        return people, Origin.JSON_LD
    for name in _AUTHOR:
        stated = [value for value in _of(tags, (name,)) if "://" not in value and not value.startswith("@")]
        if found := tuple(dict.fromkeys(person for value in stated for person in names(value))):
            return found, Origin.META
    marked = tree.xpath('.//*[@itemprop="author" or @rel="author"]')
    texts = (" ".join(element.text_content().split()) for element in marked if isinstance(element.tag, str))
    short = (text for text in texts if 0 < len(text) <= 80 and not any(map(str.isdigit, text)))
    found = tuple(dict.fromkeys(person for text in short for person in names(text)))
    return found, Origin.MARKUP if found else None


def _address(tree: HtmlElement, tags: Sequence[tuple[str, str]]) -> str | None:
    """Give the page's canonical address: one of the web, whole, and not a site's front page."""
    links = [
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for stated in (*links, *_of(tags, ("og:url",))):
        address = web_address(stated)
        if address is not None and (urlsplit(address).path.strip("/") or urlsplit(address).query):
            return urlsplit(address)._replace(fragment="").geturl()
    return None


def _language(tree: HtmlElement) -> str | None:
    match = re.match(r"([a-z]{2})(?:[-_]|$)", (tree.get("lang") or "").strip().lower())
    return match.group(1) if match else None
