"""The words that bound a figure: nearly, more than, about, or so."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.reading.figure import Bound, Figure

_LEFT = re.compile(
    r"(?:(?P<below>nearly|almost|less than|fewer than|under|below|up to|at most|no more than|not more than|"
    r"close to|approaching|"
    r"just under|just short of|short of|as (?:many|much) as|a little under|slightly less than|a maximum of|maximum)"
    r"|(?P<above>more than|over|above|at least|no less than|no fewer than|not less than|upwards of|in excess of|"
    r"exceed(?:s|ed|ing)?|"
    r"just over|greater than|a little over|slightly more than|a minimum of|minimum|well over|beyond|north of|"
    r"topp?ed|surpass(?:ed|es|ing))"
    r"|(?P<about>about|around|roughly|approximately|some|circa|c\.|an estimated|estimated|approx\.?|"
    r"in the region of|or so|~|≈))"
    r"\s*(?:(?:a|an|the)\s+)?$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s*(?:(?P<about>or so|or thereabouts|-?ish\b)|(?P<above>or (?:more|above|over|higher)\b|and over\b|\+)|"
    r"(?P<below>or (?:less|fewer|under|below)\b))",
    re.I,
)
_COMPARED = re.compile(r"[\d%] $")  # "1,900 fewer than a decade before" bounds no decade


def bounded(text: str, figure: Figure) -> Figure:
    """Give a figure with the words that bound it, before or behind it."""
    first = max(0, figure.start - 28)
    left = _LEFT.search(text[first : figure.start])
    if left is not None and not _COMPARED.search(text, max(0, first + left.start() - 2), first + left.start()):
        return replace(figure, bound=Bound[(left.lastgroup or "").upper()], outer=figure.start - len(left[0]))
    right = _RIGHT.match(text, figure.end)
    return figure if right is None else replace(figure, bound=Bound[(right.lastgroup or "").upper()])
