"""Mails: subject, sender, date, body; attachments are articles of their own."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from samples import PROSE, page, pdf

from corpus.article import Article, Origin, Stated
from corpus.errors import EmptySource, Malformed, ReadError
from corpus.read import read_bytes


def message(body: str = PROSE, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    defaults = {"From": "Ann Lee <ann@example.org>", "Subject": "Fähren", "Date": "Tue, 11 Jul 2023 10:00:00 +0200"}
    for name, value in {**defaults, "Message-ID": "<1@example.org>", **headers}.items():
        mail[name] = value
    mail.set_content(body)
    return mail


def read(raw: bytes, name: str = "a.eml") -> list[Article]:
    return list(read_bytes(name, raw))


def test_subject_sender_date_and_body() -> None:
    (article,) = read(message().as_bytes())
    assert article.text.strip() == PROSE.strip()
    assert article.title == Stated("Fähren", Origin.HEADER)
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.HEADER)
    assert article.published == Stated("2023-07-11T10:00:00+02:00", Origin.HEADER) and article.publisher is None


def test_attachments_are_articles_and_pictures_are_noted() -> None:
    mail = message()
    mail.add_attachment(pdf([["Words on paper."]]), maintype="application", subtype="pdf", filename="paper.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    body, paper = read(mail.as_bytes())
    assert (body.key, paper.key, paper.text) == ("a.eml", "a.eml#1", "Words on paper.")
    assert body.notes == ("attachment logo.png left out",)


def test_a_mail_within_a_mail_is_an_article_of_its_own_sender_and_day() -> None:
    inner = message("The pier is closed.", **{"From": "Bo Ek <bo@example.org>", "Subject": "Pier"})
    inner.add_attachment("It costs 40 million.", filename="costs.txt")
    outer = message("Please read this.")
    outer.add_attachment(inner)
    first, second, third = read(outer.as_bytes())
    assert (first.text.strip(), first.authors) == ("Please read this.", ("Ann Lee",))
    assert (second.key, second.text.strip(), second.authors) == ("a.eml#1", "The pier is closed.", ("Bo Ek",))
    assert second.title == Stated("Pier", Origin.HEADER)
    assert (third.key, third.text.strip()) == ("a.eml#1#1", "It costs 40 million.")


def test_mails_nested_without_end_end() -> None:
    raw = b"From: a@example.org\nSubject: deep\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 400
    with pytest.raises(ReadError, match="nested"):
        read(raw + b"From: a@example.org\nSubject: end\n\nwords")


def test_headers_in_bare_bytes_are_read_like_the_body() -> None:
    raw = "From: Zoë Größe <z@example.org>\nSubject: Über Ärger\nMessage-ID: <1>\n"
    kind = "Content-Type: text/plain; charset=iso-8859-1\n\nDer Pier ist zu, über Nacht."
    (article,) = read((raw + kind).encode("latin-1"))
    assert (article.title, article.authors) == (Stated("Über Ärger", Origin.HEADER), ("Zoë Größe",))


def test_a_day_that_is_none_and_damaged_base64_are_noted() -> None:
    raw = b"From: a@example.org\nMessage-ID: <1>\nDate: Wed, 31 Feb 2019 99:00:00 +0100\nContent-Type: text/plain\n"
    (article,) = read(raw + b"Content-Transfer-Encoding: base64\n\nVGhlIHBpZXIgaXMgY2xvc2VkLg==\nlist footer!\n")
    assert article.published is None
    assert [note.split(";")[0] for note in article.notes] == [
        "the mail's base64 is damaged",
        "the date 'Wed, 31 Feb 2019 99:00:00 +0100' is not clear and left unknown",
    ]


def test_a_broken_attachment_is_told_after_the_rest() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="bad.pdf")
    mail.add_attachment("Words of the note.", filename="note.txt")
    articles: list[Article] = []
    with pytest.raises(ReadError, match=r"^1 inside not read: bad.pdf: the PDF is damaged"):
        articles.extend(read_bytes("a.eml", mail.as_bytes()))
    articles = []
    with pytest.raises(ReadError):
        for article in read_bytes("a.eml", mail.as_bytes()):
            articles.append(article)
    assert [article.text.strip() for article in articles] == [PROSE.strip(), "Words of the note."]


def test_plain_words_go_before_html_and_html_alone_is_read_whole() -> None:
    mail = message("Plain words here.")
    mail.add_alternative("<p>Marked words here.</p>", subtype="html")
    assert read(mail.as_bytes())[0].text.strip() == "Plain words here."
    html = EmailMessage()
    html["From"], html["Message-ID"] = "a@example.org", "<2@example.org>"
    html.set_content(
        "<style>p {}</style><h1>News</h1><div>One<br>two</div><ul><li>a</li><li>b</li></ul>", subtype="html"
    )
    assert read(html.as_bytes())[0].text == "News\n\nOne\ntwo\n\na\n\nb"


def test_a_mailbox_gives_each_message_a_key_of_its_own() -> None:
    first, second = message("First body.\n\nFrom here on.\n"), message("Second body.", Subject="Goats")
    envelope = b"From ann@example.org Tue Jul 11 10:00:00 2023\n"
    quoted = first.as_bytes().replace(b"\nFrom here", b"\n>From here")
    articles = read(envelope + quoted + b"\n" + envelope + second.as_bytes(), "box.mbox")
    assert [article.key for article in articles] == ["box.mbox#1", "box.mbox#2"]
    assert "From here on." in articles[0].text and articles[1].text.strip() == "Second body."


def test_a_page_saved_as_one_file_is_read_as_a_page() -> None:
    mail = EmailMessage()
    mail["From"], mail["Snapshot-Content-Location"] = "<Saved by a browser>", "https://example.org/a"
    mail["Subject"] = "A title"
    canonical = "<link rel='canonical' href='https://example.org/a'>"
    mail.set_content(page(f"<article><p>{PROSE * 3}</p></article>", canonical).decode(), subtype="html")
    mail.add_related(b"p {}", "text", "css", cid="<1>")
    (article,) = read(mail.as_bytes(), "a.mhtml")
    assert (article.media_type, article.url) == ("text/html", "https://example.org/a")


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"From: a@example.org\nMessage-ID: <1>\nSubject: nothing\n\n", EmptySource),
        (
            b"From: a@example.org\nMIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(300)),
            Malformed,
        ),
        (
            b"From: a@example.org\nMIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(150)),
            (EmptySource, Malformed),
        ),
    ],
    ids=["empty", "deep", "less deep"],
)
def test_a_hostile_or_empty_mail_is_told_in_one_line(raw: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^[^\n]+$"):
        read(raw)


def test_broken_headers_say_nothing_and_the_body_is_read() -> None:
    raw = b"Message-ID: <1>\nFrom: =?utf-8?q?=FF?= <\nDate: soon\nSubject: =?bogus?b?!!!?=\n"
    (article,) = read(raw + b"Content-Type: text/plain; charset=nope\n\nbody words\xe9")
    assert article.text == "body wordsé" and article.published is None
