"""The LangChain adapters: LangChain's own standard tests, and what those do not look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEncoder
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.indexing import InMemoryRecordManager
from langchain_core.indexing import index as index_documents
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, VectorStoreIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from corpus.article import Article, Origin, Stated
from corpus.errors import EmptySource, LibraryError, Malformed, ModelMismatch
from index.embed import Progress, Vectors, unit
from index.langchain import CitedeskEmbeddings, CitedeskTextSplitter, CitedeskVectorStore
from index.library import Library
from index.passage import Filters


class SuiteEncoder(HashEncoder):
    """The embeddings that langchain-tests lay down for vector stores, as an encoder."""

    def __init__(self, embeddings: Embeddings, dimension: int) -> None:
        super().__init__(dimension, model="langchain-tests")
        self.embeddings = embeddings

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        parts = [self._embed([text[start:end] for start, end in row]) for text, row in zip(texts, spans, strict=True)]
        return self._embed(texts), parts

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = self.embeddings.embed_documents(list(texts))
        return unit(np.array(rows, np.float32).reshape(len(texts), self.manifest.dimension))


class Ours:
    """What LangChain's suites of embeddings are run on."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return CitedeskEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, object]:
        return {"encoder": HashEncoder()}


class TestEmbeddingsUnit(Ours, EmbeddingsUnitTests):
    pass


class TestEmbeddings(Ours, EmbeddingsIntegrationTests):
    pass


class TestVectorStore(VectorStoreIntegrationTests):
    @pytest.fixture
    def vectorstore(self, tmp_path: Path) -> Iterator[CitedeskVectorStore]:
        with Library.open(tmp_path, SuiteEncoder(self.get_embeddings(), 6)) as library:
            yield CitedeskVectorStore(library)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, HashEncoder()) as opened:
        yield opened


@pytest.fixture
def store(library: Library) -> CitedeskVectorStore:
    return CitedeskVectorStore(library)


# --- embeddings


def test_embeddings_are_the_encoders_vectors() -> None:
    encoder = HashEncoder()
    assert np.array_equal(CitedeskEmbeddings(encoder).embed_documents(["a b", "c"]), encoder.encode(["a b", "c"]))


def test_no_end_of_a_long_text_is_lost_to_the_models_limit() -> None:
    embeddings = CitedeskEmbeddings(HashEncoder(dimension=512, max_tokens=32))
    beginning = "The minister spoke of trade. " * 20
    query = embeddings.embed_query("zebra crossing")
    near, far = embeddings.embed_documents([beginning + "Zebra crossing.", beginning])
    assert np.dot(query, near) > np.dot(query, far) + 0.01
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-6)


# --- text splitter

TEXTS = st.text(alphabet=st.sampled_from("ab. \n\r\té😀م漢?!\ufeff"), max_size=400)


@given(TEXTS, st.sampled_from([16, 64]))
def test_every_chunk_is_the_slice_at_its_start_index(text: str, limit: int) -> None:
    splitter = CitedeskTextSplitter(HashEncoder(max_tokens=limit), add_start_index=True)
    chunks = splitter.create_documents([text], [{"source": "s"}])
    covered = set()
    for chunk in chunks:
        start = chunk.metadata["start_index"]
        assert text[start : start + len(chunk.page_content)] == chunk.page_content
        covered |= set(range(start, start + len(chunk.page_content)))
    assert all(char.isspace() or at in covered for at, char in enumerate(text))
    assert [chunk.page_content for chunk in chunks] == splitter.split_text(text)


def test_a_repeated_sentence_keeps_its_own_start_index() -> None:
    """LangChain's splitters look chunks up afterwards; a repeat makes that find the first."""
    text = " ".join(["The office was to open in Tokyo in the coming year."] * 12)
    splitter = CitedeskTextSplitter(HashEncoder(max_tokens=48), add_start_index=True)
    starts = [chunk.metadata["start_index"] for chunk in splitter.split_documents([Document(text)])]
    assert len(starts) > 2
    assert starts == sorted(set(starts))


def test_chunks_fit_the_encoder_and_carry_their_own_copy_of_the_metadata() -> None:
    encoder = HashEncoder(max_tokens=48)
    chunks = CitedeskTextSplitter(encoder).split_documents([Document("One two three. " * 60, metadata={"tags": ["x"]})])
    assert max(len(encoder.token_offsets(chunk.page_content)) for chunk in chunks) <= 46
    chunks[0].metadata["tags"].append("y")
    assert chunks[1].metadata == {"tags": ["x"]}


async def test_the_splitter_transforms_documents_asynchronously() -> None:
    documents = [Document("One sentence. Another one.")]
    splitter = CitedeskTextSplitter(HashEncoder())
    assert await splitter.atransform_documents(documents) == splitter.transform_documents(documents)


