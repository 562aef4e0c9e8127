"""A claim in a report: the verdict beside the label due, the evidence for and against it, and the gold evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.visible import escape
from eval.reporting import entry
from eval.reporting.answer import touching
from eval.reporting.entry import BAD, GOOD, Item, block, section
from eval.run_folder import Record

_SIDES = {"for": "For", "against": "Against", "nearest": "Nearest, deciding nothing"}


def claim_item(record: Record) -> Item:
    """Give the line and the body of a record of claims.jsonl."""
    due, said = str(record["label"]), str(record["verdict"])
    right = "wrong" not in record["flags"]
    cited = [one for side in _SIDES for one in record.get(side, ())]
    flags = tuple(record["flags"])
    told = [record["id"], record["claim"], due, said, *(str(one["quote"]) for one in cited)]
    told += [str(item["text"]) for item in gold_evidence(record)]
    likelier = f"{words(due)} is likelier" if due != said else words(said)
    outcome = likelier if right else f"{words(said)}, not {words(due).lower()}"
    body = _probabilities(record) + _pair(record) + section("Figures", entry.values(record), "figures")
    return Item("claims", record["claim"], outcome, GOOD if right else BAD, flags, due, body, "\n".join(told))


def words(label: str) -> str:
    """Give a label as words: NOT_ENOUGH_INFO is "Not enough info"."""
    return label.replace("_", " ").capitalize()


def gold_evidence(record: Record) -> Sequence[Mapping[str, Any]]:
    """Give the evidence that was due."""
    gold: Sequence[Mapping[str, Any]] = record["gold"]["evidence"]
    return gold


def _probabilities(record: Record) -> str:
    due, said = record["label"], record["verdict"]
    rows = "".join(
        f'<tr><th scope="row">{escape(words(label))}</th><td>{_meter(float(share))}</td>'
        f"<td>{float(share):.3f}</td><td>{' · '.join(_roles(label, due, said))}</td></tr>"
        for label, share in record["probabilities"].items()
    )
    mode = block(f"Evidence {'given' if record['mode'] == 'given' else 'to be found'}", "fine")
    return mode + (f'<table class="odds"><caption class="sr">Probabilities</caption>{rows}</table>' if rows else "")


def _meter(share: float) -> str:
    return f'<meter min="0" max="1" value="{share:.4f}" aria-hidden="true"></meter>'


def _roles(label: str, due: str, said: str) -> list[str]:
    return [role for role, holds in (("verdict", label == said), ("due", label == due)) if holds]


def _pair(record: Record) -> str:
    due = gold_evidence(record)
    quotes = [str(one["quote"]) for side in _SIDES for one in record.get(side, ())]
    gold = "".join(entry.evidence(item, quotes) for item in due)
    shown = "".join(_side(title, record.get(side, ()), due) for side, title in _SIDES.items())
    return entry.pair(shown, entry.cards("Gold evidence", gold))


def _side(title: str, cited: Sequence[Mapping[str, Any]], due: Sequence[Mapping[str, Any]]) -> str:
    return entry.cards(title, "".join(_card(one, due) for one in cited))


def _card(one: Mapping[str, Any], due: Sequence[Mapping[str, Any]]) -> str:
    touch, tone = touching(one, due) if one.get("doc_id") else ("", "")
    verdict = f'<p class="fine {tone}">{escape(touch)}</p>' if touch else ""
    score = f" · score {one['score']:.3f}" if isinstance(one.get("score"), float) else ""
    head = f'<p class="fine">{entry.source(one)}{score}</p>'
    return f'<li class="card">{head}{entry.quote(one, [str(item["text"]) for item in due])}{verdict}</li>'
