"""An article's text, cut into passages, each with the words that are embedded for it and the key of its vector."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corpus.article import Article, value_of
from index.embed import Encoder, Manifest
from index.passage import Passage
from index.split import TITLE_TOKENS, split


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A passage and what the encoder is given for it; `spans` are its sentences, in offsets of `text`.

    `key` names the vector: equal keys mean equal vectors.
    """

    passage: Passage
    text: str
    spans: tuple[tuple[int, int], ...]
    key: bytes


def prepare(text: str, title: str | None, language: str, body_start: int, encoder: Encoder) -> tuple[Embeddable, ...]:
    """Cut a text within the encoder's limit, which `split` keeps with room for the title ahead of every passage."""
    heading = _heading(title, encoder)
    passages = split(
        text,
        encoder.token_offsets,
        max_tokens=encoder.manifest.max_tokens,
        language=language,
        body_start=body_start,
    )
    return tuple(_embeddable(passage, heading, encoder.manifest) for passage in passages)


def prepare_article(article: Article, encoder: Encoder) -> tuple[Embeddable, ...]:
    """Cut an article as `prepare` does."""
    return prepare(article.text, value_of(article.title), article.language, article.body_start, encoder)


def _heading(title: str | None, encoder: Encoder) -> str:
    """Give the line that stands before each passage, cut to the tokens that are kept free for it."""
    if not title:
        return ""
    # One token less than is kept free: to some tokenizers the line end is one.
    offsets = encoder.token_offsets(title)[: min(TITLE_TOKENS, encoder.manifest.max_tokens // 4) - 1]
    return f"{title[: offsets[-1][1]]}\n" if offsets else ""


def _embeddable(passage: Passage, heading: str, manifest: Manifest) -> Embeddable:
    shift = len(heading) - passage.start
    spans = tuple((start + shift, end + shift) for start, end in passage.sentences)
    text = heading + passage.text
    # The spans belong to the key since the vectors of the sentences are stored with that of the passage.
    named = f"{manifest.model}\0{manifest.sha256}\0{manifest.dimension}\0{spans}\0{text}"
    return Embeddable(passage, text, spans, hashlib.sha256(named.encode("utf-8")).digest())
