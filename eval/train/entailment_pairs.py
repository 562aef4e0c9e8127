"""What the entailment model learns from: pairs of premise and hypothesis with the target probabilities of three labels.

A pass is drawn from (seed, its number) alone, so that a run can be resumed and repeated:

- the next NLI_A_PASS of nli-pairs, all but the premises kept to watch the loss;
- half of the seen side of the claims sets: a claim with its evidence, alone or among other sentences of its source;
- other sentences of the same article or abstract alone, as NEUTRAL;
- FINDINGS_A_PASS of what abstracts state, borne out, turned round or beside words that decide nothing
  (`entailment_science`);
- questions put as statements with their own answer, or another one of the same passage (`entailment_questions`);
- sentences of all these turned against themselves (`entailment_edits`), and left whole or shortened as ENTAILMENT. The
  change stands in the premise as often as in the hypothesis, and in both: no word alone tells the label.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.rows import rows
from eval.train import entailment_edits as edits
from eval.train import entailment_questions as questions
from eval.train import entailment_science as science
from eval.train.entailment_split import SETS, Claimed, sides
from index.sentence import sentences

ENTAILMENT, NEUTRAL, CONTRADICTION = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
# Another name says something else; whether it contradicts, the sentence alone cannot tell.
NOT_ENTAILED = (0.0, 0.5, 0.5)
NLI = {"entailment": ENTAILMENT, "neutral": NEUTRAL, "contradiction": CONTRADICTION}
CLAIMS = {"SUPPORTED": ENTAILMENT, "REFUTED": CONTRADICTION}
NLI_A_PASS = 3_000
FINDINGS_A_PASS = 800
EDITED = 1_200
"""In a pass of some 11,000 pairs: the claims are few, and each is seen every second pass."""
TRIED = 25
"""Sentences looked at for one that an edit can change: few have roles to exchange."""
WATCHED = 120
"""One premise in so many is kept out of training to watch the loss."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise, a hypothesis, and the probabilities of ENTAILMENT, NEUTRAL, CONTRADICTION to be learnt."""

    premise: str
    hypothesis: str
    target: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Material:
    """All that is drawn from: read once, the same whatever the epoch."""

    nli: tuple[Pair, ...]
    watched: tuple[Pair, ...]
    claims: dict[str, tuple[Claimed, ...]]
    abstracts: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    findings: tuple[science.Finding, ...]
    asked: tuple[questions.Asked, ...]

    @classmethod
    def load(cls, data: Path) -> Material:
        """Read the sets; of the claims sets only the seen side."""
        pairs = list(_nli(data / "nli-pairs" / "pairs.jsonl.gz"))
        claims = {name: sides(data, name).seen for name in SETS}
        nli = tuple(pair for pair in pairs if not _is_watched(pair))
        names = edits.names_of([pair.premise for pair in nli])
        watched = tuple(pair for pair in pairs if _is_watched(pair))
        found, asked = science.findings(data), questions.asked(data)
        return cls(nli, watched, claims, abstracts(data, claims["scifact"]), tuple(names), found, asked)


def abstracts(data: Path, claims: Sequence[Claimed]) -> dict[str, tuple[str, ...]]:
    """Give the sentences of the abstracts that claims of scifact cite, by the abstract's id."""
    cited = {one for claim in claims for one in claim.cited}
    return {
        row.text("_id"): tuple(_sentences(row.text("text")))
        for row in rows(data / "scifact", "corpus")
        if row.text("_id") in cited
    }


