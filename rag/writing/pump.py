"""A stream read with a deadline, whatever its source does."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_HELD = 64  # items read ahead


def pumped(source: Iterable[T], seconds: float) -> Iterator[T]:
    """Give the items of a source, read in a thread of its own. Raises TimeoutError once `seconds` are over in all.

    A socket's timeout counts from byte to byte, so that a server which sends one now and then is never late. The thread
    of a source that hangs ends with it, or with the process.
    """
    items: queue.Queue[tuple[T | None, BaseException | None, bool]] = queue.Queue(_HELD)
    left = threading.Event()

    def put(item: T | None, error: BaseException | None, ended: bool) -> None:
        while not left.is_set():
            try:
                return items.put((item, error, ended), timeout=0.1)
            except queue.Full:
                continue

    def work() -> None:
        try:
            for item in source:
                put(item, None, False)
                if left.is_set():
                    return
        except BaseException as error:  # raised anew where the items are read
            put(None, error, True)
        else:
            put(None, None, True)

    threading.Thread(target=work, name="citedesk-chat", daemon=True).start()
    try:
        yield from _read(items, time.monotonic() + seconds)
    finally:
        left.set()


def _read(items: queue.Queue[tuple[T | None, BaseException | None, bool]], until: float) -> Iterator[T]:
    while True:
        try:
            item, error, ended = items.get(timeout=max(0.001, until - time.monotonic()))
        except queue.Empty:
            raise TimeoutError("the stream took longer than it may") from None
        if error is not None:
            raise error
        if ended:
            return
        yield item  # type: ignore[misc]
        if time.monotonic() > until:
            raise TimeoutError("the stream took longer than it may")
