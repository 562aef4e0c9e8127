"""Sentences whose truth is known, said by a model with a valid marker, through the shipped way of writing.

What is released is read off the answer, by rules of its own: the judge of the checks is not the checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.article import Article, article_id, value_of
from eval.attacks.shown import letters
from eval.checked import proportion
from eval.falsehoods.perturbed import Perturbed
from eval.scripted import MARKERS, Writer, scripted, written
from index.passage import passage_id
from index.records import ArticleRecord, StoredPassage
from index.sentence import block_sentences, blocks
from rag.evidence.candidates import Candidate, Evidence
from rag.generator import Task
from rag.reading.expect import expected
from rag.writing.write import Written

COLLECTION = "evaluation"
SURE = ("date", "figure", "name", "quotation")
"""The kinds that may be released at most once in a hundred."""
_QUESTION = "What do the articles say?"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence a model said citing `cited` rightly: `borne_out` is the truth, `answer` what was released of it.

    `released` says of a false sentence that words of it reached the reader which its source does not hold, of a true
    one that it reached the reader whole.
    """

    kind: str
    how: str
    sentence: str
    cited: str
    borne_out: bool
    released: bool
    answer: str


def tell(
    pairs: Iterable[Perturbed],
    articles: Mapping[str, Article],
    form: str = MARKERS,
    writer: Writer = Written,
) -> Iterator[Told]:
    """Let a model say both sentences of every pair, each in an answer of its own; it repeats what it is told to mend.

    `form` names the model: one that writes markers, or one whose server is asked for JSON.
    """
    for pair in pairs:
        task, number = task_of(pair, articles[pair.doc_id])
        for sentence, borne_out in ((pair.true, True), (pair.false, False)):
            yield _told(pair, sentence, borne_out, _said(sentence, number, task, form, writer))


def task_of(pair: Perturbed, article: Article) -> tuple[Task, int]:
    """Give a task whose evidence is the paragraph of a pair's source, and the number of the source in its prompt."""
    record, passage = _record(article), _passage(pair, article)
    place = passage.sentences.index((pair.start, pair.end))
    nothing = np.zeros(1, np.float32)
    candidate = Candidate(passage, 0, place, pair.start, pair.end, pair.source, frozenset(), 1.0, True, 0.0, 1.0, 1.0,
                          1.0, nothing)  # fmt: skip
    evidence = Evidence(_QUESTION, expected(_QUESTION), (), (), (candidate,), 1)
    task = Task(_QUESTION, evidence, {record.article_id: record}, lambda sha256: article.text)
    return task, place + 1


def summary(told: Sequence[Told]) -> dict[str, Any]:
    """Give the released share of false sentences and the withheld share of true ones, by kind, with exact intervals."""
    kinds = sorted({one.kind for one in told})
    return {
        "false": len([one for one in told if not one.borne_out]),
        "released": _released(told),
        "released_of_figures_dates_names_quotations": _released([one for one in told if one.kind in SURE]),
        "released_by_kind": {kind: _released([one for one in told if one.kind == kind]) for kind in kinds},
        "withheld_in_vain": _withheld(told),
        "withheld_in_vain_by_kind": {kind: _withheld([one for one in told if one.kind == kind]) for kind in kinds},
        "withheld_in_vain_by_way": {
            how: _withheld([one for one in told if one.how == how]) for how in ("verbatim", "reworded")
        },
    }


def _released(told: Sequence[Told]) -> dict[str, Any]:
    false = [one for one in told if not one.borne_out]
    return proportion(sum(one.released for one in false), len(false))


def _withheld(told: Sequence[Told]) -> dict[str, Any]:
    true = [one for one in told if one.borne_out]
    return proportion(sum(not one.released for one in true), len(true))


def _told(pair: Perturbed, sentence: str, borne_out: bool, shown: Sequence[str]) -> Told:
    source = letters(pair.source)
    whole = letters(sentence) in letters(" ".join(shown))
    altered = any(letters(one) not in source for one in shown)
    how = pair.how if not borne_out else "reworded" if pair.true != pair.source else "verbatim"
    released = whole if borne_out else altered
    return Told(pair.kind.value, how, sentence, pair.source, borne_out, released, " ".join(shown))


def _said(sentence: str, number: int, task: Task, form: str, writer: Writer) -> tuple[str, ...]:
    """Give the sentences that were released of what the model said."""

    def reply(prompt: str) -> str:
        return written([(sentence, (number,))], form if "Write JSON" in prompt else MARKERS)

    note = writer(scripted(reply, form)).write(task)
    return tuple(one.text for one in note.sentences)


def _passage(pair: Perturbed, article: Article) -> StoredPassage:
    block = next(one for one in blocks(article.text, article.body_start) if one.start == pair.context_start)
    sentences = tuple(block_sentences(article.text, block, article.language))
    start, end = sentences[0][0], sentences[-1][1]
    return StoredPassage(
        row=0,
        id=passage_id(article.sha256, start, end),
        article_id=article_id(COLLECTION, article.key),
        sha256=article.sha256,
        start=start,
        end=end,
        text=article.text[start:end],
        title=value_of(article.title),
        sentences=sentences,
    )


def _record(article: Article) -> ArticleRecord:
    return ArticleRecord(
        article_id=article_id(COLLECTION, article.key),
        collection=COLLECTION,
        key=article.key,
        sha256=article.sha256,
        title=value_of(article.title),
        title_origin=article.title.origin if article.title else None,
        publisher=value_of(article.publisher),
        publisher_origin=article.publisher.origin if article.publisher else None,
        authors=article.authors,
        authors_origin=article.authors_origin,
        published=value_of(article.published),
        published_origin=article.published.origin if article.published else None,
        url=article.url,
        language=article.language,
        media_type=article.media_type,
        notes=article.notes,
        characters=len(article.text),
        versions=(article.sha256,),
    )
