"""Which characters of a stream are code, by its back-ticks: what stands in code cites nothing."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 400
"""Characters of a code span on one line at most: what is not closed by then is no code."""
_TICK, _FENCE = "`", 3
_QUOTED = "''"  # closes ``a quotation'' as printers of news agencies and treebanks write it


class CodeSpans:
    """Reads a stream. Any split of it into chunks gives the same characters, each with whether it is code.

    A run of three back-ticks or more opens code until an equal run. A shorter one does so only where an equal run
    closes it on its line; else it is an accent, an apostrophe or ``a quotation''. What follows a short run is held
    back until that is known; no character is held back more than three times.
    """

    def __init__(self) -> None:
        self._fence = 0  # back-ticks that opened the code we are in
        self._open = 0  # back-ticks of a short run that may open code, else 0
        self._held: list[str] = []  # that run and what follows it
        self._run = 0  # back-ticks in a row, up to here

    def feed(self, chunk: str) -> Iterator[tuple[str, bool]]:
        """Give the characters that are certain so far."""
        for character in chunk:
            yield from self._take(character)

    def close(self) -> Iterator[tuple[str, bool]]:
        """Give what was held back."""
        yield from self._run_ended()
        while self._held:
            yield from self._refused()
            yield from self._run_ended()

    def _take(self, character: str) -> Iterator[tuple[str, bool]]:
        if character == _TICK:
            self._run += 1
            return
        yield from self._run_ended()
        if not self._open:
            yield character, self._fence > 0
            return
        self._held.append(character)
        quoted = self._open == len(_QUOTED) and character == _QUOTED[0] == self._held[-2]
        if character == "\n" or quoted or len(self._held) > LONGEST:
            yield from self._refused()

    def _run_ended(self) -> Iterator[tuple[str, bool]]:
        run, self._run = self._run, 0
        if not run:
            return
        if self._open:
            self._held += _TICK * run
            if run == self._open:
                yield from self._accepted()
        elif self._fence or run >= _FENCE:
            yield from ((_TICK, True) for _ in range(run))
            self._fence = run if not self._fence else 0 if run == self._fence else self._fence
        else:
            self._open, self._held = run, [_TICK] * run

    def _accepted(self) -> Iterator[tuple[str, bool]]:
        held, self._held, self._open = self._held, [], 0
        yield from ((character, True) for character in held)

    def _refused(self) -> Iterator[tuple[str, bool]]:
        """Give the short run as text and read what follows it anew."""
        held, opened = self._held, self._open
        self._held, self._open = [], 0
        yield from ((_TICK, False) for _ in range(opened))
        yield from self.feed("".join(held[opened:]))
