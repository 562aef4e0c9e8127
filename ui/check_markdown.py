"""A check as Markdown, to paste into a note: every claim with its verdict and the words for and against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.visible import safe_link, visible
from rag.verdicts.checked import Checked, CheckedClaim, Testimony
from ui.answer_html import described, sentence
from ui.verdict_html import look, sure

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:])")


def check_markdown(checked: Checked) -> str:
    """Give the claims in order; words of drafts and articles are escaped, so that none of them is markup."""
    lines = ["# Checked draft", ""]
    for number, claim in enumerate(checked.claims, 1):
        lines += _claim(number, claim)
    for note in checked.notes:
        lines += [f"_{_escaped(sentence(note))}_", ""]
    found = checked.searched
    return "\n".join([*lines, f"Searched {found.articles} articles, {found.passages} passages."]) + "\n"


def _claim(number: int, claim: CheckedClaim) -> Iterator[str]:
    drawn, share = look(claim), sure(claim)
    told = f" ({share:.0%} sure)" if share is not None else ""
    yield f"{number}. **{drawn.sign} {drawn.word}**{told}: {_escaped(claim.claim)}"
    if claim.why:
        yield f"   {_escaped(sentence(claim.why))}"
    yield ""
    yield from _side("For", claim.supporting)
    yield from _side("Against", claim.refuting)
    yield from _side("Nearest", claim.nearest)
    if claim.notes:
        yield from (f"   - Note: {_escaped(sentence(note))}" for note in claim.notes)
        yield ""


def _side(name: str, held: Sequence[Testimony]) -> Iterator[str]:
    for one in held:
        cited = one.citation
        title = _escaped(cited.title or "untitled")
        link = safe_link(cited.url)
        named = f"[{title}](<{link}>)" if link and not set("<>\\") & set(link) else title
        who = _escaped(described(cited.publisher, cited.published))
        yield f"   - {name}: “{_escaped(cited.quote)}” {named}, {who}"
    if held:
        yield ""


def _escaped(text: str) -> str:
    """Give words on one line in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
