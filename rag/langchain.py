"""Citedesk's hybrid retrieval as a LangChain retriever, for anybody's chain."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor

from index.library import Library
from index.passage import Filters
from index.records import ArticleRecord
from rag.retrieve import Hit, retrieve


class CitedeskRetriever(BaseRetriever):
    """The passages that answer a query best, dense and lexical search fused, as documents that can be cited.

    `page_content` is the passage to the letter, `id` the passage's. The metadata hold what a citation needs
    (`article_id`, `sha256`, `start`, `end`: the passage is that slice of the article's text), what the article says of
    itself with its origin, `score` in [0, 1], higher is better, and `also_in`, the articles that hold a copy.
    `k` and `filters` may be given with each call too: `retriever.invoke(question, k=3, filters=Filters(...))`.
    """

    library: Library
    k: int = 4
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        asked = self.filters if filters is None else filters
        with self.library.snapshot() as snapshot:
            hits = retrieve(snapshot, self.library.encoder, query, asked, self.k if k is None else k)
            records = snapshot.records(hit.passage.article_id for hit in hits)
        return [_document(hit, records[hit.passage.article_id]) for hit in hits]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """Search in a thread. The base class would do so too, but would drop `k` and `filters`."""
        manager = run_manager.get_sync()
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=manager, k=k, filters=filters
        )


def _document(hit: Hit, record: ArticleRecord) -> Document:
    passage = hit.passage
    metadata: dict[str, Any] = {
        "article_id": passage.article_id,
        "sha256": passage.sha256,
        "start": passage.start,
        "end": passage.end,
        "collection": record.collection,
        "title": record.title,
        "title_origin": record.title_origin,
        "publisher": record.publisher,
        "publisher_origin": record.publisher_origin,
        "authors": list(record.authors),
        "published": record.published,
        "published_origin": record.published_origin,
        "url": record.url,
        "score": hit.score,
        "also_in": list(hit.also_in),
    }
    return Document(passage.text, metadata=metadata, id=passage.id)
