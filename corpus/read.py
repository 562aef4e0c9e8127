"""Any source -> articles: the one door of this room. The readers are a tuple, asked in order."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus import docx, html, mail, pdf, plain, table
from corpus.article import Article
from corpus.errors import EmptySource, Malformed, ReadError, TooLarge
from corpus.source import Reader, ReadOptions, Source
from corpus.visible import shortened

__all__ = ["READERS", "ReadOptions", "read", "read_bytes", "walk"]

# Asked in order: formats that are told by their first bytes come first, plain text takes the rest or refuses it.
READERS: tuple[Reader, ...] = (
    pdf.READER,
    docx.READER,
    mail.READER,
    html.READER,
    table.JSON_READER,
    table.CSV_READER,
    plain.READER,
)
MAX_DEPTH = 8
_OPENED = "check that you may read them, and that their names are not too long"
_REMEDIES = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "check the path",
    errno.EISDIR: "name a file in it",
    errno.ELOOP: "check where its links lead",
    errno.ENAMETOOLONG: "shorten the names in its path",
    errno.EIO: "check the disk",
}
_DEFAULTS = ReadOptions()


def read(path: Path, *, root: Path | None = None, options: ReadOptions = _DEFAULTS) -> Iterator[Article]:
    """Give the articles a file holds; keys are relative to `root`, or the file's name without one.

    Where part of a file cannot be read, the good articles come first and the ReadError after them.
    """
    key = path.relative_to(root).as_posix() if root is not None else path.name
    yield from read_bytes(path.name, _bytes_of(path, options), key=key, options=options)


def read_bytes(name: str, raw: bytes, *, key: str | None = None, options: ReadOptions = _DEFAULTS) -> Iterator[Article]:
    """Give the articles that the bytes of a file of that name hold (an upload, say)."""
    if len(raw) > options.max_bytes:
        raise TooLarge(_too_large(len(raw), options))
    yield from _articles(Source(name, key if key is not None else name, raw), options)


def walk(source: Path) -> Iterator[Path]:
    """Give the file, or the files of the folder in order: hidden ones skipped, links that lead out not followed.

    The folder that a browser saves beside a page for its pictures and scripts is left out. Folders that cannot be
    opened are told in a ReadError after the last file.
    """
    try:
        mode = source.stat().st_mode
    except OSError as error:
        raise ReadError(f"{shortened(str(source))}: {_told(error)}") from error
    if stat.S_ISREG(mode):
        yield source
    elif stat.S_ISDIR(mode):
        closed: list[str] = []
        yield from _walk(source, source.resolve(), closed)
        if closed:
            raise ReadError(f"{len(closed)} not opened ({', '.join(closed[:3])}); {_OPENED}")
    else:
        raise ReadError(f"{source}: neither a file nor a folder; name one that is")


def _walk(folder: Path, top: Path, closed: list[str]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        inside = [entry for entry in entries if _wanted(entry, top)]
        folders = {entry for entry in inside if entry.is_dir()}
        files = {entry for entry in inside if entry.is_file()}
    except OSError as error:
        closed.append(f"{shortened(str(folder))}: {_reason(error)}")
        return
    pages = {entry.stem for entry in inside if entry.suffix.lower() in (".html", ".htm")}
    for entry in inside:
        # A linked folder that lies inside is met at its own place.
        if entry in folders and not entry.is_symlink() and _beside(entry.name) not in pages:
            yield from _walk(entry, top, closed)
        elif entry in files:
            yield entry


def _wanted(entry: Path, top: Path) -> bool:
    return not entry.name.startswith(".") and (not entry.is_symlink() or _stays(entry, top))


def _beside(name: str) -> str | None:
    """Give the name of the page a folder was saved beside: "Story_files" or "Story-Dateien" lies beside Story.html."""
    match = re.fullmatch(r"(.+)(?:_files|-Dateien|_fichiers|_archivos|_arquivos|_bestanden|_pliki|_file)", name)
    return match.group(1) if match else None


def _stays(link: Path, top: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):  # a broken link, or a circle of links
        return False


def _articles(source: Source, options: ReadOptions) -> Iterator[Article]:
    if not source.raw.strip():
        raise EmptySource("the file is empty; there is nothing to read")
    if source.depth > MAX_DEPTH:
        raise Malformed(f"more than {MAX_DEPTH} files nested in each other; unpack them first")
    reader = next(reader for reader in READERS if reader.reads(source))
    refused: list[str] = []
    for found in reader.read(source, options):
        if not isinstance(found, Source):
            yield found
            continue
        try:
            yield from _articles(found, options)
        except ReadError as error:  # told at the end, so that the rest is read first
            refused.append(f"{found.name}: {error}")
    if refused:
        raise ReadError(f"{len(refused)} inside not read: {'; '.join(refused)}")


def _bytes_of(path: Path, options: ReadOptions) -> bytes:
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > options.max_bytes:
                raise TooLarge(_too_large(before.st_size, options))
            raw = file.read(options.max_bytes + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise ReadError(_told(error)) from error
    # What comes through a pipe, as of `--file <(command)`, is written to all the while.
    if stat.S_ISREG(before.st_mode) and (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError("it was written to while it was read; ingest it again once that has ended")
    return raw


def _told(error: OSError) -> str:
    return f"{_reason(error)}; {_REMEDIES.get(error.errno or 0, 'check that you may read it')}"


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "no such file or folder"
    return (error.strerror or "cannot be opened").lower()


def _too_large(size: int, options: ReadOptions) -> str:
    return (
        f"{size / 1e6:,.1f} MB is over the limit of {options.max_bytes / 1e6:,.1f} MB; "
        "split it, or raise the limit with CITEDESK_MAX_BYTES"
    )
