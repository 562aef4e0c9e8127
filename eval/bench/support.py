"""How well the support checker tells true sentences from false ones, as one JSON object.

    python -m eval.bench.support [--data ../shared/data] [--per-kind 60] [--seed 0] [--entailment NAME] [--missed 20]

False sentences are made by `eval.perturb` from the shipped articles and, where the folder is there, from squad2 and
highlights: up to --per-kind of each kind from each. Every one is judged against the sentence it was made from, and so
is its true counterpart. The hand-written paraphrases of `eval/sets/paraphrases` are true and must raise no objection;
with a verb exchanged for one of another meaning they are false in other words than the source's. So are denials,
certainties and causes told freely, in two hand-written batches.
Recall is the share of false sentences found less than supported, precision the share of objections that are right;
intervals are exact binomial (Clopper-Pearson). "named_right" is the share of caught sentences in which a fault of the
kind that was put in is named. Every false alarm is listed, and --missed false sentences of each kind.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.read import read
from eval.checked import Checked, Objection, check_pairs, summary
from eval.falsehoods.perturbed import Pool, Sentence
from eval.falsehoods.predicate import replaced
from eval.perturb import perturb, sample
from eval.rows import rows
from eval.sets import EvaluationSet

HERE = Path(__file__).resolve().parents[2]
ARTICLES = HERE / "corpus" / "articles"
PARAPHRASES = HERE / "eval" / "sets" / "paraphrases"
DATA = ("squad2", "highlights")
BATCHES = ("first", "second")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--per-kind", type=int, default=60, help="pairs of each kind from each collection, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--entailment", help="the entailment model to ask as well; none without it")
    parser.add_argument("--missed", type=int, default=20, help="false sentences listed of each kind that passed")
    options = parser.parse_args()
    timings: list[float] = []
    judge = _timed(checker(options.entailment), timings)
    report: dict[str, Any] = {"checker": "rag.support.judge", "entailment": options.entailment, "seed": options.seed}
    everything: list[Checked] = []
    for name, articles in collections(options.data):
        pairs = sample(perturb(articles, options.seed), options.per_kind, options.seed)
        checked = list(check_pairs(pairs, {article.key: article.text for article in articles}, judge))
        report[name] = {"pairs": len(pairs)} | summary(checked)
        everything += checked
    report["all"] = {"pairs": len(everything) // 2} | summary(everything)
    paraphrases = list(check_paraphrases(judge))
    report["paraphrases"] = summary(paraphrases) if paraphrases else None
    report["paraphrases_with_another_verb"] = summary(list(check_other_verbs(judge)))["recall"]
    free = {batch: list(check_free(judge, batch)) for batch in BATCHES}
    report["freely_worded"] = {batch: summary(told) for batch, told in free.items()}
    paraphrases += [one for told in free.values() for one in told]
    report["wrong_fires"] = [asdict(one) for one in everything + paraphrases if one.borne_out and one.objected]
    report["missed"] = [asdict(one) for one in _missed(everything, options.missed)]
    report["milliseconds"] = {f"p{share}": _quantile(timings, share) for share in (50, 95, 99)}
    print(json.dumps(report, ensure_ascii=False, indent=1))


def collections(data: Path) -> Iterator[tuple[str, Sequence[Article]]]:
    """Give the shipped articles, and the development sets that are there."""
    yield "articles", [article for path in sorted(ARTICLES.glob("*.md")) for article in read(path)]
    for name in DATA:
        if (data / name).is_dir():
            yield name, list(EvaluationSet.load(data / name).articles())


def checker(entailment: str | None) -> Objection:
    """Give `rag.support.judge` as the counting asks for it."""
    from rag import support

    model = None
    if entailment:
        from rag.entailment import entail

        model = entail.load(entailment)

    def judge(sentence: str, doc_id: str, text: str, start: int, end: int) -> tuple[str, str, tuple[str, ...]]:
        judged = support.judge(sentence, [support.Cited(text[start:end], text, start, end)], model)
        return judged.support.value, judged.why, tuple(fault.kind.value for fault in judged.faults)

    return judge


def check_paraphrases(judge: Objection) -> Iterator[Checked]:
    """Judge the hand-written paraphrases against the words that bear them out, in their article where they have one."""
    texts = {path.stem: article.text for path in sorted(ARTICLES.glob("*.md")) for article in read(path)}
    for row in rows(PARAPHRASES, "paraphrases"):
        cited, source = row.text("evidence"), row.text("source_id")
        text = texts.get(source, cited)
        start = text.index(cited)
        verdict = judge(row.text("sentence"), source, text, start, start + len(cited))
        yield Checked(row.text("kind"), "paraphrase", row.text("sentence"), cited, True, *verdict)


def check_other_verbs(judge: Objection) -> Iterator[Checked]:
    """Judge the hand-written paraphrases with a verb exchanged for one of another meaning: false in other words."""
    for row in rows(PARAPHRASES, "paraphrases"):
        cited, sentence = row.text("evidence"), row.text("sentence")
        given = Sentence(sentence, f"{cited} {sentence}", cited, Pool())
        rng = random.Random(row.text("id"))
        if edits := list(replaced(given, rng)):
            false = rng.choice(edits).of(sentence)
            verdict = judge(false, row.text("source_id"), cited, 0, len(cited))
            yield Checked("predicate", "paraphrase", false, cited, False, *verdict)


def check_free(judge: Objection, batch: str) -> Iterator[Checked]:
    """Judge the hand-written denials, certainties and causes, true and false, of one batch: see the set's README."""
    for row in rows(PARAPHRASES, "free"):
        if row.text("batch") == batch:
            cited, sentence, kind = row.text("evidence"), row.text("sentence"), row.text("kind")
            verdict = judge(sentence, row.text("id"), cited, 0, len(cited))
            yield Checked(kind, batch, sentence, cited, row.fields["borne_out"] is True, *verdict)


def _timed(judge: Objection, timings: list[float]) -> Objection:
    def timed(sentence: str, doc_id: str, text: str, start: int, end: int) -> tuple[str, str, tuple[str, ...]]:
        began = time.perf_counter()
        verdict = judge(sentence, doc_id, text, start, end)
        timings.append((time.perf_counter() - began) * 1000)
        return verdict

    return timed


def _missed(checked: Sequence[Checked], most: int) -> Iterator[Checked]:
    for group in sorted({one.group for one in checked}):
        passed = [one for one in checked if one.group == group and not one.borne_out and not one.objected]
        yield from passed[:: max(1, len(passed) // most)][:most] if most else ()


def _quantile(timings: Sequence[float], share: int) -> float:
    ordered = sorted(timings)
    return round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 3)


if __name__ == "__main__":
    main()
