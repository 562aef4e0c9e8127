"""Pairs out of abstracts: a title that states a finding, or a conclusion, against what the abstract says of it.

The claims of scifact are findings of this kind, and its 566 seen ones alone are soon learnt by heart. Abstracts that
a judged claim cites, or that answer a test query of scifact, are left out whole. The pairs are noisy: their targets say
so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.rows import rows
from eval.train.entailment_split import sides
from index.sentence import sentences
from index.tokens import tokens

NEAR = 6
"""Other abstracts looked at for one that speaks of nearly the same."""
BORNE, SILENT = 0.5, 0.25
"""A sentence with the first share of a finding's stems is taken to bear it out, with at most the second as silent."""
LENGTH = range(5, 31)

_VERBS = (
    "regulate|inhibit|promote|induce|increase|reduce|decrease|enhance|suppress|control|mediate|require|prevent|protect|"
    "predict|drive|activate|impair|improve|cause|block|determine|modulate|affect|contribute|form|bind|support|maintain|"
    "restrict|trigger|confer|encode|interact|act|play|limit|facilitate|accelerate|delay|alter|influence|shape|depend|"
    "exhibit|lead|stimulate|attenuate|couple|link|define|connect|repress|recruit|stabilize|coordinate|govern|sustain|"
    "counteract|antagonize|rescue|restore|disrupt|abolish|eliminate|exacerbate|ameliorate|elicit|generate|produce|"
    "correlate|occur|differ|remain|provide|represent|serve|underlie|undergo|target|specify|direct|initiate|potentiate"
)
_STATES = re.compile(rf"(?<=\w )(is|are|was|were|can|has|have|do|does|may|(?:{_VERBS})(?:s|es)?)(?= \w)")
_PLURAL = re.compile(rf"^(?:{_VERBS})$")
_NOUNS = frozenset(
    ("increase", "decrease", "control", "influence", "support", "delay", "target", "link", "form", "play", "drive",
     "cause", "limit", "block", "act", "shape")
)  # fmt: skip
"""Of these only the form in -s is surely a verb."""
_CONCLUDES = re.compile(
    r"(?:(?:results?|findings?|data|study|studies|analys[ie]s|work|observations?|experiments?|we|it)\b[^.,;]{0,40}?"
    r"\b(?:suggest|indicate|demonstrate|show|reveal|found|find|conclude|imply|implicate|establish|report)\w*,? that|"
    r"\b(?:CONCLUSIONS?|INTERPRETATION|In conclusion|In summary|Thus|Therefore)[:,.]?) (?P<said>[^;()]{25,220})\.?$",
    re.I,
)
_OPPOSITES = (
    ("promote", "inhibit"), ("induce", "prevent"), ("enhance", "impair"), ("activate", "repress"),
    ("increase", "decrease"), ("increased", "decreased"), ("increased", "reduced"), ("improve", "worsen"),
    ("stimulate", "suppress"), ("accelerate", "delay"), ("facilitate", "block"), ("stabilize", "destabilize"),
    ("exacerbate", "ameliorate"), ("elevated", "reduced"), ("higher", "lower"), ("high", "low"),
    ("greater", "smaller"), ("more", "less"), ("gain", "loss"), ("activation", "inhibition"),
    ("induction", "suppression"), ("presence", "absence"), ("upregulation", "downregulation"),
    ("sensitivity", "resistance"), ("sensitive", "resistant"), ("susceptible", "resistant"), ("positive", "negative"),
    ("positively", "negatively"), ("essential", "dispensable"), ("required", "dispensable"),
    ("necessary", "dispensable"), ("with", "without"), ("dependent", "independent"), ("common", "rare"),
    ("early", "late"), ("effective", "ineffective"), ("protect", "sensitize"), ("better", "worse"),
    ("risk", "protection"), ("survival", "death"), ("benefit", "harm"),
)  # fmt: skip
_OTHER = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_OPPOSED = re.compile(rf"\b({'|'.join(sorted(_OTHER, key=len, reverse=True))})(s)?\b")

