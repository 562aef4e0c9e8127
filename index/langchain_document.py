"""A LangChain document as an article of a collection, and back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from langchain_core.documents import Document

from corpus.article import Article, Origin, Stated, canonical_text
from corpus.errors import EmptySource, Malformed
from corpus.language import language_of
from index.library import Library
from index.records import ArticleRecord

MEDIA_TYPE = "application/vnd.langchain.document+json"


def identity(document: Document) -> str:
    """Give the id of a document that came without one: a hash of all it says, so that adding it twice adds it once."""
    return hashlib.sha256(_json(document)).hexdigest()[:32]


def article_of(document: Document, key: str) -> Article:
    """Give a document as an article, its original bytes being the document itself as JSON.

    `title`, `publisher`, `published` (ISO 8601) and `url` are taken from metadata of that name, as stated by the user.
    Raises EmptySource for a document that no search could find, Malformed for metadata that JSON would alter.
    """
    if not document.page_content.strip():
        raise EmptySource(f"document {key!r} has no text; leave it out")
    url = _stated(document, "url")
    text = canonical_text(document.page_content)
    return Article(
        key,
        text,
        title=_stated(document, "title"),
        publisher=_stated(document, "publisher"),
        published=_stated(document, "published"),
        url=url.value if url else None,
        language=language_of(text),
        media_type=MEDIA_TYPE,
        raw=_json(document),
    )


def document_of(record: ArticleRecord, library: Library) -> Document:
    """Give an article as a document: the very one that was added, or one made of an article that came otherwise.

    Raises NotFound when the article has been removed since its record was read.
    """
    if record.media_type == MEDIA_TYPE:
        stored = json.loads(library.raw(record.article_id, record.sha256))
        return Document(stored["page_content"], metadata=stored["metadata"], id=record.key)
    return Document(library.text(record.sha256), metadata=_described(record), id=record.key)


def _described(record: ArticleRecord) -> dict[str, str]:
    known = {
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published,
        "url": record.url,
        "article_id": record.article_id,
        "sha256": record.sha256,
    }
    return {name: value for name, value in known.items() if value is not None}


def _stated(document: Document, name: str) -> Stated | None:
    value = document.metadata.get(name)
    return Stated(value.strip(), Origin.USER) if isinstance(value, str) and value.strip() else None


def _json(document: Document) -> bytes:
    content: dict[str, Any] = {"page_content": document.page_content, "metadata": document.metadata}
    try:
        packed = json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")
    except (TypeError, ValueError) as error:
        raise Malformed(f"document {document.id!r} cannot be kept as JSON: {error}; change its metadata") from error
    if json.loads(packed) != content:
        raise Malformed(
            f"metadata of document {document.id!r} would not survive JSON; use strings, numbers, lists and "
            "dictionaries with strings as keys"
        )
    return packed
