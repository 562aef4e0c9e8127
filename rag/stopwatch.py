"""Milliseconds by stage."""

from __future__ import annotations

from time import perf_counter


class Stopwatch:
    """Starts when made; each lap is the time since the last."""

    def __init__(self) -> None:
        self._began = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a stage."""
        now = perf_counter()
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

    def laps(self) -> dict[str, float]:
        """Give the milliseconds of each stage, and of all of them as "total"."""
        return {**self._laps, "total": round((perf_counter() - self._began) * 1000, 2)}
