"""One writer at a time: a lock on a file of the library, held across processes and gone with its holder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import LibraryBusy

Wait = Callable[[str], None]
_NAME = "lock"


class WriterLock:
    """Held inside a `with`; the kernel lets go of it when its process ends, however it ends.

    A second writer tells `wait` that it waits, once, and waits; with `block` off it raises LibraryBusy instead.
    """

    def __init__(self, home: Path, wait: Wait | None = None, block: bool = True) -> None:
        self._path = home / _NAME
        self._wait = wait
        self._block = block
        self._handle = -1

    def __enter__(self) -> Self:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._take(handle)
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return self

    def _take(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 20, 0).decode(errors="replace") or "unknown"
            busy = f"another process (number {holder}) is writing to the library {self._path.parent}"
            if not self._block:
                raise LibraryBusy(f"{busy}; try again when it has ended") from error
            if self._wait is not None:
                self._wait(f"{busy}; waiting until it has ended")
            fcntl.flock(handle, fcntl.LOCK_EX)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)
        self._handle = -1
