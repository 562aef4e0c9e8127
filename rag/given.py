"""A claim held against words that are given, and nothing else: a sentence, a few, or a whole page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.article import text_sha256
from index.embed import Encoder
from rag.answer import Citation
from rag.check import judged
from rag.claims import Claim
from rag.reading.ground import Cited
from rag.verdicts.checked import CheckedClaim, SentenceKind
from rag.verdicts.stance import hold_all
from rag.verdicts.verdict import Voice
from rag.words.terms import covered, stems, terms

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment

FEW = 4  # texts up to which all are read as one too
READ = 10  # pieces of a longer page that are held against the claim
_WIDE = 3  # sentences of a page read as one
_NEAR, _COVERED = 0.6, 0.4


def judge_given(claim: str, texts: Sequence[str], encoder: Encoder, entailment: Entailment | None) -> CheckedClaim:
    """Judge a claim by the texts given alone; they are one source."""
    asked = Claim(claim, 0, len(claim), SentenceKind.CLAIM)
    voices, cites = voices_of(claim, texts, encoder, entailment)
    return judged(asked, voices, cites)


def voices_of(
    claim: str, texts: Sequence[str], encoder: Encoder, entailment: Entailment | None
) -> tuple[list[Voice], list[Citation]]:
    """Give how each piece of the texts stands to a claim, and the pieces as citations of themselves."""
    chosen = pieces(claim, texts)
    if not chosen:
        return [], []
    vectors = encoder.encode([claim, *chosen])
    near = [float(row @ vectors[0]) for row in vectors[1:]]
    wanted = terms(claim)
    cited = [(Cited(piece, piece, 0, len(piece)), nearness) for piece, nearness in zip(chosen, near, strict=True)]
    held = hold_all(claim, cited, entailment, given=True)
    scores = [_NEAR * n + _COVERED * covered(wanted, stems(piece)) for piece, n in zip(chosen, near, strict=True)]
    voices = [Voice(one, 1, score) for one, score in zip(held, scores, strict=True)]
    return voices, [_citation(number, piece) for number, piece in enumerate(chosen, 1)]


def pieces(claim: str, texts: Sequence[str]) -> list[str]:
    """Give what of the texts is read: each and all as one where they are few, else those most like the claim."""
    said = [" ".join(text.split()) for text in texts if text.strip()]
    if len(said) <= FEW:
        return list(dict.fromkeys([" ".join(said), *said])) if said else []
    windows = [" ".join(said[at : at + _WIDE]) for at in range(len(said) - _WIDE + 1)]
    wanted = terms(claim)

    def share(text: str) -> float:
        return covered(wanted, stems(text)) - 0.01 * math.log1p(len(text))

    best = [text for some in (said, windows) for text in sorted(some, key=share, reverse=True)[: READ // 2]]
    return list(dict.fromkeys(best))


def _citation(number: int, piece: str) -> Citation:
    return Citation(
        number=number,
        article_id="",
        sha256=text_sha256(piece),
        title=None,
        publisher=None,
        publisher_origin=None,
        authors=(),
        published=None,
        published_origin=None,
        url=None,
        page=None,
        quote=piece,
        start=0,
        end=len(piece),
        prefix="",
        suffix="",
    )
