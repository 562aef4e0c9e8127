"""False sentences made from true ones, each with what is wrong in it: what a support checker must object to.

Deterministic for a seed. What replaces the true words stands nowhere in the paragraph (a figure or year: nowhere in
the article), bare counts grow and lower bounds are respected, so that the source does not bear the false sentence out.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.article import Article
from eval.falsehoods import attribution, cause, certainty, dates, figures, names, negation, predicate, speech
from eval.falsehoods.notation import reworded
from eval.falsehoods.perturbed import Edit, FalsehoodKind, Perturbed, Pool, Rule, Sentence
from index.sentence import block_sentences, blocks

RULES: tuple[tuple[FalsehoodKind, Rule], ...] = (
    (FalsehoodKind.FIGURE, figures.figures),
    (FalsehoodKind.UNIT, figures.units),
    (FalsehoodKind.DATE, dates.dates),
    (FalsehoodKind.NAME, names.names),
    (FalsehoodKind.NEGATION, negation.inserted),
    (FalsehoodKind.NEGATION, negation.removed),
    (FalsehoodKind.NEGATION, negation.reversed_words),
    (FalsehoodKind.SPEAKER, speech.speakers),
    (FalsehoodKind.QUOTATION, speech.quotations),
    (FalsehoodKind.ATTRIBUTION, attribution.attributions),
    (FalsehoodKind.PREDICATE, predicate.replaced),
    (FalsehoodKind.PREDICATE, predicate.promoted),
    (FalsehoodKind.CERTAINTY, certainty.settled),
    (FalsehoodKind.CAUSE, cause.turned),
    (FalsehoodKind.CAUSE, cause.another),
)
_FEWEST, _MOST = 5, 60  # words; outside these a sentence is a caption, a list or two sentences


def perturb(articles: Sequence[Article], seed: int = 0) -> tuple[Perturbed, ...]:
    """Give the pairs of every sentence of a collection: at most one a rule, in the order of the texts."""
    known = names.pool(article.text[article.body_start :] for article in articles)
    return tuple(pair for article in articles for pair in _of_article(article, known, seed))


def sample(pairs: Iterable[Perturbed], per_kind: int, seed: int = 0) -> tuple[Perturbed, ...]:
    """Give so many pairs of each kind at most, drawn by the seed, in the order they came."""
    by_kind: dict[FalsehoodKind, list[tuple[int, Perturbed]]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        by_kind[pair.kind].append((place, pair))
    drawn = [
        one
        for kind in sorted(by_kind)
        for one in random.Random(f"{seed}:{kind}").sample(by_kind[kind], min(per_kind, len(by_kind[kind])))
    ]
    return tuple(pair for _, pair in sorted(drawn, key=lambda one: one[0]))


def _of_article(article: Article, known: Pool, seed: int) -> Iterator[Perturbed]:
    for block in blocks(article.text, article.body_start):
        paragraph = article.text[block.start : block.end]
        for start, end in block_sentences(article.text, block, article.language):
            text = article.text[start:end]
            if not block.heading and _FEWEST <= len(text.split()) <= _MOST and not text.rstrip("”\"' ").endswith("?"):
                sentence = Sentence(text, paragraph, article.text[article.body_start :], known)
                yield from _of_sentence(sentence, article.key, (start, end, block.start), seed)


def _of_sentence(sentence: Sentence, key: str, place: tuple[int, int, int], seed: int) -> Iterator[Perturbed]:
    start, end, context = place
    for kind, rule in RULES:
        rng = random.Random(f"{seed}:{key}:{start}:{rule.__name__}")
        edits = [edit for edit in rule(sentence, rng) if _differs(edit, sentence.text)]
        if kind is FalsehoodKind.NAME:
            edits = [edit for edit in edits if not speech.speaks(sentence.text, edit.start, edit.end)]
        if edits:
            edit = rng.choice(edits)
            true = reworded(sentence.text, rng) if rng.random() < 0.5 else sentence.text
            was = sentence.text[edit.start : edit.end]
            yield Perturbed(
                kind, edit.how, key, start, end, context, sentence.text, true, edit.of(sentence.text), was, edit.said
            )


def _differs(edit: Edit, sentence: str) -> bool:
    return edit.of(sentence) != sentence