# --- vector store

PARIS = "Paris objected to the office."
TOKYO = "Tokyo would have hosted the office."
SNOW = "Snow fell over the northern plains all night."


def test_scores_are_cosines_best_first_as_brute_force_gives_them(store: CitedeskVectorStore) -> None:
    texts = [PARIS, TOKYO, SNOW]
    store.add_texts(texts)
    vectors = store.library.encoder.encode(texts) @ store.library.encoder.encode(["the office in Tokyo"])[0]
    expected = [(texts[at], pytest.approx(vectors[at], abs=1e-6)) for at in np.argsort(-vectors)]
    found = store.similarity_search_with_score("the office in Tokyo", k=3)
    assert [(document.page_content, score) for document, score in found] == expected


def test_relevance_scores_lie_between_nought_and_one(store: CitedeskVectorStore) -> None:
    store.add_texts([PARIS, TOKYO, SNOW])
    found = store.similarity_search_with_relevance_scores(TOKYO, k=3)
    assert found[0][1] == pytest.approx(1)
    assert all(0 <= score <= 1 for _, score in found)


def test_a_long_document_comes_once_and_whole_found_by_its_last_words(store: CitedeskVectorStore) -> None:
    long = "The minister spoke of trade. " * 200 + "A zebra crossed the runway."
    store.add_texts([long, *(f"{SNOW} {n}" for n in range(5))], ids=["long", *"abcde"])
    found = store.similarity_search("zebra runway crossed", k=6)
    assert found[0].id == "long"
    assert found[0].page_content == long
    assert sorted(str(document.id) for document in found) == [*"abcde", "long"]


def test_text_and_metadata_come_back_to_the_letter(store: CitedeskVectorStore) -> None:
    text = "\ufeff Line one\r\nline two 😀 e\u0301 \r"
    metadata = {"n": 1, "x": 0.1, "none": None, "list": [1, {"deep": "é"}], "yes": True}
    store.add_documents([Document(text, metadata=metadata, id="a")])
    assert store.get_by_ids(["a"]) == [Document(text, metadata=metadata, id="a")]


@pytest.mark.parametrize("value", [{1, 2}, (1, 2), {1: "a"}, float("nan"), range(3), b"x"], ids=repr)
def test_metadata_that_would_come_back_altered_are_refused(store: CitedeskVectorStore, value: object) -> None:
    with pytest.raises(Malformed):
        store.add_documents([Document("text", metadata={"value": value})])
    assert store.library.articles() == []


def test_new_metadata_on_the_same_text_are_kept(store: CitedeskVectorStore) -> None:
    store.add_documents([Document(PARIS, metadata={"v": 1}, id="a")])
    store.add_documents([Document(PARIS, metadata={"v": 2}, id="a")])
    assert [document.metadata for document in store.get_by_ids(["a"])] == [{"v": 2}]


def test_a_document_without_id_added_twice_is_there_once(store: CitedeskVectorStore) -> None:
    first = store.add_documents([Document(PARIS, metadata={"v": 1}), Document(PARIS, metadata={"v": 2})])
    again = store.add_documents([Document(PARIS, metadata={"v": 1})])
    assert len(set(first)) == 2
    assert again == first[:1]
    assert len(store.library.articles()) == 2


def test_an_empty_document_is_refused_since_no_search_could_find_it(store: CitedeskVectorStore) -> None:
    with pytest.raises(EmptySource):
        store.add_texts(["text", " \n"])
    assert store.library.articles() == []


def test_uneven_lists_are_refused_and_nothing_is_added(store: CitedeskVectorStore) -> None:
    with pytest.raises(ValueError, match="zip"):
        store.add_texts([PARIS, TOKYO], ids=["only one"])
    assert store.library.articles() == []


def test_documents_are_articles_with_their_metadata_stated_by_the_user(store: CitedeskVectorStore) -> None:
    metadata = {"title": "On the office", "publisher": "The Gazette", "published": "2023-07-12"}
    store.add_documents([Document(PARIS, metadata=metadata, id="a")])
    (record,) = store.library.articles(Filters(publishers=("the gazette",)))
    assert (record.key, record.collection, record.title) == ("a", "langchain", "On the office")
    assert (record.published, record.published_origin) == ("2023-07-12", Origin.USER.value)
    assert store.library.text(record.sha256) == PARIS


def test_filters_are_applied_before_the_search(store: CitedeskVectorStore) -> None:
    papers = ["The Gazette"] * 9 + ["The Herald"]
    store.add_texts([f"{PARIS} {n}" for n in range(10)], [{"publisher": paper} for paper in papers])
    found = store.similarity_search(f"{PARIS} 0", k=1, filter=Filters(publishers=("The Herald",)))
    assert [document.page_content for document in found] == [f"{PARIS} 9"]


