"""The example articles that ship with citedesk."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
# Beside the folder and not in it: whoever ingests the folder gets articles alone.
CARD = Path(__file__).parent / "articles-card.md"


def articles() -> tuple[Path, ...]:
    """Give the example articles in order of name."""
    return tuple(sorted(FOLDER.glob("*.md")))
