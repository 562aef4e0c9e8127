"""The names of people in a line that credits them."""

from __future__ import annotations

import re

_LONGEST = 1_000
_SEPARATORS = re.compile(r"\s*(?:;|\band\b|&|,(?!\s*(?:Jr|Sr|II|III)\b))\s*")
_NAME = re.compile(r"[^\W\d_]")
# What stands behind a name and is none: degrees, agencies, posts.
_BEHIND = re.compile(
    r"(?-i:[A-Z]{2,5}|(?:USA TODAY|Associated Press|Reuters|AP|AFP|CNN|BBC)\b.*)|Ph\.?D\.?"
    r"|.*\b(?:writer|editor|reporter|correspondent|staff)s?\b.*",
    re.I,
)


def names(stated: str) -> tuple[str, ...]:
    """Give the single names in "Ann Lee, Bo Ek and Cy Dahl"; a leading "By" is left out."""
    line = " ".join(stated[:_LONGEST].split())
    parts = _SEPARATORS.split(re.sub(r"^by\b:?\s*", "", line, flags=re.I))
    found = [part.strip(" \t.,") for part in parts if _NAME.search(part)]
    return tuple(dict.fromkeys(name for at, name in enumerate(found) if not at or not _BEHIND.fullmatch(name)))
