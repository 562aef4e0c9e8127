"""The peers: what each cuts articles into, and how it searches the pieces, all with the same vectors.

Each is set up as its own documentation begins, nothing tuned, and everything is imported where it is used: the peers
live in an environment of their own (`make bench-peers`).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.bench.peers_embedding import Shared

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text as a peer stores it; `article` is the set's name of the article it was cut from."""

    article: str
    text: str


Cut = Callable[[str], list[str]]
Search = Callable[[str, int], list[tuple[int, float]]]
"""A question and how many chunks are wanted -> rows of chunks, best first, with scores: higher is nearer."""


@dataclass(frozen=True, slots=True)
class System:
    """A peer: the packages whose versions decide it, its splitter and its store."""

    packages: tuple[str, ...]
    cutter: Callable[[], Cut]
    build: Callable[[Sequence[Chunk], Shared], Search]


def by_characters() -> Cut:
    """Give the splitter of LangChain's tutorial: 1,000 characters, 200 of them shared with the next chunk."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_text


def by_sentences() -> Cut:
    """Give the splitter LlamaIndex uses unless told otherwise: sentences up to 1,024 tokens, 200 shared.

    The model reads the first 256 tokens of each.
    """
    splitter = importlib.import_module("llama_index.core.node_parser").SentenceSplitter()
    cut: Cut = splitter.split_text
    return cut


def tutorial(chunks: Sequence[Chunk], shared: Shared) -> Search:
    """Give LangChain's FAISS store; its distance is the squared L2 of unit vectors, told here as the cosine."""
    from langchain_community.vectorstores import FAISS

    texts = [chunk.text for chunk in chunks]
    store = FAISS.from_texts(texts, as_langchain(shared), metadatas=[{"row": row} for row in range(len(texts))])

    def search(question: str, top_k: int) -> list[tuple[int, float]]:
        found = store.similarity_search_with_score(question, k=top_k)
        return [(int(document.metadata["row"]), 1 - float(distance) / 2) for document, distance in found]

    return search


def as_langchain(shared: Shared) -> Embeddings:
    """Give the shared vectors as LangChain embeddings that cut a long text off, as HuggingFaceEmbeddings does."""
    from langchain_core.embeddings import Embeddings

    class Truncating(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = shared.encode(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = shared.encode_query(text).tolist()
            return row

    return Truncating()


def chroma(chunks: Sequence[Chunk], shared: Shared) -> Search:
    """Give a Chroma collection in memory: HNSW by squared L2 as it ships, built on one thread so as to be the same."""
    chromadb = importlib.import_module("chromadb")
    client = chromadb.EphemeralClient(settings=chromadb.config.Settings(anonymized_telemetry=False))
    collection = client.create_collection(
        f"articles-{client.count_collections()}", configuration={"hnsw": {"num_threads": 1}}, embedding_function=None
    )
    vectors, at_once = shared.encode([chunk.text for chunk in chunks]), client.get_max_batch_size()
    for start in range(0, len(chunks), at_once):
        rows = range(start, min(start + at_once, len(chunks)))
        texts = [chunks[row].text for row in rows]
        collection.add(ids=[str(row) for row in rows], documents=texts, embeddings=vectors[start : rows.stop])

    def search(question: str, top_k: int) -> list[tuple[int, float]]:
        vector = shared.encode_query(question)
        wanted = min(top_k, len(chunks))
        found = collection.query(query_embeddings=[vector], n_results=wanted, include=["documents", "distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(int(row), 1 - float(distance) / 2) for row, distance in pairs]

    return search


def llamaindex(chunks: Sequence[Chunk], shared: Shared) -> Search:
    """Give LlamaIndex's VectorStoreIndex over its own store in memory; the score is the cosine."""
    core: Any = importlib.import_module("llama_index.core")
    schema: Any = importlib.import_module("llama_index.core.schema")
    vectors = shared.encode([chunk.text for chunk in chunks])
    nodes = [
        schema.TextNode(id_=str(row), text=chunk.text, embedding=vector.tolist())
        for row, (chunk, vector) in enumerate(zip(chunks, vectors, strict=True))
    ]
    # Nodes and questions bring their vectors; a model it must have, and this one would give none of any use.
    stored = core.VectorStoreIndex(nodes, embed_model=core.MockEmbedding(embed_dim=vectors.shape[1]))

    def search(question: str, top_k: int) -> list[tuple[int, float]]:
        asked = schema.QueryBundle(question, embedding=shared.encode_query(question).tolist())
        found = stored.as_retriever(similarity_top_k=top_k).retrieve(asked)
        return [(int(one.node_id), float(one.score)) for one in found]

    return search


def txtai(chunks: Sequence[Chunk], shared: Shared) -> Search:
    """Give txtai's hybrid index, BM25 and vectors at equal weight; its score mixes both and lies in [0, 1]."""

    def transform(texts: list[str]) -> Any:  # noqa: ANN401 - an array
        return shared.encode(texts) if len(texts) > 1 else shared.encode_query(texts[0])[None]

    embeddings = importlib.import_module("txtai").Embeddings(method="external", transform=transform, hybrid=True)
    embeddings.index([(row, chunk.text, None) for row, chunk in enumerate(chunks)])

    def search(question: str, top_k: int) -> list[tuple[int, float]]:
        return [(int(row), float(score)) for row, score in embeddings.search(question, top_k)]

    return search


SYSTEMS: dict[str, System] = {
    "tutorial": System(("langchain-community", "langchain-text-splitters", "faiss-cpu"), by_characters, tutorial),
    "chroma": System(("chromadb", "langchain-text-splitters"), by_characters, chroma),
    "llamaindex": System(("llama-index-core",), by_sentences, llamaindex),
    "txtai": System(("txtai", "langchain-text-splitters"), by_characters, txtai),
}
"""By the names in `peers_names`. Chroma and txtai leave the cutting to others and get the tutorial's chunks."""
