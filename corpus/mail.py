"""EML, MBOX and MHTML -> an article a message, its attachments as sources of their own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.message import EmailMessage
from email.utils import getaddresses

from corpus.article import Article, Origin, Stated, canonical_text
from corpus.dates import mail_date, unclear
from corpus.decode import decode
from corpus.errors import EmptySource, Malformed
from corpus.language import language_of
from corpus.markup import text_of_markup
from corpus.source import Reader, ReadOptions, Source
from corpus.visible import is_text

_SUFFIXES = (".eml", ".mht", ".mhtml", ".mbox")
_HEADERS = re.compile(
    rb"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type):", re.I | re.M
)
_SURE = (b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to")
_FIRST_HEADER = re.compile(rb"[!-9;-~]+:[ \t]?")
_MBOX = re.compile(rb"From \S+[^\n]*\d{4}[^\n]*\r?\n[!-9;-~]+:")
_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_DAMAGED = "the mail is nested too deeply or damaged; save it again"
_MAILS = ("message/rfc822", "message/global")
_BASE64 = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
_MOST_PARTS = 200  # multiparts; the parser takes time with the square of their depth
_LEFT_OUT = ("image/", "audio/", "video/", "text/calendar", "text/vcard", "application/pgp", "application/pkcs7")


class MailReader:
    """Reads mails, mailboxes, and web pages saved as one file."""

    def reads(self, source: Source) -> bool:
        """Say whether the bytes open with a mail's headers or a mailbox's first line."""
        head = source.head.lstrip()
        if _MBOX.match(head):
            return True
        top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        found = {match.lower() for match in _HEADERS.findall(top)}
        sure = source.suffix in _SUFFIXES or any(name in found for name in _SURE)
        return bool(_FIRST_HEADER.match(head)) and len(found) >= 2 and sure

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give each message and then its attachments."""
        if not _MBOX.match(source.raw.lstrip()):
            yield from _message(source)
            return
        for number, raw in enumerate(_split(source.raw), start=1):
            yield from _message(source.within(f"{number}.eml", str(number), raw))


READER: Reader = MailReader()


def _split(raw: bytes) -> Iterator[bytes]:
    starts = list(_MESSAGE.finditer(raw))
    for at, start in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(raw)
        yield _QUOTED_FROM.sub(rb"\1", raw[start.end() : end])


def _message(source: Source) -> Iterator[Article | Source]:
    if source.raw.lower().count(b"boundary=") > _MOST_PARTS:
        raise Malformed("the mail has too many parts to be a mail; it is not opened")
    try:
        message = email.message_from_bytes(source.raw, policy=email.policy.default)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError) as error:
        raise Malformed(_DAMAGED) from error
    if message.get_content_type() == "multipart/related" and message.get("Snapshot-Content-Location"):
        yield from _page(source, parts)
        return
    bodies = [part for part in parts if not _attached(part)]
    files = [part for part in parts if _attached(part)]
    text, notes = _body(bodies)
    wanted = [part for part in files if not part.get_content_type().startswith(_LEFT_OUT)]
    left_out = [f"attachment {_name(part, 0)} left out" for part in files if part not in wanted]
    if not text.strip() and not wanted:
        raise EmptySource("there is no text in the mail; pictures are not read")
    if text.strip():
        yield _article(source, message, text, (*notes, *left_out))
    for number, part in enumerate(wanted, start=1):
        yield source.within(_name(part, number), str(number), _payload(part))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts in order; a mail within the mail stays whole, for its words are somebody else's."""
    if message.get_content_type() in _MAILS or not message.is_multipart():
        yield message
        return
    for part in _inside(message):
        yield from _parts(part)


def _inside(message: EmailMessage) -> list[EmailMessage]:
    held = message.get_payload()
    return [part for part in held if isinstance(part, EmailMessage)] if isinstance(held, list) else []


def _page(source: Source, parts: list[EmailMessage]) -> Iterator[Source]:
    """Give the web page inside an MHTML file; its pictures and styles are no articles."""
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise EmptySource("there is no page in the saved web page; save it again")
    yield Source("page.html", source.key, _payload(page), source.depth + 1)


def _article(source: Source, message: EmailMessage, text: str, notes: tuple[str, ...]) -> Article:
    subject = _header(message, "Subject")
    senders = tuple(name or address for name, address in getaddresses([_header(message, "From")]) if name or address)
    stated = _header(message, "Date")
    date = mail_date(stated)
    return Article(
        key=source.key,
        text=text,
        title=Stated(subject, Origin.HEADER) if subject else None,
        authors=senders,
        authors_origin=Origin.HEADER if senders else None,
        published=Stated(date, Origin.HEADER) if date else None,
        language=language_of(text),
        media_type="message/rfc822",
        raw=source.raw,
        notes=(*notes, unclear(stated)) if stated and not date else notes,
    )


def _header(message: EmailMessage, name: str) -> str:
    """Give a header's words; one that cannot be parsed says nothing, one in bare bytes is read like the body."""
    try:
        written = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        stated = str(message.get(name, "")) if is_text(written) else _from_bytes(written, message)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):  # what the stdlib raises on broken headers
        return ""
    return " ".join(stated.encode("utf-8", "replace").decode("utf-8").split())


def _from_bytes(written: str, message: EmailMessage) -> str:
    return decode(written.encode("utf-8", "surrogateescape"), message.get_content_charset()).text


def _body(parts: list[EmailMessage]) -> tuple[str, tuple[str, ...]]:
    """Give the words of the message: its plain text if there is any, else its HTML."""
    for kind, reading in (("text/plain", str), ("text/html", text_of_markup)):
        decoded = [
            decode(_payload(part), part.get_content_charset()) for part in parts if part.get_content_type() == kind
        ]
        text = "\n\n".join(reading(canonical_text(one.text)) for one in decoded)
        if text.strip():
            notes = [note for one in decoded for note in one.notes]
            return text, tuple(dict.fromkeys((*notes, *_defects(parts))))
    return "", ()


def _defects(parts: list[EmailMessage]) -> Iterator[str]:
    if any(isinstance(defect, _BASE64) for part in parts for defect in part.defects):
        yield "the mail's base64 is damaged; words may be wrong or missing: save it again"


def _attached(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    return part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html")


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() in _MAILS and part.is_multipart():
        return _written(part)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _written(part: EmailMessage) -> bytes:
    """Give the bytes of the mail that a part holds."""
    try:
        return b"".join(mail.as_bytes(policy=email.policy.compat32) for mail in _inside(part))
    except (RecursionError, ValueError, LookupError) as error:
        raise Malformed(_DAMAGED) from error


def _name(part: EmailMessage, number: int) -> str:
    try:
        name = part.get_filename()
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        name = None
    ending = ".eml" if part.get_content_type() in _MAILS else ""
    return re.sub(r"[\x00-\x1f/\\]", "_", name) if name else f"attachment {number}{ending}"
