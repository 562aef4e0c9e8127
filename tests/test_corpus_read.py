"""The door of the room: which files a folder holds, which reader takes one, and what is refused."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import PROSE, archive, page, paragraph, pdf, word

from corpus import read as door
from corpus.article import Article
from corpus.errors import Malformed, NotText, ReadError, TooLarge
from corpus.read import ReadOptions, read, read_bytes, walk

EML = b"From: Ann Lee <ann@example.org>\nSubject: Ferries\nMIME-Version: 1.0\n\n" + PROSE.encode()


@pytest.mark.parametrize(
    ("raw", "name", "media_type"),
    [
        (pdf([[PROSE]]), "a.txt", "application/pdf"),
        (page(f"<p>{PROSE * 3}</p>"), "a.txt", "text/html"),
        (word(paragraph(PROSE)), "a.bin", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (EML, "a.txt", "message/rfc822"),
        (b'{"text": "A row."}\n{"text": "Another."}\n', "a.txt", "application/json"),
        (b"title;text\nA;Some words\n", "a.csv", "text/csv"),
        (PROSE.encode(), "a.md", "text/markdown"),
        (PROSE.encode(), "a", "text/plain"),
        (b"<p>a piece of a page</p>", "a.txt", "text/plain"),
        (b"From: me\nTo: you\n\nA letter as text.", "a.txt", "text/plain"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_type_is_told_by_content_first(raw: bytes, name: str, media_type: str) -> None:
    article = next(read_bytes(name, raw))
    assert article.media_type == media_type and (article.raw == raw or "json" in media_type or "csv" in media_type)


def test_keys_are_relative_to_the_root(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "a.txt"
    file.parent.mkdir()
    file.write_text(PROSE)
    assert [next(read(file, root=tmp_path)).key, next(read(file)).key] == ["sub/a.txt", "a.txt"]


def test_a_folder_is_walked_in_order_without_hidden_files_or_links_that_lead_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for name in ("b.txt", "a/z.txt", ".hidden/x.txt", ".secret.txt", "B.txt", "page.html", "page_files/style.css"):
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_text("x")
    outside.mkdir()
    (outside / "out.txt").write_text("x")
    for name, target in {"l1.txt": outside / "out.txt", "l2": outside, "l3.txt": inside / "b.txt", "l4": inside / "a",
                         "circle": inside / "circle", "broken": inside / "none"}.items():  # fmt: skip
        (inside / name).symlink_to(target)
    names = [path.relative_to(inside).as_posix() for path in walk(inside)]
    assert names == ["B.txt", "a/z.txt", "b.txt", "l3.txt", "page.html"]
    assert list(walk(outside / "out.txt")) == [outside / "out.txt"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        list(walk(tmp_path / "none"))
    with pytest.raises(ReadError, match="no such file"):
        list(read(tmp_path / "none.txt"))


@pytest.mark.parametrize("name", ["x" * 300, f"{'x' * 200}/" * 30])
def test_a_path_too_long_is_told_with_its_two_ends(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match="file name too long; shorten") as caught:
        list(walk(tmp_path / name / "end.txt"))
    assert "end.txt: " in str(caught.value) and len(str(caught.value)) < 300


def test_a_folder_in_a_closed_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stat(path: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(ReadError, match="permission denied; check that you may read it"):
        list(walk(tmp_path / "closed" / "x.txt"))


def test_a_file_written_to_while_it_is_read_is_not_taken_in_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PROSE)
    seen = os.fstat

    def fstat(handle: int) -> os.stat_result:
        found = seen(handle)
        with file.open("a") as out:
            out.write("more")
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(ReadError, match="written to while it was read; ingest it again"):
        list(read(file))


def test_what_comes_through_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(PROSE * 2_000,))
    writer.start()
    (article,) = read(pipe)
    writer.join()
    assert article.text == PROSE * 2_000


def test_a_loop_of_links_a_pipe_and_a_socket_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "l1").symlink_to("l2")
    (tmp_path / "l2").symlink_to("l1")
    (tmp_path / "self").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(walk(tmp_path)) == [tmp_path / "a.txt"]
    for name, said in (("l1", "too many levels"), ("pipe.txt", "neither a file nor a folder")):
        with pytest.raises(ReadError, match=said):
            list(walk(tmp_path / name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("x")
    (tmp_path / "a").chmod(0)
    (tmp_path / "b" / "x.txt").chmod(0)
    found = []
    with pytest.raises(ReadError, match="1 not opened"):
        found.extend(walk(tmp_path))
    with pytest.raises(ReadError, match="permission denied"):
        list(read(tmp_path / "b" / "x.txt"))


def test_a_closed_folder_is_told_after_the_files_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("x")
    listed = Path.iterdir

    def iterdir(folder: Path) -> object:
        if folder.name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found: list[Path] = []
    with pytest.raises(ReadError, match=r"1 not opened .*a: permission denied.*; check"):
        for path in walk(tmp_path):
            found.append(path)
    assert found == [tmp_path / "b" / "x.txt"]


def test_the_size_limit_is_checked_before_the_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as out:
        out.truncate(400_000_000)  # a hole: it takes no room on the disk
    with pytest.raises(TooLarge, match=r"400.0 MB is over the limit of 300.0 MB.*CITEDESK_MAX_BYTES"):
        list(read(file))
    with pytest.raises(TooLarge):
        list(read_bytes("a.txt", b"x" * 11, options=ReadOptions(max_bytes=10)))


def test_archives_inside_archives_end() -> None:
    raw = b"From: a@example.org\nSubject: s\nMIME-Version: 1.0\n\nthe innermost words"
    for _ in range(door.MAX_DEPTH + 2):
        top = (
            b"From: a@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: application/octet-stream; name=x.eml\n"
        )
        raw = top + b"Content-Disposition: attachment; filename=x.eml\n\n" + raw
    with pytest.raises(ReadError, match="nested"):
        list(read_bytes("a.eml", raw))


@pytest.mark.parametrize("raw", [archive({"a.txt": "x"}), archive({"xl/workbook.xml": "x"})], ids=["zip", "xlsx"])
def test_other_archives_are_refused(raw: bytes) -> None:
    with pytest.raises(NotText, match="ZIP archive"):
        list(read_bytes("a.txt", raw))


STARTS = [
    b"", b"%PDF-1.4\n", b"PK\x03\x04word/", b"<!doctype html><html>", b"<html><body><p>", b"---\ntitle: ",
    b'{"text": "', b"From a@b Tue Jul 11 10:00:00 2023\nSubject: s\n\n", b"MIME-Version: 1.0\nFrom: a\n", b"\xff\xfe",
    b"Title: a\n",
]  # fmt: skip
NAMES = ["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.mbox", "a.csv", "a.jsonl", "a.json", "a.md", "a", ".html"]


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(STARTS), st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes_give_articles_or_one_clear_line(start: bytes, rest: bytes, name: str) -> None:
    articles: list[Article] = []
    try:
        articles.extend(read_bytes(name, start + rest))
    except ReadError as error:
        assert str(error) and "\n" not in str(error)
    for article in articles:
        assert article.text.strip() and article.text.encode()
        assert "\r" not in article.text and not article.text.startswith("\ufeff")
        assert 0 <= article.body_start < len(article.text)
        assert (article.authors == ()) == (article.authors_origin is None)


def test_a_broken_word_file_is_malformed() -> None:
    with pytest.raises(Malformed):
        list(read_bytes("a.docx", word(paragraph("x"))[:200] + b"word/"))
