"""What is written down of an answer: itself, what was due, and the value of every metric that applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.asking import Reply
from eval.gold import gold_spans
from eval.measures import answering, citing, highlighting
from eval.measures.citing import Supports
from eval.measures.spans import Span, touches
from eval.run_folder import Record
from eval.sets import Gold
from rag.answer import Answer


@dataclass(frozen=True, slots=True)
class Stored:
    """The articles a desk answers from: set's name and stored text of each, by article id."""

    names: Mapping[str, str]
    texts: Mapping[str, str]

    def spans(self, answer: Answer) -> list[Span]:
        """Give the cited spans, in order, under the names that the set gives the articles."""
        return [(self.names.get(one.article_id, ""), one.start, one.end) for one in answer.citations]


def record(reply: Reply, cluster: str, stored: Stored, supports: Supports | None = None) -> Record:
    """Write down a reply. Values that do not apply are left out: without a checker, citation recall and precision."""
    query, gold, answer = reply.query, reply.gold, reply.answer
    correct = is_correct(gold, reply.would, stored)
    return {
        "id": query.id,
        "question": query.text,
        "cluster": cluster,
        "values": values(reply, stored, supports),
        "flags": flags(gold, answer, stored, correct=correct),
        "timings_ms": answer.timings_ms,
        "type": query.type,
        "answerable": gold.answerable,
        "as_of": query.as_of.isoformat() if query.as_of else None,
        "history": list(query.history),
        "resolved_question": answer.resolved_question,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "confidence": answer.confidence,
        "correct": correct,
        "answer": answer.answer,
        "would_have_said": reply.would.answer if answer.abstained else "",
        "sentences": [asdict(sentence) for sentence in answer.sentences],
        "lead_ins": [asdict(lead_in) for lead_in in answer.lead_ins],
        "citations": _citations(answer, stored),
        "withheld": answer.withheld,
        "usage": asdict(answer.usage) if answer.usage else None,
        "gold": _due(gold, answer),
    }


def values(reply: Reply, stored: Stored, supports: Supports | None) -> dict[str, float]:
    """Give the value of each metric that this question has one for."""
    query, gold, answer = reply.query, reply.gold, reply.answer
    due, cited = gold_spans(gold.evidence), stored.spans(answer)
    citations = [asdict(citation) for citation in answer.citations]
    found: dict[str, float | None] = {
        "answer_recall": answering.answer_recall(said(answer), gold.answers),
        "nugget_recall": answering.nugget_recall(said(answer), gold.nuggets),
        "choice_accuracy": answering.choice_accuracy(said(answer), query.choices, gold.answers),
        "answer_words": answering.answer_words(said(answer)),
        "sources_used": answering.sources_used([article for article, _, _ in cited]),
        "span_precision": highlighting.span_precision(cited, due),
        "span_recall": highlighting.span_recall(cited, due),
        "span_f1": highlighting.span_f1(cited, due),
        "sentence_hit@1": highlighting.sentence_hit(cited, due),
        "citation_validity": citing.citation_validity(citations, stored.texts),
        "citations_per_answer": citing.citations_per_answer(citations, answer.abstained),
    }
    found["citations_in_time"] = citing.citations_in_time([one.published for one in answer.citations], query.as_of)
    sentences = [(sentence.text, sentence.citations) for sentence in answer.sentences]
    found["citation_coverage"] = citing.citation_coverage(sentences)
    if supports is not None:
        quotes = {citation.number: citation.quote for citation in answer.citations}
        found["citation_recall"] = citing.citation_recall(sentences, quotes, supports)
        found["citation_precision"] = citing.citation_precision(sentences, quotes, supports)
    return {name: value for name, value in found.items() if value is not None}


def said(answer: Answer) -> str:
    """Give what an answer says of the articles: its text without the lead-ins."""
    return answering.without(answer.answer, [(one.start, one.end) for one in answer.lead_ins])


def is_correct(gold: Gold, reply: Answer, stored: Stored) -> bool:
    """Say whether an answer is right: it holds an alias or a nugget; where none can be held, it cites gold evidence."""
    if gold.answerable is False or not reply.answer:
        return False
    held = answering.answer_recall(said(reply), gold.answers)
    if held is not None or gold.nuggets:
        return bool(held) or any(answering.nuggets_found(said(reply), gold.nuggets))
    return _touched(gold, stored.spans(reply))


def flags(gold: Gold, answer: Answer, stored: Stored, *, correct: bool) -> list[str]:
    """Name what went wrong, for the filters of a report."""
    answered, due = not answer.abstained, gold.answerable is not False
    held = {
        "wrong": answered and due and not correct,
        "should_have_refused": answered and gold.answerable is False,
        "refused_in_vain": answer.abstained and gold.answerable is True,
        "citation_missed": answered and due and bool(gold.evidence) and not _touched(gold, stored.spans(answer)),
    }
    return [name for name, holds in held.items() if holds]


def _touched(gold: Gold, cited: Sequence[Span]) -> bool:
    """Say whether a cited span touches the evidence; evidence without a place is its whole article."""
    articles = {item.doc_id for item in gold.evidence if item.start is None or item.end is None}
    due = gold_spans(gold.evidence)
    return any(span[0] in articles or touches(span, due) for span in cited)


def _citations(answer: Answer, stored: Stored) -> list[dict[str, Any]]:
    return [{**asdict(one), "doc_id": stored.names.get(one.article_id)} for one in answer.citations]


def _due(gold: Gold, answer: Answer) -> dict[str, Any]:
    return {
        "answers": list(gold.answers),
        "nuggets": list(gold.nuggets),
        "nuggets_found": list(answering.nuggets_found(said(answer), gold.nuggets)),
        "evidence": [asdict(item) for item in gold.evidence],
    }
