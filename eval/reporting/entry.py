"""What the list of a report shows of a record, and the small pieces of HTML that records share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.visible import escape, safe_link
from eval.reporting.words import marked
from eval.run_folder import Record

GOOD, BAD, QUIET = "good", "bad", "quiet"


@dataclass(frozen=True, slots=True)
class Item:
    """A question, claim or ranking: the line it has in the list, and the HTML of what opens under it.

    `outcome` is told in a word and its tone, `kind` is what it is filtered by, `words` what it is found by.
    """

    part: str
    text: str
    outcome: str
    tone: str
    flags: tuple[str, ...]
    kind: str
    body: str
    words: str


def block(words: str, style: str = "", tag: str = "p") -> str:
    """Give words as a block that runs in their own direction; nothing where there are none."""
    named = f' class="{style}"' if style else ""
    return f'<{tag}{named} dir="auto">{escape(words)}</{tag}>' if words else ""


def section(title: str, content: str, style: str = "") -> str:
    """Give content under a heading; nothing where there is none."""
    return f'<section class="{style}"><h4>{escape(title)}</h4>{content}</section>' if content else ""


def ticked(found: Iterable[tuple[bool | None, str]]) -> str:
    """Give a list of what was due, each told found or missed; None is what cannot be told, such as a whole text."""
    return "".join(_ticked(held, words) for held, words in found)


def _ticked(held: bool | None, words: str) -> str:
    if held is None:
        return f"<li><bdi>{escape(words)}</bdi></li>"
    tone, sign, told = (GOOD, "✓", "found") if held else (BAD, "✗", "missed")
    mark = f'<b aria-hidden="true">{sign}</b> <span class="sr">{told}: </span>'
    return f'<li class="{tone}">{mark}<bdi>{escape(words)}</bdi></li>'


def cards(title: str, content: str) -> str:
    """Give cards under a heading; nothing where there are none."""
    return section(title, f"<ol>{content}</ol>" if content else "")


def pair(left: str, right: str) -> str:
    """Give two columns, what was said and what was due; nothing where both are empty."""
    return f'<div class="pair"><div>{left}</div><div>{right}</div></div>' if left or right else ""


def evidence(item: Mapping[str, object], beside: Sequence[str]) -> str:
    """Give a piece of gold evidence, what it shares with the quotes beside it marked."""
    where = escape(str(item["doc_id"])) if item.get("doc_id") else "given with the claim"
    span = f" · {item['start']}–{item['end']}" if item.get("start") is not None else ""
    text = marked(str(item.get("text") or ""), beside)
    return (
        f'<li class="card"><p class="fine"><bdi>{where}</bdi>{span}</p><blockquote dir="auto">{text}</blockquote></li>'
    )


def source(citation: Mapping[str, object]) -> str:
    """Name the article of a citation; its title leads to its address where it has one that a person may be led to."""
    title = escape(str(citation.get("title") or "untitled"))
    url = citation.get("url")
    link = safe_link(url) if isinstance(url, str) else None
    named = f'<a href="{escape(link)}" rel="noopener noreferrer">{title}</a>' if link else title
    about = (citation.get("publisher"), citation.get("published"), citation.get("doc_id"))
    facts = "".join(f" · <bdi>{escape(str(fact))}</bdi>" for fact in about if fact)
    return f'<bdi class="title">{named}</bdi>{facts} · {citation["start"]}–{citation["end"]}'


def quote(citation: Mapping[str, object], beside: Sequence[str]) -> str:
    """Give the cited words between those around them, what they share with the gold evidence beside them marked."""
    before, after = (f'<span class="around">{escape(str(citation[side]))}</span>' for side in ("prefix", "suffix"))
    return f'<blockquote dir="auto">{before}{marked(str(citation["quote"]), beside)}{after}</blockquote>'


def values(record: Record) -> str:
    """Give the figures of a record and the time it took, as a list of terms."""
    facts = {name: f"{value:.3g}" for name, value in record["values"].items()}
    facts |= {f"{stage} (ms)": f"{time:,.4g}" for stage, time in record.get("timings_ms", {}).items()}
    terms = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(fact)}</dd></div>" for name, fact in facts.items())
    return f"<dl>{terms}</dl>" if terms else ""
