"""A head start for a write: the next batch is read, cut and embedded while the one before is stored.

Nothing rests on it. When the batch's turn comes and anything was stored since it was met, what it needs is asked anew:
vectors embedded in vain are dropped, and what is wanting is embedded then.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from index.embed import Encoder, Progress
from index.embedded import Embedded, embed
from index.prepare import Embeddable

T = TypeVar("T")


class Ahead:
    """Embeds on one thread of its own, first come first served; leaving the block stops it at once.

    `progress(done, total)` counts the passages of a batch: on the caller's thread with nothing done as the batch comes,
    then on that of the encoder.
    """

    def __init__(self, encoder: Encoder, progress: Progress | None) -> None:
        self._encoder = encoder
        self._progress = progress
        self._stopped = threading.Event()
        self._pool = ThreadPoolExecutor(1, "embed")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def embed(self, pieces: Sequence[Embeddable]) -> Future[Embedded]:
        """Begin to compute the vectors of pieces, no two of the same key."""
        if pieces and self._progress is not None:
            self._progress(0, len(pieces))
        return self._pool.submit(embed, self._encoder, pieces, self._within)

    def _within(self, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise _Stopped
        if done and self._progress is not None:
            self._progress(done, total)


class _Stopped(Exception):
    """Nobody waits for the vectors any more."""


def one_ahead(items: Iterable[T]) -> Iterator[T]:
    """Give each item once the next has been taken; an error in the taking is raised when all before it were given."""
    coming = iter(items)
    for held in coming:
        while True:
            try:
                following = next(coming)
            except StopIteration:
                yield held
                return
            except Exception:
                yield held
                raise
            yield held
            held = following
