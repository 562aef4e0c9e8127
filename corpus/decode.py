"""Bytes -> characters, whatever the encoding; binary data is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from corpus.errors import NotText
from corpus.language import language_of

# The longer mark first: the UTF-32 one starts with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Declared encodings and what browsers read them as (https://encoding.spec.whatwg.org/#names-and-labels).
_LABELS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift-jis", "x-sjis", "sjis", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "cp949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **{f"windows-{page}": f"cp{page}" for page in (874, *range(1250, 1259))},
    **{f"cp{page}": f"cp{page}" for page in (866, 874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    **{name: name for name in ("euc-jp", "koi8-r", "koi8-u", "macintosh")},
}
_ESCAPING = ("iso-2022", "hz-gb")
_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx first"),
    (b"{\\rtf", "an RTF file; save it as .docx first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOSTLY_ASCII = 0.7  # share of plain letters from which a text is in Latin letters, whatever a few bytes look like
_SAMPLE = 65_536  # bytes the guess looks at; the whole must then decode
_MOSTLY_UTF8 = 0.001  # share of broken characters up to which a text with valid sequences counts as UTF-8


# Guesses that stand for each other: charset-normalizer reads Spanish as cp1250 and Polish as cp1252.
_LATIN = re.compile(r"cp125[0247]|cp85\d|cp437|iso8859_\d+|latin|mac_|hp_roman|cp1140|cp500|cp037")
_LATIN_LANGUAGES = (
    ("cp1252", "af ast ca da de en es et eu fi fo fr ga gl is it lb nb nl nn no oc pt sq sv wa"),
    ("cp1250", "bs cs hr hu pl ro sk sl"),
    ("cp1254", "az tr"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding they were read with, and a note where that was not certain."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Give the characters: by byte order mark, as UTF-8, as declared, or by what the bytes look like.

    Raises `NotText` for binary data. Whatever had to be guessed or replaced is noted.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], encoding)
    if (wide := _wide(raw)) is not None:
        return _replacing(raw, wide)
    refuse_binary(raw)
    label = (declared or "").strip().lower().replace("_", "-")
    # Bytes that are valid UTF-8 are UTF-8 whatever is declared; but ISO-2022 is plain ASCII to look at.
    names = (label, "utf-8") if label.startswith(_ESCAPING) else ("utf-8", _LABELS.get(label, ""))
    for name in names:
        if name and (text := _strictly(raw, name)) is not None:
            return Decoded(text, name)
    return _mostly_utf8(raw) or _guessed(raw)


def refuse_binary(raw: bytes) -> None:
    """Raise `NotText` where the bytes are no text in any one-byte or multi-byte encoding."""
    for mark, name in _BINARY:
        if raw.startswith(mark):
            raise NotText(f"not text but {name}{'' if ';' in name else '; leave it out, or write its words down'}")
    head = raw[:_SAMPLE]
    if b"\x00" in head or _is_control(head):
        raise NotText("binary data, not text; see the README for the formats citedesk reads")


def _is_control(head: bytes) -> bool:
    return len(_CONTROL.findall(head)) > len(head) * 0.01


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 without its mark: every second byte of mostly Latin text is zero."""
    head = raw[: min(len(raw), 2048) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if not head or len(raw) % 2 or any(_is_control(head[at::2].replace(b"\0", b"")) for at in (0, 1)):
        return None
    if odd > 0.6 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd == 0 else None


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _replacing(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    return Decoded(text, encoding, (f"{broken} broken characters replaced by \ufffd",) if broken else ())


def _mostly_utf8(raw: bytes) -> Decoded | None:
    decoded = _replacing(raw, "utf-8")
    broken = decoded.text.count("\ufffd")
    valid = sum(char > "\x7f" for char in decoded.text) - broken
    return decoded if valid > broken and broken <= max(1, len(decoded.text) * _MOSTLY_UTF8) else None


def _guessed(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    guess = best.encoding if best is not None else "cp1252"
    ascii_share = sum(byte < 0x80 for byte in raw[:_SAMPLE]) / len(raw[:_SAMPLE])
    latin = _LATIN.match(guess) or ascii_share > _MOSTLY_ASCII
    names = (_by_language(raw), None if ascii_share > _MOSTLY_ASCII else guess) if latin else (guess,)
    for name in (*names, "cp1252"):
        if name and (text := _strictly(raw, name)) is not None:
            return Decoded(text, name, (f"encoding guessed: {name}",))
    raise NotText("the encoding cannot be told; save the file as UTF-8")


def _by_language(raw: bytes) -> str | None:
    """Tell the Latin encodings apart by the language, which mostly plain letters give away."""
    language = language_of(raw[:_SAMPLE].decode("cp1252", errors="ignore"))
    return next((name for name, languages in _LATIN_LANGUAGES if language in languages.split()), None)
