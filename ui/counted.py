"""A number of things as a person reads it."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Give "1 article", "1,200 articles"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