Target = tuple[float, float, float]
BEARS: Target = (0.9, 0.1, 0.0)
TURNS: Target = (0.0, 0.1, 0.9)
APART: Target = (0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an abstract states, its sentences that speak of this, those that do not, and sentences like it elsewhere."""

    stated: str
    bearing: tuple[str, ...]
    silent: tuple[str, ...]
    elsewhere: tuple[str, ...]


def findings(data: Path) -> tuple[Finding, ...]:
    """Give the findings of the abstracts that nobody is judged on, in the order of the corpus."""
    barred = _barred(data)
    read = {
        row.text("_id"): (row.text("title").strip(" ."), _sentences(row.text("text")))
        for row in rows(data / "scifact", "corpus")
        if row.text("_id") not in barred
    }
    stems = {key: [frozenset(tokens(text, "en")) for text in body] for key, (_, body) in read.items()}
    neighbours = _neighbours([title for title, _ in read.values()])
    keys = list(read)
    made = []
    for at, key in enumerate(keys):
        title, body = read[key]
        others = [
            (text, held) for n in neighbours[at] for text, held in zip(read[keys[n]][1], stems[keys[n]], strict=True)
        ]
        for stated in _stated(title, body):
            if found := _finding(stated, list(zip(body, stems[key], strict=True)), others):
                made.append(found)
    return tuple(made)


def pairs(finding: Finding, random: Random) -> Iterator[tuple[str, str, Target]]:
    """Give a finding borne out, turned round in premise or hypothesis, and beside words that do not decide it."""
    if finding.bearing:
        premise = _among(random.choice(finding.bearing), finding.silent, random)
        yield premise, finding.stated, BEARS
        said, read = turned(finding.stated, random), turned(premise, random)
        match random.random():
            case chance if chance < 0.6 and said:
                yield premise, said, TURNS
            case chance if chance < 0.9 and read:
                yield read, finding.stated, TURNS
    if finding.elsewhere and random.random() < 0.5:
        yield random.choice(finding.elsewhere), finding.stated, APART
    elif finding.silent:
        yield random.choice(finding.silent), finding.stated, APART


def turned(sentence: str, random: Random) -> str | None:
    """Give the sentence with a word exchanged for its opposite, or its deed denied; None where it offers neither."""
    words = list(_OPPOSED.finditer(sentence))
    deeds = [found for found in _STATES.finditer(sentence) if found[1] not in _NOUNS]
    if words and (random.random() < 0.6 or not deeds):
        found = random.choice(words)
        return sentence[: found.start()] + _OTHER[found[1]] + (found[2] or "") + sentence[found.end() :]
    if not deeds or re.search(r"\b(not|no|never|neither|nor)\b", sentence):
        return None
    found = deeds[0]
    return sentence[: found.start()] + _denied(found[1]) + sentence[found.end() :]


def _denied(verb: str) -> str:
    if verb in ("is", "are", "was", "were", "can", "has", "have", "do", "does", "may"):
        return "cannot" if verb == "can" else f"{verb} not"
    if _PLURAL.match(verb):
        return f"do not {verb}"
    base = verb[:-1] if _PLURAL.match(verb[:-1]) else verb[:-2]
    return f"does not {base}"


def _stated(title: str, body: Sequence[str]) -> Iterator[str]:
    """Give the title where it is a statement, and what the abstract concludes."""
    if len(title.split()) in LENGTH and _STATES.search(title) and not re.search(r"[?:]", title):
        yield f"{title}."
    for text in body[-3:]:
        if (
            (found := _CONCLUDES.search(text))
            and len(found["said"].split()) in LENGTH
            and _STATES.search(found["said"])
        ):
            said = found["said"].strip(" .,")
            yield f"{said[0].upper()}{said[1:]}."


def _finding(
    stated: str, body: Sequence[tuple[str, frozenset[str]]], others: Sequence[tuple[str, frozenset[str]]]
) -> Finding | None:
    wanted = frozenset(tokens(stated, "en"))
    plain = stated.rstrip(".").casefold()
    shares = [(len(wanted & held) / len(wanted), text) for text, held in body]
    bearing = tuple(text for share, text in sorted(shares, reverse=True)[:3] if share >= BORNE)
    bearing = tuple(text for text in bearing if plain not in text.casefold()) or bearing
    silent = tuple(text for share, text in shares if share <= SILENT and len(text.split()) in range(6, 60))
    near = sorted(((len(wanted & held), text) for text, held in others), reverse=True)[:3]
    return Finding(stated, bearing, silent, tuple(text for count, text in near if count >= 2))


def _among(premise: str, rest: Sequence[str], random: Random) -> str:
    """Give the premise by itself, or beside a sentence of its abstract that is silent."""
    if not rest or random.random() < 0.5:
        return premise
    return " ".join(random.sample((premise, random.choice(rest)), 2))


def _barred(data: Path) -> frozenset[str]:
    """Give the abstracts that judged claims cite, and those that answer the test queries."""
    judged = {cited for one in sides(data, "scifact").judged for cited in one.cited}
    test = (data / "scifact" / "qrels" / "test.tsv").read_text("utf-8").splitlines()[1:]
    return frozenset(judged | {line.split("\t")[1] for line in test})


def _neighbours(titles: Sequence[str]) -> list[list[int]]:
    """Give for each title the NEAR others that are nearest by cosine."""
    import numpy as np

    from rag.config import Settings
    from rag.shelf import load_encoder

    vectors = load_encoder(Settings.load()).encode(titles)
    found = []
    for at in range(0, len(vectors), 512):
        likeness = vectors[at : at + 512] @ vectors.T
        found += [
            [int(n) for n in row if n != at + own][:NEAR]
            for own, row in enumerate(np.argsort(-likeness)[:, : NEAR + 1])
        ]
    return found


def _sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text, "en")]
