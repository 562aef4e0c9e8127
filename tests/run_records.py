"""A run that a test makes up: `from run_records import answer, citation, claim, ranking, run`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval import metrics
from eval.run_folder import Run

Fields = dict[str, Any]
QUOTE = "The old library closed in 2021 because its roof was unsafe."


def citation(number: int = 1, doc_id: str = "library", quote: str = QUOTE, start: int = 0, **stated: Any) -> Fields:
    return {
        "number": number,
        "article_id": "a" * 16,
        "doc_id": doc_id,
        "sha256": "0" * 64,
        "title": "A roof",
        "publisher": "The Gazette",
        "published": "2023-05-01",
        "url": "https://gazette.example/roof",
        "page": None,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "prefix": "",
        "suffix": " It reopened in May 2023.",
        **stated,
    }


def answer(name: str = "q0", said: str = QUOTE, cited: Sequence[dict[str, Any]] | None = None, **stated: Any) -> Fields:
    cited = [citation()] if cited is None else list(cited)
    record = {
        "id": name,
        "question": f"Why did the library close ({name})?",
        "cluster": "library",
        "values": {"answer_recall": 1.0, "citation_validity": 1.0, "answer_words": 11.0},
        "flags": [],
        "timings_ms": {"retrieve": 12.5, "total": 20.0},
        "type": "why",
        "answerable": True,
        "as_of": None,
        "history": [],
        "resolved_question": f"Why did the library close ({name})?",
        "abstained": False,
        "reason": "",
        "confidence": 0.9,
        "correct": True,
        "answer": said,
        "would_have_said": "",
        "sentences": [sentence(said, [one["number"] for one in cited])],
        "lead_ins": [],
        "citations": cited,
        "withheld": 0,
        "gold": {
            "answers": ["its roof was unsafe"],
            "nuggets": ["2021", "roof|ceiling"],
            "nuggets_found": [True, True],
            "evidence": [evidence("closed in 2021 because its roof was unsafe", 16)],
        },
    }
    return record | stated


def sentence(text: str, citations: Sequence[int], start: int = 0, support: str = "verbatim", why: str = "") -> Fields:
    end = start + len(text)
    return {"text": text, "start": start, "end": end, "citations": list(citations), "support": support, "why": why}


def evidence(text: str, start: int | None, doc_id: str | None = "library") -> Fields:
    return {"doc_id": doc_id, "start": start, "end": None if start is None else start + len(text), "text": text}


def silence(name: str = "q1", **stated: Any) -> Fields:
    quiet = {"abstained": True, "reason": "nothing found bears on it", "confidence": 0.1, "correct": False}
    empty = {"sentences": [], "values": {}, "answerable": False, "would_have_said": "In 1998."}
    gold = {"answers": [], "nuggets": [], "nuggets_found": [], "evidence": []}
    return answer(name, "", [], **{**quiet, **empty, "gold": gold, **stated})


def claim(name: str = "c0", label: str = "SUPPORTED", verdict: str = "SUPPORTED", **stated: Any) -> Fields:
    return {
        "id": name,
        "claim": f"The library closed in 2021 ({name}).",
        "cluster": "library",
        "values": {"evidence_recall": 1.0},
        "flags": [] if label == verdict else ["wrong"],
        "timings_ms": {"total": 30.0},
        "label": label,
        "verdict": verdict,
        "probabilities": {"SUPPORTED": 0.7, "REFUTED": 0.2, "MIXED": 0.05, "NOT_ENOUGH_INFO": 0.05},
        "mode": "open",
        "for": [{**citation(), "score": 0.9}],
        "against": [],
        "gold": {"evidence": [evidence(QUOTE, 0)]},
        **stated,
    }


def ranking(name: str = "q0", articles: Sequence[str] = ("library", "museum"), **stated: Any) -> Fields:
    return {
        "id": name,
        "question": f"Why did the library close ({name})?",
        "cluster": "library",
        "values": {"ndcg@10": 1.0},
        "flags": [],
        "timings_ms": {"retrieve": 9.0},
        "relevant": {"library": 1},
        "ranked": [{"article": article, "score": 1 / rank} for rank, article in enumerate(articles, 1)],
        **stated,
    }


def run(**records: Sequence[Fields]) -> Run:
    """Give a run of parts by name; its figures are those of its records, with intervals of few draws."""
    sets = {"answers": metrics.ANSWER_SET, "claims": metrics.CLAIM_SET}
    figures = {
        name: {"value": one.value, "ci95": [one.low, one.high], "n": one.n}
        for part, mine in records.items()
        for name, one in metrics.figures(mine, sets.get(part), resamples=50).items()
    }
    times = {part: {"total": {"p50": 20.0, "p95": 31.0, "p99": 40.0}} for part in records}
    about = {
        "format": 1,
        "set": "made-up",
        "split": "dev",
        "parts": list(records),
        "records": {part: len(mine) for part, mine in records.items()},
        "generator": "extractive",
        "created": "2026-11-22T00:00:00+00:00",
        "git": {"revision": "1234567890abcdef", "dirty": False},
    }
    cost = {"peak_memory_mb": 200.0, "latency_ms": times}
    report = {"set": "made-up", "split": "dev", "metrics": figures, "cost": cost, "run_dir": "runs/made-up"}
    return Run(about, report, records)
