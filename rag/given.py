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
from rag.reading.fault import Span
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
    whole, chosen = read_of(claim, texts)
    if not chosen:
        return [], []
    cited = [Cited(whole[start:end], whole, start, end) for start, end in chosen]
    vectors = encoder.encode([claim, *(one.quote for one in cited)])
    near = [float(row @ vectors[0]) for row in vectors[1:]]
    wanted = terms(claim)
    page = sum(bool(text.strip()) for text in texts) > FEW
    held = hold_all(claim, list(zip(cited, near, strict=True)), entailment, given=True, page=page)
    scores = [_NEAR * n + _COVERED * covered(wanted, stems(one.quote)) for one, n in zip(cited, near, strict=True)]
    voices = [Voice(one, 1, score) for one, score in zip(held, scores, strict=True)]
    return voices, [_citation(number, one.quote) for number, one in enumerate(cited, 1)]


def pieces(claim: str, texts: Sequence[str]) -> list[str]:
    """Give the words that are held against a claim."""
    page, chosen = read_of(claim, texts)
    return [page[start:end] for start, end in chosen]


def read_of(claim: str, texts: Sequence[str]) -> tuple[str, list[Span]]:
    """Give the texts as one, and where stands in it what is read.

    That is each and all as one where they are few, else those most like the claim: of a page not all speaks of it.
    """
    said = [" ".join(text.split()) for text in texts if text.strip()]
    page, single = " ".join(said), _spans(said)
    if len(said) <= FEW:
        return page, _once(page, [(0, len(page)), *single] if said else [])
    windows = [(single[at][0], single[at + _WIDE - 1][1]) for at in range(len(said) - _WIDE + 1)]
    wanted = terms(claim)

    def share(span: Span) -> float:
        text = page[slice(*span)]
        return covered(wanted, stems(text)) - 0.01 * math.log1p(len(text))

    return page, _once(
        page, [one for some in (single, windows) for one in sorted(some, key=share, reverse=True)[: READ // 2]]
    )


def _spans(said: Sequence[str]) -> list[Span]:
    found, at = list[Span](), 0
    for text in said:
        found.append((at, at + len(text)))
        at += len(text) + 1
    return found


def _once(page: str, spans: Sequence[Span]) -> list[Span]:
    """Give the spans without those of words that came before."""
    found: dict[str, Span] = {}
    for start, end in spans:
        found.setdefault(page[start:end], (start, end))
    return list(found.values())


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
