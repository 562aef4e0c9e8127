from __future__ import annotations

import re
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from eval.measures.claiming import Bin
from eval.measures.refusing import Point
from eval.reporting import plots, svg
from eval.reporting.plots import Row

ROWS = (Row("First", 0.75, 0.5, 0.875, 40), Row("$x_2$ <b> \u202e & a label that is far too long", 0.25, 0.25, 0.25, 1))
SVG = "{http://www.w3.org/2000/svg}"
PLOTS = {
    "dots": lambda name: plots.dots(name, "Dots", ROWS),
    "bars": lambda name: plots.bars(name, "Bars", ROWS),
    "risk": lambda name: plots.risk_coverage(name, "Risk", [Point(0.9, 0.5, 0.0), Point(0.8, 1, 0.5)], None),
    "calibration": lambda name: plots.calibration(name, "Calibration", [Bin(0.8, 0.9, 4, 0.85, 0.5)]),
    "latency": lambda name: plots.latency(name, "Time", {"<total>": {"p50": 0.0, "p95": 2000.0, "p99": 5000.0}}),
}


@pytest.fixture(scope="module", params=PLOTS)
def drawn(request: pytest.FixtureRequest) -> str:
    return PLOTS[request.param](request.param)


def test_a_plot_takes_every_colour_from_the_page(drawn: str) -> None:
    known = {f"var(--{name})" for name in ("ink", "quiet", "rule", "series", "second", "paper")}
    for place in etree.fromstring(drawn).iter(f"{SVG}*"):
        for colour in re.findall(r"(?:fill|stroke): ([^;]+)", place.get("style", "")):
            assert colour in known | {"none"}, etree.tostring(place)
        assert place.get("fill") is None
        assert place.get("stroke") is None
    assert not re.search(r"#[0-9a-f]{6}\b", drawn)
    assert "font-family" not in drawn


def test_a_plot_keeps_its_ids_to_itself_and_loads_nothing(drawn: str) -> None:
    root = etree.fromstring(drawn)
    name = root.get("aria-labelledby", "").split("-title")[0]
    ids = [place.get("id") for place in root.iter() if place.get("id")]
    assert len(ids) == len(set(ids))
    assert all(own.startswith(f"{name}-") for own in ids)
    for used in re.findall(r"(?:url\(|href=\")#([^)\"]+)", drawn):
        assert used in ids
    assert not {place.tag for place in root.iter(f"{SVG}style", f"{SVG}image", f"{SVG}script", f"{SVG}metadata")}
    assert not re.search(r"\d{4}-\d\d-\d\d", drawn)


def test_a_plot_is_told_to_screen_readers(drawn: str) -> None:
    root = etree.fromstring(drawn)
    assert root.get("role") == "img"
    for label in root.get("aria-labelledby", "").split():
        assert root.xpath("string(//*[@id=$label])", label=label)


def test_a_plot_is_the_same_twice_and_its_words_are_text() -> None:
    first = PLOTS["dots"]("same")
    assert PLOTS["dots"]("same") == first
    words = ["".join(text.itertext()) for text in etree.fromstring(first).iter(f"{SVG}text")]
    assert "First" in words
    assert "$x_2$ <b> ‹U+202E› & a la…" in words
    assert "0.750 (0.50–0.88)" in words
    assert "0.250 " in words


def test_a_dot_stands_at_its_value_between_its_whiskers() -> None:
    root = etree.fromstring(plots.dots("place", "Dots", (Row("a", 0.25, 0.0, 1.0, 4),)))
    lines = [
        [float(number) for number in re.findall(r"-?[\d.]+", path.get("d"))]
        for path in root.iter(f"{SVG}path")
        if "var(--series)" in path.get("style", "") and path.get("clip-path")
    ]
    left, right = lines[0][0], lines[0][2]
    dot = next(float(place.get("x")) for place in root.iter(f"{SVG}use") if "var(--series)" in place.get("style", ""))
    assert isclose((dot - left) / (right - left), 0.25, abs_tol=1e-3)


def test_wilsons_interval_is_that_of_the_textbook() -> None:
    low, high = plots.wilson(0.8, 10)
    assert isclose(low, 0.4902, abs_tol=1e-4)
    assert isclose(high, 0.9433, abs_tol=1e-4)


@given(st.integers(1, 500), st.floats(0, 1))
def test_wilsons_interval_holds_the_share(n: int, share: float) -> None:
    right = round(share * n) / n
    low, high = plots.wilson(right, n)
    assert 0 <= low <= right + 1e-12
    assert right - 1e-12 <= high <= 1


def test_colours_stand_for_variables_that_the_page_has_in_light_dark_and_print() -> None:
    from eval.reporting.html import _asset

    style = _asset("report.css")
    for variable in svg._VARIABLES.values():
        assert len(re.findall(rf"--{variable}: #", style)) == 4
