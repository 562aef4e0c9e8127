"""Source maps: kept as bytes without loss, and never outside the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Span
from corpus.errors import LibraryDamaged
from corpus.sourcemap import Block, BlockMap, Box, PageMap, from_bytes

QUARTERS = st.integers(0, 0xFFFF)


@st.composite
def page_maps(draw: st.DrawFn) -> PageMap:
    lengths = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    boxes = draw(
        st.lists(st.tuples(QUARTERS, QUARTERS, QUARTERS, QUARTERS), min_size=sum(lengths), max_size=sum(lengths))
    )
    starts = np.cumsum([0, *lengths[:-1]]).astype(np.uint32)
    numbers = np.arange(1, len(lengths) + 1, dtype=np.uint32) * 2
    sizes = np.full((len(lengths), 2), 3000, dtype=np.uint16)
    return PageMap(starts, numbers, sizes, np.array(boxes, dtype=np.uint16))


@settings(deadline=None, max_examples=40)
@given(page_maps(), st.integers(-3, 30), st.integers(-3, 30))
def test_a_page_map_comes_back_from_its_bytes(pages: PageMap, start: int, end: int) -> None:
    back = from_bytes(pages.to_bytes())
    assert isinstance(back, PageMap) and back.to_bytes() == pages.to_bytes()
    assert back.boxes(Span(start, end)) == pages.boxes(Span(start, end))
    assert [back.page_of(at) for at in range(-2, 30)] == [pages.page_of(at) for at in range(-2, 30)]


@settings(deadline=None, max_examples=40)
@given(page_maps())
def test_a_characters_page_is_the_last_that_starts_before_it(pages: PageMap) -> None:
    for offset in range(len(pages.chars)):
        oracle = max(at for at, start in enumerate(pages.starts) if start <= offset)
        assert pages.page_of(offset) == pages.numbers[oracle]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["p", "head", "item"])), max_size=6), st.data())
def test_a_block_map_comes_back_and_finds_the_blocks_a_span_touches(
    sizes: list[tuple[int, str]], data: st.DataObject
) -> None:
    blocks, at = [], 0
    for size, kind in sizes:
        blocks.append(Block(Span(at, at + size), kind))
        at += size + 2
    back = from_bytes(BlockMap(tuple(blocks)).to_bytes())
    assert back == BlockMap(tuple(blocks))
    start = data.draw(st.integers(0, at + 2))
    span = Span(start, data.draw(st.integers(start, at + 4)))
    touched = [b for b in blocks if set(range(b.span.start, b.span.end)) & set(range(span.start, span.end))]
    assert isinstance(back, BlockMap) and list(back.blocks_of(span)) == touched
    assert back.page_of(0) is None and back.boxes(span) == ()


def test_boxes_join_along_a_line_and_part_at_its_end() -> None:
    chars = np.array([[40, 40, 60, 80], [0, 0, 0, 0], [64, 44, 80, 80], [40, 84, 60, 120]], dtype=np.uint16)
    one = np.array([0], dtype=np.uint32)
    pages = PageMap(one, one + 1, np.array([[400, 400]], dtype=np.uint16), chars)
    assert pages.boxes(Span(0, 4)) == (Box(1, 10, 10, 20, 20), Box(1, 10, 21, 15, 30))


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\x03\x04junk", np.lib.format.magic(1, 0)])
def test_damaged_bytes_are_told_with_the_remedy(data: bytes) -> None:
    with pytest.raises(LibraryDamaged, match="citedesk doctor --repair"):
        from_bytes(data)
