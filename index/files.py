"""Files that are whole or absent: written aside, synced, then renamed into place."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import NoSpace

UNFINISHED = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_SQLITE_FULL = ("SQLITE_FULL", "SQLITE_IOERR")
_SQLITE_FORBIDDEN = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


def write_whole(path: Path, parts: Iterable[bytes | memoryview]) -> str:
    """Write a file that is there in full, and on the disk, or not at all; give the SHA-256 of its bytes in hex."""
    digest = hashlib.sha256()
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with unfinished.open("wb") as out:
            for part in parts:
                digest.update(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last: a rename or removal is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def linked_copy(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """Make a folder elsewhere whose files are links to those of a folder that cannot be written, its locks left out."""
    copy = tempfile.TemporaryDirectory(prefix="citedesk-")
    for path in folder.iterdir():
        if path.suffix != ".lock":
            Path(copy.name, path.name).symlink_to(path.absolute())
    return copy


@contextmanager
def disk_errors(home: Path) -> Iterator[None]:
    """Turn a full disk and a folder that cannot be written into NoSpace, whichever layer met them."""
    try:
        yield
    except OSError as error:
        raise _told(home, error.errno in _FULL, error.errno in _FORBIDDEN, error) from error
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        raise _told(home, name.startswith(_SQLITE_FULL), name.startswith(_SQLITE_FORBIDDEN), error) from error


def _told(home: Path, full: bool, forbidden: bool, error: Exception) -> Exception:
    if full:
        return NoSpace(f"the disk of {home} is full; nothing in the library is lost: free some space and run it again")
    if forbidden:
        return NoSpace(f"{home} cannot be written; allow writing there, or set CITEDESK_HOME to another folder")
    return error
