"""Addresses of the web: whether words are one, and the site it names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from corpus.article import Origin, Stated


def web_address(stated: str) -> str | None:
    """Give the address if it is one of the web and whole, else None."""
    try:
        parts = urlsplit(stated.strip())
        whole = parts.scheme in ("http", "https") and parts.hostname is not None and "." in parts.hostname
    except ValueError:
        return None
    return stated.strip() if whole and not re.search(r"[\s<>\"]", stated.strip()) and not parts.username else None


def site_of(url: str | None) -> Stated | None:
    """Give the host of an address as the publisher nobody named better."""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return Stated(host, Origin.URL) if host else None
