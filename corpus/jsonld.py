"""JSON-LD in a web page: the node that describes the article, and what it states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_ARTICLES = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting)$")
_PAGES = re.compile(r"(WebPage|CreativeWork)$")
_DATE_FIELD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Described:
    """What the article's JSON-LD node states, as written; empty where it is silent."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    body: str = ""


def described(scripts: Sequence[str]) -> Described:
    """Give what the first article node in a page's JSON-LD scripts states."""
    nodes = [node for script in scripts for node in _nodes(_loaded(script))]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _is_a(_ARTICLES, node)), None)
    if article is None:
        article = next((node for node in nodes if _is_a(_PAGES, node) and node.get("datePublished")), None)
    if article is None:
        return Described(published=_scavenged(scripts))
    return Described(
        headline=_words(article.get("headline")) or _words(article.get("name")),
        authors=tuple(dict.fromkeys(_names(article.get("author"), named))),
        publisher=next(iter(_names(article.get("publisher"), named)), ""),
        published=_words(article.get("datePublished")),
        body=_lines(article.get("articleBody")),
    )


def _loaded(script: str) -> object:
    try:
        return json.loads(_COMMENT.sub("", script), strict=False)
    except (ValueError, RecursionError):  # broken JSON-LD is common, and states nothing
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Give the nodes of the page itself: the top ones, those of a graph, and the main entity."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for container in ("@graph", "mainEntity"):
            yield from _nodes(value.get(container), depth + 1)


def _is_a(kind: re.Pattern[str], node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (types if isinstance(types, list) else [types]))


def _scavenged(scripts: Sequence[str]) -> str:
    """Give the date in JSON-LD that is no JSON (an unescaped quotation mark, often), if it states only one."""
    broken = (script for script in scripts if _loaded(script) is None)
    found = {date for script in broken for date in _DATE_FIELD.findall(script)}
    return str(found.pop()) if len(found) == 1 else ""


def _names(value: object, named: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names(item, named)
        return
    if isinstance(value, dict):
        value = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    name = _words(value)
    if name and len(name) <= _LONGEST_NAME and "://" not in name:
        yield name


def _words(value: object) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _lines(value: object) -> str:
    return unescape(value).strip() if isinstance(value, str) else ""