def drawn(material: Material, seed: int, number: int) -> list[Pair]:
    """Give the pairs of one pass, shuffled."""
    random = Random(f"{seed} {number}")
    pairs = _slice(material.nli, seed, number)
    for claims in material.claims.values():
        for claim in random.sample(claims, (len(claims) + 1) // 2):
            pairs += _of_claim(claim, material, random)
    pairs += _edited(material, random)
    for finding in random.sample(material.findings, min(len(material.findings), FINDINGS_A_PASS)):
        pairs += [Pair(*pair) for pair in science.pairs(finding, random)]
    rivals = questions.rivals(material.asked)
    for one in material.asked:
        there = rivals.get((one.passage, one.statement.kind), ())
        pairs += [Pair(*pair) for pair in questions.pairs(one, there, random)]
    random.shuffle(pairs)
    return pairs


def others(claim: Claimed, abstracts: dict[str, tuple[str, ...]]) -> list[str]:
    """Give the sentences of a claim's own source that are not its evidence."""
    shown = [text for cited in claim.cited for text in abstracts.get(cited, ())] + list(claim.distractors)
    return [text for text in shown if not any(text in given or given in text for given in claim.evidence)]


def _slice(nli: Sequence[Pair], seed: int, number: int) -> list[Pair]:
    """Give the pass's share of all pairs, in an order of their own; after the last the next order begins."""
    passes = len(nli) // NLI_A_PASS
    order = list(range(len(nli)))
    Random(f"{seed} nli {number // passes}").shuffle(order)
    return [nli[at] for at in order[number % passes :: passes]]


def _of_claim(claim: Claimed, material: Material, random: Random) -> Iterator[Pair]:
    """Give the claim with its evidence, alone or among a sentence or two of its source, and often a neutral pair."""
    rest = others(claim, material.abstracts)
    given = list(claim.evidence)
    if given:
        for text in random.sample(rest, min(len(rest), random.choice((0, 0, 1, 2)))):
            given.insert(random.randint(0, len(given)), text)
        yield Pair(" ".join(given), claim.claim, CLAIMS[claim.label])
    if rest and (not claim.evidence or random.random() < 0.4):
        start = random.randrange(len(rest))
        yield Pair(" ".join(rest[start : start + random.choice((1, 1, 2))]), claim.claim, NEUTRAL)


def _edited(material: Material, random: Random) -> list[Pair]:
    """Give EDITED pairs of sentences with themselves, changed or whole, and changed hypotheses of entailed pairs."""
    turned = [(edits.other_figure, CONTRADICTION), (edits.negated, CONTRADICTION), (edits.opposed, CONTRADICTION),
              (edits.renamed(material.names), NOT_ENTAILED), (edits.relinked, NEUTRAL), (edits.undone, NEUTRAL),
              (edits.turned, NOT_ENTAILED)]  # fmt: skip
    evidence = [text for claims in material.claims.values() for one in claims for text in one.evidence]
    written = [pair.premise for pair in material.nli if 6 <= len(pair.premise.split()) <= 40]
    entailed = [pair for pair in material.nli if pair.target == ENTAILMENT]
    made: list[Pair] = []
    while len(made) < EDITED:
        edit, target = random.choice(turned)
        if random.random() < 0.3:
            pair = random.choice(entailed)
            changed = edit(pair.hypothesis, random)
            if changed is not None and _same_words(pair, changed):
                made += [Pair(pair.premise, changed, target)]
        else:
            sources = (random.choice(evidence if random.random() < 0.3 else written) for _ in range(TRIED))
            made += _against_itself(sources, edit, target, random)
    return made


def _against_itself(
    sources: Iterator[str], edit: edits.Edit, target: tuple[float, float, float], random: Random
) -> list[Pair]:
    """Pair the first sentence that an edit can change with what it makes of it, and often with a part of itself."""
    found = ((source, made) for source in sources if (made := edit(source, random)) is not None)
    for sentence, changed in found:
        first, second = (sentence, changed) if random.random() < 0.5 else (changed, sentence)
        whole = [Pair(first, edits.shortened(first, random) or first, ENTAILMENT)] if random.random() < 0.7 else []
        return [Pair(first, second, target), *whole]
    return []


def _same_words(pair: Pair, changed: str) -> bool:
    """Tell whether what was changed in the hypothesis stands in the premise, so that the change turns it."""
    lost = set(pair.hypothesis.split()) - set(changed.split())
    return (bool(lost) and lost <= set(pair.premise.split())) or len(changed.split()) > len(pair.hypothesis.split())


def _nli(path: Path) -> Iterator[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Pair(row["premise"], row["hypothesis"], NLI[row["label"]])


def _is_watched(pair: Pair) -> bool:
    return int(hashlib.sha256(pair.premise.encode()).hexdigest(), 16) % WATCHED == 0


def _sentences(text: str) -> Sequence[str]:
    return [text[start:end].strip() for start, end in sentences(text, "en")]
