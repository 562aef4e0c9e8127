"""LangChain's `VectorStore` as a view of one collection of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore
from langchain_core.vectorstores.utils import maximal_marginal_relevance

from corpus.article import article_id
from corpus.errors import LibraryError, ModelMismatch, NotFound
from index.embed import Vectors
from index.langchain_document import article_of, document_of, identity
from index.langchain_embeddings import CitedeskEmbeddings
from index.library import Library
from index.passage import Filters
from index.snapshot import Snapshot

COLLECTION = "langchain"


class CitedeskVectorStore(VectorStore):
    """One collection of a library as a LangChain vector store; a document is found by the best of its passages.

    `id` is the key of an article in the collection: an id that is known is updated, and what other doors put into the
    collection is found too. A document without an id gets the hash of its content. Scores are cosines in [-1, 1],
    higher is nearer. `filter` takes `index.passage.Filters`, applied before the search.
    """

    def __init__(self, library: Library, collection: str = COLLECTION) -> None:
        self.library = library
        self.collection = collection

    @property
    def embeddings(self) -> CitedeskEmbeddings:
        """Give the library's encoder."""
        return CitedeskEmbeddings(self.library.encoder)

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: object,
    ) -> CitedeskVectorStore:
        """Give a store with texts added; name its `library=` and, if need be, its `collection=`.

        `embedding` must be the library's own encoder: one library, one model. Raises ModelMismatch otherwise.
        """
        library = kwargs.pop("library", None)
        if not isinstance(library, Library):
            raise LibraryError("a citedesk vector store lives in a library; pass library=Library.open(...)")
        model = embedding.encoder.manifest if isinstance(embedding, CitedeskEmbeddings) else type(embedding).__name__
        if model != library.encoder.manifest:
            raise ModelMismatch(
                f"the library embeds with {library.encoder.manifest.model}, not with the {model} given; "
                "pass CitedeskEmbeddings(library.encoder)"
            )
        store = cls(library, str(kwargs.pop("collection", COLLECTION)))
        store.add_texts(texts, metadatas, ids=ids, **kwargs)
        return store

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: Sequence[str | None] | None = None,
        **kwargs: object,
    ) -> list[str]:
        """Add texts, updating those whose id is known, and give their ids.

        Raises ValueError when the numbers of texts, metadata and ids differ.
        """
        found = list(texts)
        described = zip(found, metadatas or [{}] * len(found), ids or [None] * len(found), strict=True)
        documents = [Document(text, metadata=metadata, id=key) for text, metadata, key in described]
        keys = [document.id or identity(document) for document in documents]
        articles = [article_of(document, key) for document, key in zip(documents, keys, strict=True)]
        for _ in self.library.add(articles, self.collection):
            pass
        return keys

    def delete(self, ids: list[str] | None = None, **kwargs: object) -> bool:
        """Remove documents from the catalog, the searches and the disk, all of the collection for None.

        An id that is not there is no error.
        """
        with self.library.snapshot() as snapshot:
            known = [record.article_id for record in snapshot.articles(self._filters())]
        wanted = set(known if ids is None else self._article_ids(ids))
        self.library.remove(*(one for one in known if one in wanted))
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """Give the documents of ids, in their order; those that are not there are left out."""
        with self.library.snapshot() as snapshot:
            return [document for _, document in self._documents(snapshot, self._article_ids(ids))]

    def similarity_search(
        self, query: str, k: int = 4, filter: Filters | None = None, **kwargs: object
    ) -> list[Document]:
        """Give the k documents nearest to a query, best first."""
        return [document for document, _ in self.similarity_search_with_score(query, k, filter, **kwargs)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, filter: Filters | None = None, **kwargs: object
    ) -> list[tuple[Document, float]]:
        """Give the k documents nearest to a query with the cosine of their best passage, best first."""
        _know(kwargs)
        return self._search(self.embeddings.embed_query(query), k, filter)

    def similarity_search_by_vector(
        self, embedding: list[float], k: int = 4, filter: Filters | None = None, **kwargs: object
    ) -> list[Document]:
        """Give the k documents nearest to a unit vector, best first."""
        _know(kwargs)
        return [document for document, _ in self._search(embedding, k, filter)]

    def max_marginal_relevance_search(
        self,
        query: str,
        k: int = 4,
        fetch_k: int = 20,
        lambda_mult: float = 0.5,
        filter: Filters | None = None,
        **kwargs: object,
    ) -> list[Document]:
        """Give k of the `fetch_k` nearest documents, each near to the query and far from those before it."""
        vector = self.embeddings.embed_query(query)
        return self.max_marginal_relevance_search_by_vector(vector, k, fetch_k, lambda_mult, filter, **kwargs)

    def max_marginal_relevance_search_by_vector(
        self,
        embedding: list[float],
        k: int = 4,
        fetch_k: int = 20,
        lambda_mult: float = 0.5,
        filter: Filters | None = None,
        **kwargs: object,
    ) -> list[Document]:
        """Do the same for a unit vector. Documents are compared by their passage that is nearest to it."""
        _know(kwargs)
        query = np.array(embedding, np.float32)
        with self.library.snapshot() as snapshot:
            best = self._nearest(snapshot, query, fetch_k, filter)
            vectors = snapshot.vectors([row for row, _ in best.values()])
            chosen = maximal_marginal_relevance(query, list(vectors), lambda_mult, k)
            return [document for _, document in self._documents(snapshot, [list(best)[at] for at in chosen])]

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        # Rounding takes the cosine of equal vectors a little over 1.
        return lambda cosine: min(max((1.0 + cosine) / 2.0, 0.0), 1.0)

    def _search(self, vector: list[float], k: int, filter: Filters | None) -> list[tuple[Document, float]]:
        with self.library.snapshot() as snapshot:
            best = self._nearest(snapshot, np.array(vector, np.float32), k, filter)
            return [(document, best[one][1]) for one, document in self._documents(snapshot, list(best))]

    def _nearest(
        self, snapshot: Snapshot, vector: Vectors, k: int, filter: Filters | None
    ) -> dict[str, tuple[int, float]]:
        """Give the k nearest articles, best first, each with the row and cosine of its best passage."""
        limit = k
        while True:
            found = snapshot.dense(vector, limit, self._filters(filter))
            passages = snapshot.passages([row for row, _ in found])
            best: dict[str, tuple[int, float]] = {}
            for passage, hit in zip(passages, found, strict=True):
                best.setdefault(passage.article_id, hit)
            if len(best) >= k or len(found) < limit:
                return dict(islice(best.items(), k))
            limit *= 4

    def _filters(self, filter: Filters | None = None) -> Filters:
        return replace(filter or Filters(), collections=(self.collection,))

    def _article_ids(self, ids: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(article_id(self.collection, one) for one in ids))

    def _documents(self, snapshot: Snapshot, article_ids: Sequence[str]) -> Iterator[tuple[str, Document]]:
        records = snapshot.records(article_ids)
        for one in article_ids:
            try:
                if one in records:
                    yield one, document_of(records[one], self.library)
            except NotFound:
                continue  # removed by another hand since the search, and removal is real


def _know(unknown: dict[str, object]) -> None:
    """Refuse what would change a search elsewhere and is not known here, rather than search for something else."""
    if unknown:
        raise TypeError(
            f"a citedesk search has no {', '.join(unknown)}; it takes k and filter=index.passage.Filters(...)"
        )
