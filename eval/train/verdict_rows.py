"""Holds claims of the dev sets against their evidence, given and found, and writes down the features of each piece.

    python -m eval.train.verdict_rows ../shared/data voices.jsonl [--most N]

Only claims that the entailment model was not trained on, since of those it was it remembers the label: of the public
sets the judged side of `entailment-split.json`, and the dev splits of the project's own; of each at most so many, a
seeded sample with the shares of the labels. A line is a claim in one mode: "given" with its own evidence (of scifact,
where it has none, the two sentences of the abstracts it cites that are most like it), "by chance" the same with one of
these sentences, whichever (measured, not fitted on), "distractors" with words that do not decide it (the gold label is
then NOT_ENOUGH_INFO), "both" with evidence for it and against it from two sources (MIXED), "open" searched for in its
set.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.gold import sources
from eval.held_out import held_out
from eval.indexed import indexed
from eval.rows import rows
from eval.sample import sample
from eval.sets import Claim, EvaluationSet
from eval.train.entailment_given import by_chance, most_like
from eval.train.entailment_pairs import abstracts
from eval.train.entailment_split import claimed
from index.embed import Encoder
from index.library import Library
from index.passage import EVERYTHING
from index.snapshot import Snapshot
from rag.config import Settings
from rag.entailment.entail import MODEL, opened
from rag.given import voices_of
from rag.shelf import load_encoder
from rag.verdicts.independence import sources as independent
from rag.verdicts.stance import hold_all
from rag.verdicts.unearth import unearth
from rag.verdicts.verdict import Voice, one_voice

OWN = tuple(Path(__file__).parents[1] / "sets" / name for name in ("desk", "newsroom"))
GIVEN = ("fever-symmetric", "fool-me-twice", "scifact")
MOST_DISTRACTORS = 4
BY_CHANCE = "by chance"
"""Mode of the claims of scifact that nothing settles, where any sentence is shown for the two most like the claim."""

Line = dict[str, Any]


def main() -> None:
    """Write the lines of every set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int)
    options = parser.parse_args()
    settings = Settings.load()
    encoder = load_encoder(settings)
    with options.out.open("w", encoding="utf-8") as out:
        for line in _lines(options.data, settings, encoder, options.most):
            out.write(json.dumps(line) + "\n")
            out.flush()


def _lines(data: Path, settings: Settings, encoder: Encoder, most: int | None) -> Iterator[Line]:
    for name in GIVEN:
        chosen = EvaluationSet.load(data / name, articles=False)
        yield from _given(_unseen(chosen, most), data / name, encoder)
    yield from _unsettled(_unseen(chosen, most), data, encoder)
    for folder in (*OWN, data / "scifact"):
        chosen = EvaluationSet.load(folder)
        claims = chosen.claims_of("dev") if folder in OWN else _unseen(chosen, most)
        with indexed(chosen, settings.cache, encoder) as library:
            yield from _found(chosen.name, claims, library)


def _found(name: str, claims: Sequence[Claim], library: Library) -> Iterator[Line]:
    with library.snapshot() as state:
        names = {one.article_id: one.key for one in state.articles()}
        for claim in claims:
            voices, gold = _searched(claim, state, library.encoder, names)
            yield _line(name, claim, "open", claim.label, voices, gold)


def _searched(claim: Claim, state: Snapshot, encoder: Encoder, names: dict[str, str]) -> tuple[list[Voice], list[bool]]:
    texts: dict[str, str] = {}

    def text_of(sha256: str) -> str:
        return texts.setdefault(sha256, state.text(sha256))

    found = unearth(state, encoder, claim.text, EVERYTHING, text_of)
    held = hold_all(claim.text, [(one.cited, one.near) for one in found], opened(MODEL))
    records = list({one.article_id: one.record for one in found if one.record is not None}.values())
    numbers = independent(records, texts)
    gold = [
        any(
            item.doc_id == names[one.article_id]
            and item.start is not None
            and item.end is not None
            and min(item.end, one.cited.end) > max(item.start, one.cited.start)
            for item in claim.evidence
        )
        for one in found
    ]
    voices = [
        Voice(one, numbers[place.article_id], place.score, place.article_id)
        for one, place in zip(held, found, strict=True)
    ]
    return one_voice(voices), gold


def _unseen(chosen: EvaluationSet, most: int | None) -> tuple[Claim, ...]:
    """Give a sample of the claims that the entailment model was not trained on."""
    unseen = held_out(chosen.name) or frozenset()
    return sample([claim for claim in chosen.claims if claim.id in unseen], lambda claim: claim.label, most)


def _given(claims: Sequence[Claim], folder: Path, encoder: Encoder) -> Iterator[Line]:
    unlike = {row.text("_id"): [one.text("text") for one in row.items("distractors")] for row in rows(folder, "claims")}
    by_claim: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        texts = [item.text for item in claim.evidence]
        if texts:
            voices = voices_of(claim.text, texts, encoder, opened(MODEL))[0]
            yield _line(folder.name, claim, "given", claim.label, voices, [True] * len(voices))
            by_claim.setdefault(claim.text, {})[claim.label] = claim
        others = [text for text in unlike[claim.id] if not any(text in one or one in text for one in texts)]
        if others:
            voices = voices_of(claim.text, others[:MOST_DISTRACTORS], encoder, opened(MODEL))[0]
            yield _line(folder.name, claim, "distractors", "NOT_ENOUGH_INFO", voices, [False] * len(voices))
    for pair in by_claim.values():
        if {"SUPPORTED", "REFUTED"} <= pair.keys():
            yield _both(folder.name, pair["SUPPORTED"], pair["REFUTED"], encoder)


def _unsettled(unseen: Sequence[Claim], data: Path, encoder: Encoder) -> Iterator[Line]:
    """Give the claims of scifact that no abstract settles, with words of the abstracts they cite."""
    chosen = {claim.id for claim in unseen}
    claims = [one for one in claimed(data / "scifact") if one.id in chosen and not one.evidence]
    texts = abstracts(data, claims)
    for mode, choose in (("given", most_like(encoder)), (BY_CHANCE, by_chance(1))):
        for one in claims:
            shown = choose(one, [text for cited in one.cited for text in texts[cited]])
            claim = Claim(one.id, one.claim, one.label, ())
            voices = voices_of(one.claim, shown, encoder, opened(MODEL))[0]
            yield _line("scifact", claim, mode, one.label, voices, [False] * len(voices))


def _both(name: str, one: Claim, other: Claim, encoder: Encoder) -> Line:
    sides = [voices_of(c.text, [item.text for item in c.evidence], encoder, opened(MODEL))[0] for c in (one, other)]
    voices = [*sides[0], *(Voice(voice.held, 2, voice.near) for voice in sides[1])]
    return _line(name, one, "both", "MIXED", voices, [True] * len(voices))


def _line(name: str, claim: Claim, mode: str, label: str, voices: Sequence[Voice], gold: Sequence[bool]) -> Line:
    return {
        "set": name,
        "id": claim.id,
        "label": label,
        "mode": mode,
        "cluster": min(sources(claim.evidence), default=claim.id),
        "voices": [
            {
                "features": list(voice.held.features),
                "structural": any(one.contradicts for one in voice.held.parts.mismatched),
                "denied": voice.held.denied,
                "silent": voice.held.silent,
                "reversed": voice.held.reversed,
                "source": voice.source,
                "near": voice.near,
                "gold": touches,
            }
            for voice, touches in zip(voices, gold, strict=True)
        ],
    }


if __name__ == "__main__":
    main()
