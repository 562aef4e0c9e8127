"""An answer in a report: its words, what is cited beside the gold evidence, and what was found of what was due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.visible import escape
from eval.measures.answering import answer_recall, without
from eval.reporting import entry
from eval.reporting.entry import BAD, GOOD, QUIET, Item, block, section
from eval.reporting.names import FLAGS
from eval.run_folder import Record

_Part = Mapping[str, Any]


def answer_item(record: Record, ranking: str) -> Item:
    """Give the line and the body of a record of answers.jsonl; `ranking` is the HTML of its retrieval, or empty."""
    flags = tuple(record["flags"])
    outcome, tone = _outcome(record, flags)
    body = _said(record) + _due(record) + _pair(record) + _ranking(ranking) + _figures(record)
    return Item("answers", record["question"], outcome, tone, flags, record["type"] or "", body, _words(record))


def _ranking(ranking: str) -> str:
    return f"<details><summary>Ranking</summary>{ranking}</details>" if ranking else ""


def _words(record: Record) -> str:
    """Give everything an answer is found by."""
    gold = record["gold"]
    told = [record["id"], record["question"], record["resolved_question"], record["answer"], record["reason"]]
    told += [*gold["answers"], *gold["nuggets"], *(item["text"] for item in gold["evidence"])]
    cited = [one[key] for one in record["citations"] for key in ("title", "publisher", "doc_id", "quote")]
    return "\n".join([*told, *(str(words) for words in cited if words)])


def _outcome(record: Record, flags: Sequence[str]) -> tuple[str, str]:
    for flag in ("should_have_refused", "refused_in_vain", "wrong"):
        if flag in flags:
            return FLAGS[flag][0], BAD
    if record["abstained"]:
        return ("Refused rightly", GOOD) if record["answerable"] is False else ("Silent", QUIET)
    return "Right", GOOD


def _said(record: Record) -> str:
    turns = "".join(block(turn, tag="li") for turn in record["history"])
    before = section("Asked before", f"<ol>{turns}</ol>" if turns else "")
    asked = record["resolved_question"]
    read = block(f"Read as: {asked}", "fine") if asked != record["question"] else ""
    as_of = block(f"As of {record['as_of']}", "fine") if record["as_of"] else ""
    return before + read + as_of + (_silence(record) if record["abstained"] else _answer(record))


def _silence(record: Record) -> str:
    would = record.get("would_have_said", "")
    said = f"<details><summary>What it would have said</summary>{block(would)}</details>" if would else ""
    return f'<div class="silence">{block("No answer: " + record["reason"])}</div>{said}'


def _answer(record: Record) -> str:
    said = "".join(f'<p dir="auto">{"".join(group)}</p>' for group in _groups(record))
    withheld = block(f"Withheld because a check failed: {record['withheld']}", "fine") if record["withheld"] else ""
    return f'<div class="answer">{said}</div>{withheld}'


def _groups(record: Record) -> Iterator[list[str]]:
    """Give paragraphs: a lead-in opens one, and so does a line end between two sentences."""
    pieces = sorted((*record["sentences"], *record["lead_ins"]), key=lambda piece: int(piece["start"]))
    group: list[str] = []
    last = 0
    for piece in pieces:
        if group and ("text" not in piece or "\n" in record["answer"][last : piece["start"]]):
            yield group
            group = []
        group.append(_sentence(record["answer"][piece["start"] : piece["end"]], piece))
        last = piece["end"]
    if group:
        yield group


def _sentence(words: str, piece: _Part) -> str:
    if "text" not in piece:
        return f'<span class="lead">{escape(words)}</span> '
    buttons = "".join(
        f'<button type="button" class="cite" data-cite="{int(number)}" aria-pressed="false" '
        f'aria-label="Citation {int(number)}: show it beside the gold evidence">{int(number)}</button>'
        for number in piece["citations"]
    )
    support = str(piece["support"])
    shown = f'<span class="support {escape(support)}" title="{escape(str(piece["why"]))}">{escape(support)}</span>'
    return f"{escape(words)} {'' if support == 'verbatim' else shown}{buttons} "


def _due(record: Record) -> str:
    gold = record["gold"]
    if record["answerable"] is False:
        return section("Due", block("A refusal: the articles do not answer this."))
    said = without(record["answer"], [(one["start"], one["end"]) for one in record["lead_ins"]])
    aliases = [(answer_recall(said, [alias]), alias) for alias in gold["answers"]]
    told = [(None if held is None else bool(held), alias) for held, alias in aliases]
    nuggets = list(zip(gold["nuggets_found"], gold["nuggets"], strict=True))
    found = entry.ticked([*told, *nuggets])
    return section("Due in the answer", f'<ul class="ticked">{found}</ul>' if found else "")


def _pair(record: Record) -> str:
    """Give the citations and, beside them, the gold evidence; the words they share are marked."""
    due, cited = record["gold"]["evidence"], record["citations"]
    texts = [str(item["text"]) for item in due]
    left = "".join(_citation(one, due, texts) for one in cited)
    right = "".join(entry.evidence(item, [str(one["quote"]) for one in cited]) for item in due)
    return entry.pair(entry.cards("Cited", left), entry.cards("Gold evidence", right))


def _citation(citation: _Part, due: Sequence[_Part], texts: Sequence[str]) -> str:
    number = int(citation["number"])
    head = f'<p class="fine"><b class="number">{number}</b> {entry.source(citation)}</p>'
    touch, tone = touching(citation, due)
    verdict = f'<p class="fine {tone}">{escape(touch)}</p>' if touch else ""
    return f'<li class="card" data-card="{number}">{head}{entry.quote(citation, texts)}{verdict}</li>'


def touching(citation: _Part, due: Sequence[_Part]) -> tuple[str, str]:
    """Say how a citation stands to the gold evidence, and the tone to say it in; nothing where none is known."""
    same = [item for item in due if item["doc_id"] == citation["doc_id"]]
    spans = [(item["start"], item["end"]) for item in same if item["start"] is not None]
    shared = [min(citation["end"], end) - max(citation["start"], start) for start, end in spans]
    most = max(shared, default=0)
    if most > 0:
        return f"Touches the gold evidence: {most:,} of {citation['end'] - citation['start']:,} characters", GOOD
    if not due:
        return "", QUIET
    return ("The right article, other words", QUIET) if same else ("Another article than the gold evidence", BAD)


def _figures(record: Record) -> str:
    trust = f"Confidence {record['confidence']:.3f}"
    return section("Figures", block(trust, "fine") + entry.values(record), "figures")
