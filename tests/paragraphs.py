"""Evidence of a few sentences for tests: `from paragraphs import evidence`."""

from __future__ import annotations

from fakes import HashEncoder

from index.records import StoredPassage
from index.sentence import sentences
from rag.evidence.candidates import Evidence
from rag.evidence.weighed import weigh
from rag.retrieve import Hit


def stored(article: str, text: str, row: int = 0, title: str | None = None) -> StoredPassage:
    """Make a passage that is the whole of an article; its version is named after the article."""
    return StoredPassage(row, f"p{row}", article, f"sha-{article}", 0, len(text), text, title, sentences(text, "en"))


def evidence(
    question: str, texts: dict[str, str], titles: dict[str, str] | None = None, spoken_of: tuple[str, ...] = ()
) -> Evidence:
    """Weigh articles, given as name -> text, for a question, with the hash encoder."""
    encoder = HashEncoder(dimension=512)
    query = encoder.encode_query(question)
    passages = [stored(name, text, row, (titles or {}).get(name)) for row, (name, text) in enumerate(texts.items())]
    vectors = [encoder.encode_with_spans([passage.text], [passage.sentences])[1][0] for passage in passages]
    hits = [
        Hit(passage, 1.0 - 0.01 * row, float(encoder.encode([passage.text])[0] @ query), 1.0)
        for row, passage in enumerate(passages)
    ]
    return weigh(question, hits, vectors, query, encoder, spoken_of)
