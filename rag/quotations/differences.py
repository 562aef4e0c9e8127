"""How a quotation differs from the words it was aligned with: changed, added, left out or otherwise written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.quotations.traced import Edit
from rag.quotations.words import Token, folded

Pair = tuple[int | None, int | None]  # numbers of a word of the quotation and of the text; None without counterpart


def edits(
    quote: str, said: Sequence[Token], text: str, there: Sequence[Token], pairs: Sequence[Pair]
) -> Iterator[Edit]:
    """Give the differences of a quotation from a text in order; `said` and `there` are their words, paired.

    Words left out or added side by side are one difference: “she said”.
    """
    kept: Edit | None = None
    for edit in _single(quote, said, text, there, pairs):
        if kept is not None and kept.kind == edit.kind and edit.kind in ("left out", "added"):
            kept = Edit(kept.kind, f"{kept.said} {edit.said}".strip(), f"{kept.source} {edit.source}".strip())
            continue
        if kept is not None:
            yield kept
        kept = edit
    if kept is not None:
        yield kept


def _single(
    quote: str, said: Sequence[Token], text: str, there: Sequence[Token], pairs: Sequence[Pair]
) -> Iterator[Edit]:
    """Give the differences word by word."""
    last: tuple[int, int] | None = None  # ends of the pair before, in the quotation and in the text
    gap = ""
    for mine, theirs in pairs:
        one = quote[said[mine].start : said[mine].end] if mine is not None else ""
        other = text[there[theirs].start : there[theirs].end] if theirs is not None else ""
        if mine is not None and not said[mine].word:
            gap, last = one, (said[mine].end, last[1] if last else 0)
            continue
        if mine is None or theirs is None:
            yield Edit("left out" if mine is None else "added", one, other)
            if last is not None:
                ends = (said[mine].end if mine is not None else 0), (there[theirs].end if theirs is not None else 0)
                last = max(last[0], ends[0]), max(last[1], ends[1])
            continue
        if last is not None:
            between = quote[last[0] : said[mine].start], text[last[1] : there[theirs].start]
            yield from _between(gap, *between)
        last, gap = (said[mine].end, there[theirs].end), ""
        if said[mine].word != there[theirs].word:
            yield Edit("changed", one, other)
        elif one != other:
            yield Edit("typography" if folded(one) == folded(other) else "changed", one, other)


def _between(gap: str, said: str, source: str) -> Iterator[Edit]:
    """Give how what stands between two words differs: the words an ellipsis stands for, other marks."""
    if gap:
        yield Edit("ellipsis", gap, " ".join(source.split()))
        return
    one, other = (" ".join(part.split()) for part in (said, source))
    if one != other and not any(map(str.isalnum, other)):
        yield Edit("typography", one, other)
