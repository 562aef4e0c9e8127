"""A plot as inline SVG that takes its colours and its font from the page around it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus.visible import visible

if TYPE_CHECKING:
    from lxml.etree import _Element
    from matplotlib.axes import Axes

WIDTH = 430  # pixels at which text has its own size; the page lets a plot shrink and grow

# What is drawn in these colours takes the page's: each stands for a variable of report.css.
INK, QUIET, RULE, SERIES, SECOND, PAPER = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
_VARIABLES = {INK: "ink", QUIET: "quiet", RULE: "rule", SERIES: "series", SECOND: "second", PAPER: "paper"}
_COLOUR = re.compile("|".join(_VARIABLES))
_FONT = re.compile(r"font: ([\d.]+px)[^;]*")  # before matplotlib 3.11 a shorthand
_FAMILY = re.compile(r"font-family: [^;]*;? ?")

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "citedesk",
    "figure.facecolor": "none",
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same measures everywhere
    "font.size": 12,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.facecolor": "none",
    "axes.labelsize": 12,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": RULE,
    "grid.linewidth": 1,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "legend.frameon": False,
    "lines.color": SERIES,
    "patch.edgecolor": "none",
}
_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"


def plot(name: str, title: str, meaning: str, height: int, draw: Callable[[Axes], None]) -> str:
    """Give an `<svg>` of WIDTH by `height`, told to screen readers as title and meaning.

    `name` keeps its ids apart from those of other plots on the page. The same drawing always gives the same bytes.
    """
    from lxml import etree
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        figure = Figure((WIDTH / 72, height / 72), layout="constrained")
        draw(figure.subplots())
        out = io.BytesIO()
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    root = etree.fromstring(out.getvalue())
    _adopt(root, name)
    _describe(root, name, title, meaning)
    return etree.tostring(root, encoding="unicode")


def _adopt(root: _Element, name: str) -> None:
    """Drop what belongs to a file of its own, and give ids and colours that belong to the page."""
    for element in [*root.iter(f"{_SVG}metadata", f"{_SVG}style")]:
        above = element.getparent()
        if above is not None:
            above.remove(element)
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, "")
    for element in root.iter(f"{_SVG}*"):
        if element.tag == f"{_SVG}g":
            element.attrib.pop("id", "")  # nothing refers to a group
        for key, value in element.attrib.items():
            element.attrib[key] = _own(str(key), str(value), name)


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == _LINK:
        return value.replace("#", f"#{name}-", 1)
    value = _FAMILY.sub("", _FONT.sub(r"font-size: \1", value.replace("url(#", f"url(#{name}-")))
    return _COLOUR.sub(lambda found: f"var(--{_VARIABLES[found[0]]})", value)


def _describe(root: _Element, name: str, title: str, meaning: str) -> None:
    from lxml import etree

    root.set("role", "img")
    root.set("class", "plot")
    root.set("aria-labelledby", f"{name}-title {name}-meaning")
    for place, (tag, words) in enumerate((("title", title), ("desc", meaning))):
        element = etree.Element(f"{_SVG}{tag}")
        element.set("id", f"{name}-{'meaning' if place else 'title'}")
        element.text = visible(words)
        root.insert(place, element)
