"""Every figure of the extractive generator and its floor in one command.

    python -m eval.bench.answers ../shared/data [--every 4]

highlights dev: is the first sentence one that people picked (the gold passage given, and searched for in the whole
set), character F1 of the answer against the picked sentences, and its length, beside "top passage" and "first three
sentences". squad2 dev: does the answer, cut to two sentences, hold an answer string. tokyo-office: what is refused, and
the nuggets of the example question. AUROC and risk-coverage, which must be cross-validated: `eval.train.floor`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.article import article_id
from eval.gold import gold_spans
from eval.indexed import COLLECTION, indexed
from eval.measures.spans import Span
from eval.metrics import Estimate, difference, estimate
from eval.observe import Observation, is_gold, observe
from eval.sets import EvaluationSet, Gold, Query
from index.embed import Encoder
from rag.config import Settings
from rag.shelf import load_encoder

Asked = list[tuple[Query, Gold | None]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=4, help="ask every n-th question of squad2")
    options = parser.parse_args()
    settings = Settings.load()
    encoder = load_encoder(settings)
    for report, name, every in (
        (tokyo, "tokyo-office", 1),
        (highlights, "highlights", 1),
        (squad2, "squad2", options.every),
    ):
        report(EvaluationSet.load(options.data / name), settings.cache, encoder, every)


def highlights(chosen: EvaluationSet, cache: Path, encoder: Encoder, every: int) -> None:
    """Print sentence choice, character F1, length and refusals on highlights."""
    asked = _asked(chosen)[::every]
    with indexed(chosen, cache, encoder) as library:
        for title, within in (("gold passage given", True), ("end to end", False)):
            mine = [(query, gold) for query, gold in asked if gold and (gold.evidence or not within)]
            seen = list(observe(library, mine, within=within))
            answered = [one for one in seen if one.gold and one.gold.evidence]
            print(f"highlights, {title}: sentence hit@1 {_told([_first_is_gold(one) for one in answered])}")
            _lengths(answered)
        for kind in (True, False):
            rate = [float(one.verdict.abstain) for one in seen if one.gold and one.gold.answerable is kind]
            print(f"highlights, {'answerable' if kind else 'unanswerable'} refused by the shipped floor: {_told(rate)}")


def squad2(chosen: EvaluationSet, cache: Path, encoder: Encoder, every: int) -> None:
    """Print the answer-string recall of two sentences on squad2."""
    asked = [(query, gold) for query, gold in _asked(chosen)[::every] if gold and gold.answerable]
    with indexed(chosen, cache, encoder) as library:
        for title, within in (("gold passage given", True), ("end to end", False)):
            seen = list(observe(library, asked, within=within))
            print(f"squad2, {title}: sentence hit@1 {_told([_first_is_gold(one) for one in seen])}")
            print(f"squad2, {title}: answer string in two sentences {_told([_holds_answer(one) for one in seen])}")


def tokyo(chosen: EvaluationSet, cache: Path, encoder: Encoder, every: int) -> None:
    """Print each verdict on tokyo-office, and the nuggets found."""
    with indexed(chosen, cache, encoder) as library:
        for one in observe(library, _asked(chosen)[::every]):
            gold = one.gold
            if gold is None:
                continue
            text = " ".join(" ".join(sentence.text.split()) for sentence in one.chosen)
            found = [
                bool(re.search(nugget, text, re.IGNORECASE)) for nugget in gold.nuggets or map(re.escape, gold.answers)
            ]
            sources = len({sentence.article_id for sentence in one.chosen})
            verdict = "refused" if one.verdict.abstain else f"{sum(found)} of {len(found)} from {sources} articles"
            print(f"tokyo-office {'' if gold.answerable else 'un'}answerable, {verdict}: {one.query.text}")


def _asked(chosen: EvaluationSet) -> Asked:
    return [(query, chosen.answers.get(query.id)) for query in chosen.queries]


def _first_is_gold(one: Observation) -> float:
    if one.gold is None or not one.evidence.candidates:
        return 0.0
    best = one.evidence.candidates[0]
    return float(is_gold(one.gold, best.passage.article_id, best.start, best.end))


def _holds_answer(one: Observation) -> float:
    text = " ".join(sentence.text for sentence in one.chosen[:2]).casefold()
    return float(one.gold is not None and any(answer.casefold() in text for answer in one.gold.answers))


def _lengths(seen: Sequence[Observation]) -> None:
    systems: dict[str, Callable[[Observation], list[Span]]] = {
        "citedesk": lambda one: [(s.article_id, s.start, s.end) for s in one.chosen],
        "top passage": lambda one: [
            (h.passage.article_id, h.passage.start, h.passage.end) for h in one.evidence.hits[:1]
        ],
        "first three sentences": lambda one: [
            (h.passage.article_id, start, end) for h in one.evidence.hits[:1] for start, end in h.passage.sentences[:3]
        ],
    }
    scores = {name: [_f1(spans(one), _gold_spans(one)) for one in seen] for name, spans in systems.items()}
    for name, spans in systems.items():
        characters = [float(sum(end - start for _, start, end in spans(one))) for one in seen]
        against = (
            ""
            if name == "citedesk"
            else f"; citedesk is above it by {_told(difference(scores['citedesk'], scores[name]))}"
        )
        mean = sum(characters) / max(1, len(characters))
        print(f"  {name}: character F1 {_told(scores[name])}, {mean:.0f} characters{against}")


def _gold_spans(one: Observation) -> list[Span]:
    due = gold_spans(one.gold.evidence) if one.gold else []
    return [(article_id(COLLECTION, document), start, end) for document, start, end in due]


def _f1(told: Iterable[Span], gold: Iterable[Span]) -> float:
    given, due = _characters(told), _characters(gold)
    return 2 * len(given & due) / (len(given) + len(due)) if given or due else 0.0


def _characters(spans: Iterable[Span]) -> set[tuple[str, int]]:
    return {(article, at) for article, start, end in spans for at in range(start, end)}


def _told(values: Sequence[float] | Estimate | None) -> str:
    figure = values if values is None or isinstance(values, Estimate) else estimate(values)
    if figure is None:
        return "no question"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] n={figure.n}"


if __name__ == "__main__":
    main()