def test_a_search_option_that_is_not_known_is_refused(store: CitedeskVectorStore) -> None:
    searches: list[Callable[..., object]] = [store.similarity_search, store.max_marginal_relevance_search]
    for search in searches:
        with pytest.raises(TypeError, match="where"):
            search("office", where={"publisher": "The Herald"})


def test_another_collection_is_neither_searched_nor_touched(library: Library) -> None:
    mine, theirs = CitedeskVectorStore(library, "mine"), CitedeskVectorStore(library, "theirs")
    mine.add_texts([PARIS], ids=["1"])
    theirs.add_texts([TOKYO], ids=["1"])
    assert [document.page_content for document in mine.similarity_search("office", k=9)] == [PARIS]
    mine.delete(["1"])
    assert mine.get_by_ids(["1"]) == []
    assert [document.page_content for document in theirs.get_by_ids(["1"])] == [TOKYO]


def test_delete_without_ids_empties_the_collection_and_no_other(library: Library) -> None:
    mine, theirs = CitedeskVectorStore(library, "mine"), CitedeskVectorStore(library, "theirs")
    mine.add_texts([PARIS, SNOW])
    theirs.add_texts([TOKYO])
    assert mine.delete([]) is True
    assert library.collections() == {"mine": 2, "theirs": 1}
    mine.delete()
    assert library.collections() == {"theirs": 1}


def test_articles_that_came_by_another_door_are_found_too(library: Library) -> None:
    article = Article("a.txt", PARIS, title=Stated("On the office", Origin.HEADER))
    list(library.add([article], "news"))
    (document,) = CitedeskVectorStore(library, "news").similarity_search("Paris office", k=1)
    assert (document.id, document.page_content) == ("a.txt", PARIS)
    assert document.metadata["title"] == "On the office"
    assert document.metadata["sha256"] == article.sha256


def test_marginal_relevance_prefers_another_thing_to_the_same_again(store: CitedeskVectorStore) -> None:
    store.add_texts([PARIS, PARIS + " Again.", TOKYO], ids=["paris", "again", "tokyo"])
    plain = store.similarity_search(PARIS, k=2)
    diverse = store.max_marginal_relevance_search(PARIS, k=2, lambda_mult=0.1)
    assert [document.id for document in plain] == ["paris", "again"]
    assert [document.id for document in diverse] == ["paris", "tokyo"]


async def test_every_search_answers_alike_asynchronously(store: CitedeskVectorStore) -> None:
    await store.aadd_texts([PARIS, TOKYO, SNOW], ids=["p", "t", "s"])
    assert await store.asimilarity_search_with_score("office", k=2) == store.similarity_search_with_score("office", k=2)
    vector = store.embeddings.embed_query("office")
    assert await store.asimilarity_search_by_vector(vector, k=2) == store.similarity_search_by_vector(vector, k=2)
    assert await store.amax_marginal_relevance_search("office", k=2) == store.max_marginal_relevance_search(
        "office", k=2
    )
    retriever = store.as_retriever(search_type="mmr", search_kwargs={"k": 2})
    assert await retriever.ainvoke("office") == retriever.invoke("office")


def test_from_texts_needs_a_library_and_its_own_encoder(library: Library) -> None:
    own = CitedeskEmbeddings(library.encoder)
    store = CitedeskVectorStore.from_documents([Document(PARIS, id="p")], own, library=library, collection="c")
    assert [document.id for document in store.similarity_search("Paris")] == ["p"]
    with pytest.raises(LibraryError, match="library="):
        CitedeskVectorStore.from_texts([PARIS], own)
    for other in (CitedeskEmbeddings(HashEncoder(model="other")), TestVectorStore.get_embeddings()):
        with pytest.raises(ModelMismatch):
            CitedeskVectorStore.from_texts([PARIS], other, library=library)


def test_langchains_indexing_keeps_the_collection_in_step(store: CitedeskVectorStore) -> None:
    records = InMemoryRecordManager("test")
    records.create_schema()
    documents = [Document(PARIS, metadata={"source": "p"}), Document(TOKYO, metadata={"source": "t"})]

    def run(found: list[Document]) -> dict[str, int]:
        return dict(
            index_documents(found, records, store, cleanup="full", source_id_key="source", key_encoder="sha256")
        )

    assert run(documents)["num_added"] == 2
    assert run(documents)["num_skipped"] == 2
    assert run(documents[:1])["num_deleted"] == 1
    assert [document.page_content for document in store.similarity_search("office", k=9)] == [PARIS]
