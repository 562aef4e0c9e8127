"""Words hyphenated at line ends, joined for search while the text itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"
# A letter, a hyphen, a line end (and the next line's indent), a letter; or a soft hyphen wherever it stands.
_BREAK = re.compile(r"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]*\n[ \t]*(?=[^\W\d_])|\u00ad")
_OWN = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_HEAD = re.compile(r"[^\W\d_]+$")
_TAIL = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 64


def dehyphenated(text: str) -> tuple[str, Sequence[int]]:
    r"""Give the text as search should read it, and where each of its characters stands in `text`.

    `offsets[i]` is the place of character `i`, and one entry more gives the end: a match at `[a:b]` stands at
    `text[offsets[a] : offsets[b - 1] + 1]`. A hyphen between capital and capital, or one that the same word carries
    elsewhere in the text, is kept: "part-\nnership" is read "partnership", "Indo-\nPacific" "Indo-Pacific".
    """
    if "\n" not in text and SOFT_HYPHEN not in text:
        return text, range(len(text) + 1)
    own = frozenset(_OWN.findall(text))
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _BREAK.finditer(text):
        end = match.start() + (1 if _keeps(text, match, own) else 0)
        parts.append(text[done:end])
        offsets.extend(range(done, end))
        done = match.end()
    if not parts:
        return text, range(len(text) + 1)
    parts.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return "".join(parts), offsets


def _keeps(text: str, match: re.Match[str], own: frozenset[str]) -> bool:
    """Say whether the hyphen is the word's own."""
    if match.group(1) is None or match.group(1) == SOFT_HYPHEN:
        return False
    head = _HEAD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    tail = _TAIL.match(text, match.end(), match.end() + _LONGEST_WORD)
    if head is None or tail is None:
        return True
    if tail.group()[0].isupper():  # all in capitals it is one word again: "OP-" "TIONAL"
        return not (head.group().isupper() and tail.group().isupper() and len(tail.group()) > 1)
    return f"{head.group()}-{tail.group()}" in own
