"""A progress bar on stderr, shown once a job has taken two seconds, with rate and time left."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from corpus.visible import visible

if TYPE_CHECKING:
    from tqdm import tqdm

DELAY_SECONDS = 2.0
SECONDS_APART = 0.1
LOGGED_SECONDS_APART = 30.0  # in a log every drawing stays


class Bar:
    """Draws (done, total, label) as it is told; silent when the job is short."""

    def __init__(self, unit: str = "B") -> None:
        self._unit = unit
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def update(self, done: int, total: int, label: str = "") -> None:
        """Show that `done` of `total` units are finished, now at `label`; another total begins another bar."""
        if self._bar is not None and self._bar.total != total:
            self._bar.close()
            self._bar = None
        bar = self._bar = self._drawn(total) if self._bar is None else self._bar
        bar.set_postfix_str(" ".join(visible(label).split()), refresh=False)
        bar.update(done - bar.n)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def _drawn(self, total: int) -> tqdm[NoReturn]:
        from tqdm import tqdm

        often = SECONDS_APART if sys.stderr.isatty() else LOGGED_SECONDS_APART
        return tqdm(
            total=total, unit=self._unit, unit_scale=True, delay=DELAY_SECONDS, leave=False, mininterval=often,
            maxinterval=often,
        )  # fmt: skip
