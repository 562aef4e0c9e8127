"""Text made visible and made harmless: the one rule for what a person is shown, on a page or in a terminal."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# Characters that steer, reorder or hide text. C0 (without tab and line end), DEL and C1; soft hyphen, zero-width,
# direction and "tag" characters; blanks that are letters by category; line separators; halves of a surrogate pair.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# The two joiners shape Persian and Indic words and join emoji: they stay where both neighbours can be joined.
_JOINABLE = f"[^\x00-\x7f\\s\u200c\u200d{_HIDDEN}]"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD = re.compile(f"[{_HIDDEN}]|(?<!{_JOINABLE})[\u200c\u200d]|[\u200c\u200d](?!{_JOINABLE})")


def visible(text: str) -> str:
    """Give text in which nothing hides or reorders: control, direction and zero-width characters become signs.

    A null character becomes "␀", a right-to-left override "‹U+202E›".
    """
    return _ODD.sub(_sign, text)


def shortened(text: str, most: int = 200) -> str:
    """Give text of at most `most` characters: what is longer keeps its beginning and its end, the more telling half."""
    head, tail = most // 4, most - most // 4 - 1
    return text if len(text) <= most else f"{text[:head]}…{text[-tail:]}"


def is_text(words: str) -> bool:
    """Say whether words can be written in UTF-8: half of a surrogate pair, left of bytes that are no text, cannot."""
    return LONE_SURROGATE.search(words) is None


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def escape(text: str) -> str:
    """Give HTML that shows exactly this text, safe as content and inside a quoted attribute."""
    return html.escape(visible(text), quote=True)


def safe_link(url: str | None) -> str | None:
    """Give the address if a person may be led to it: absolute, http or https, no hidden characters; else None."""
    if url is None or _ODD.search(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
