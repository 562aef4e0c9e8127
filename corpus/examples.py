"""The example articles that ship with citedesk."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
CARD = FOLDER / "README.md"


def articles() -> tuple[Path, ...]:
    """Give the example articles in order of name, without the data card that lies beside them."""
    return tuple(sorted(path for path in FOLDER.glob("*.md") if path != CARD))
