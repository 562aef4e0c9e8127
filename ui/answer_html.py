"""An answer as HTML: sentences with citation buttons, the sources under them, or an honest silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.visible import escape
from rag.answer import Answer, AnswerSentence, Citation, LeadIn, Nearest, Support
from rag.compose import EXTRACTIVE
from ui.counted import counted
from ui.live import usage_line

EXCERPT_CHARACTERS = 420
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def answer_html(answer: Answer, picked: str | None) -> str:
    """Draw an answer or an abstention; `picked` is the button shown as pressed, such as "c2" or "n1"."""
    body = _silence(answer, picked) if answer.abstained else _words(answer, picked)
    notes = "".join(f'<p class="fine" role="note">{escape(sentence(note))}</p>' for note in answer.notes)
    return f'<div class="answer">{notes}{body}{_withheld(answer)}<p class="fine">{escape(searched(answer))}</p></div>'


def question_html(question: str) -> str:
    """Draw a question as it was typed."""
    return f'<p class="question" dir="auto">{escape(question)}</p>'


def searched(answer: Answer) -> str:
    """Say in one line what the answer, or the silence, rests on."""
    found = answer.searched
    line = f"Searched {counted(found.articles, 'article')}, {counted(found.passages, 'passage')}"
    if found.excluded_undated:
        line += f"; {counted(found.excluded_undated, 'undated article')} left out by the date filter"
    total = answer.timings_ms.get("total")
    took = f" · {total:.0f} ms" if total is not None else ""
    by = f" · {answer.generator}"
    if answer.usage:  # a follow-up may have been read by a chat model that then wrote nothing
        by += f"{' · the chat model' if answer.generator == EXTRACTIVE else ''}: {usage_line(answer.usage)}"
    return line + took + by


def described(publisher: str | None, published: str | None) -> str:
    """Name who published something and when, or say that it is unknown."""
    return f"{publisher or 'publisher unknown'}, {published or 'date unknown'}"


def days_apart(words: str) -> str:
    """Set the days of escaped words apart: beside Arabic or Hebrew a browser would turn 2024-02-14 into 14-02-2024."""
    return _DAY.sub(r"<bdi>\g<0></bdi>", words)


def sentence(reason: str) -> str:
    """Give a reason as a sentence: a capital first, a full stop last."""
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."


def _words(answer: Answer, picked: str | None) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    paragraphs = "".join(f'<p dir="auto">{"".join(group)}</p>' for group in _groups(answer, cited, picked))
    return paragraphs + _sources(answer, picked)


def _groups(answer: Answer, cited: dict[int, Citation], picked: str | None) -> Iterator[list[str]]:
    """Give paragraphs: a lead-in opens one, and so does a line end between two sentences."""
    group: list[str] = []
    last = 0
    pieces: list[AnswerSentence | LeadIn] = [*answer.sentences, *answer.lead_ins]
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if group and (isinstance(piece, LeadIn) or "\n" in answer.answer[last : piece.start]):
            yield group
            group = []
        group.append(_piece(answer, piece, cited, picked))
        last = piece.end
    if group:
        yield group


def _piece(answer: Answer, piece: AnswerSentence | LeadIn, cited: dict[int, Citation], picked: str | None) -> str:
    words = escape(answer.answer[piece.start : piece.end])
    if isinstance(piece, LeadIn):
        return f'<span class="lead">{days_apart(words)}</span> '
    buttons = "".join(_cite(cited[number], picked) for number in piece.citations if number in cited)
    return f'<span class="sentence" dir="auto">{words}</span>{_support(piece)}<span class="cites">{buttons}</span> '


def _support(sentence: AnswerSentence) -> str:
    """Show how far the cited words bear the sentence out, and what they do not, unless the sentence is those words."""
    if sentence.support is Support.VERBATIM:
        return ""
    reason = f' <span class="fine">({escape(sentence.why)})</span>' * (sentence.support is not Support.SUPPORTED)
    return f' <span class="support" title="{escape(sentence.why)}">{escape(sentence.support)}</span>{reason}'


def _cite(citation: Citation, picked: str | None) -> str:
    name = f"Citation {citation.number}, {citation.title or 'untitled'}: show the words in the source"
    return _button(f"c{citation.number}", str(citation.number), "cite", picked, name)


def _button(pick: str, words: str, style: str, picked: str | None, name: str | None = None) -> str:
    label = f' aria-label="{escape(name)}"' if name else ""
    pressed = "true" if pick == picked else "false"
    return (
        f'<button type="button" class="{style}" data-pick="{pick}" aria-pressed="{pressed}"{label}>'
        f"{escape(words)}</button>"
    )


def _sources(answer: Answer, picked: str | None) -> str:
    articles: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        articles.setdefault((citation.article_id, citation.sha256), []).append(citation)
    items = "".join(_source(citations, picked) for citations in articles.values())
    return f'<ul class="sources" aria-label="Sources">{items}</ul>'


def _source(citations: list[Citation], picked: str | None) -> str:
    first = citations[0]
    buttons = "".join(_cite(citation, picked) for citation in citations)
    copies = len({copy for citation in citations for copy in citation.also_in})
    also = f" · also in {counted(copies, 'other article')}" if copies else ""
    about = days_apart(escape(described(first.publisher, first.published)))
    return (
        f'<li><span class="title" dir="auto">{escape(first.title or "untitled")}</span> '
        f'<span class="cites">{buttons}</span>'
        f'<span class="meta" dir="auto">{about}{also}</span></li>'
    )


def _silence(answer: Answer, picked: str | None) -> str:
    nearest = "".join(_nearest(number, passage, picked) for number, passage in enumerate(answer.nearest, 1))
    shown = (
        f'<h4>Nearest passages <span class="badge">not an answer</span></h4><ol class="nearest">{nearest}</ol>'
        if nearest
        else ""
    )
    return (
        '<div class="silence" role="note"><h3>No answer</h3>'
        f'<p dir="auto">{escape(sentence(answer.reason))}</p></div>{shown}'
    )


def _nearest(number: int, passage: Nearest, picked: str | None) -> str:
    text = " ".join(passage.text.split())
    excerpt = text if len(text) <= EXCERPT_CHARACTERS else text[:EXCERPT_CHARACTERS].rsplit(" ", 1)[0] + " …"
    title = passage.title or "untitled"
    opener = _button(f"n{number}", title, "open", picked, f"Nearest passage {number}, {title}: show it in the source")
    return f'<li>{opener}<blockquote dir="auto">{escape(excerpt)}</blockquote></li>'


def _withheld(answer: Answer) -> str:
    if not answer.withheld:
        return ""
    return f'<p class="fine">Withheld because a check failed: {counted(answer.withheld, "piece")}.</p>'
