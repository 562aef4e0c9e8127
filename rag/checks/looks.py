"""What a reader, a page or a terminal would take for more than words: an address, markup, the sign of a citation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Never words, whatever the source holds: these lead somewhere, or are drawn as something else.
_LEADS = re.compile(
    r"\w{2,}\s?:\s?//|//\s?\w|\bwww\s?\.|\b(?:mailto|javascript|vbscript|file|tel):\S|\bdata:\w+/|\S@\w"
    r"|!\s?\[|\]\s*\(|<\s*(?:[/?]?\s*[a-z]|!)|\[[^\]]*\]:",
    re.I,
)
# Hosts, and slashes beside a long word, which may be the rest of an address that was cut in two.
_HOST = re.compile(r"(?<![\w.])(?:[\w-]+\.)*[\w-]{2,}\.[^\W\d_]{2,}(?![\w-])(?:[/:?#]\S*)?")
_PATH = re.compile(r"(?<![\w/])(?:[\w.-]{5,}/[\w?=&.-]+|[\w.-]+/[\w?=&.-]{5,})")
_DOTS = str.maketrans({"。": ".", "｡": ".", "․": ".", "‧": "."})
_OPEN, _CLOSE = r"\[【［〔〖⟦〚❲⁅{", r"\]】］〕〗⟧〛❳⁆}"
_BRACKETED = re.compile(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{0,80}}[{_CLOSE}]?|[{_CLOSE}]")
_RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793]+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’")


def address(text: str, source: str) -> str:
    """Give what of a sentence is an address or markup, "" if nothing is; a name such as "booking.com" may be quoted.

    >>> address("It was called off, see evil.example/a.", "It was called off.")
    'evil.example/a.'
    """
    folded, held = _folded(text), _folded(source)
    if found := _LEADS.search(folded):
        return found[0]
    runs = (run[0] for rule in (_HOST, _PATH) for run in rule.finditer(folded))
    return next((run for run in runs if run.rstrip(".,;:!?)") not in held), "")


def mark(text: str, source: str) -> str:
    """Give what of a sentence a reader would take for a citation, "" if nothing: brackets, raised or circled numbers.

    Words in brackets inside a quotation are insertions and stay; so does what the source has as well, such as "km²".
    """
    return next((sign for sign in _signs(text) if sign not in source), "")


def _signs(text: str) -> Iterator[str]:
    inside = [found.span() for found in _QUOTED.finditer(text)]
    for found in _BRACKETED.finditer(text):
        inserted = any(start < found.start() and found.end() < end for start, end in inside)
        if not inserted or any(map(str.isdigit, found[0])):
            yield found[0]
    yield from (found[0] for found in _RAISED.finditer(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DOTS)
