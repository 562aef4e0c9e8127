"""The retriever in LangChain's hands: its standard tests, the address of every passage, and the example in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import HashEncoder
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatResult
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests
from pydantic import Field

from corpus.article import Article, Origin, Stated
from index.langchain import CitedeskVectorStore
from index.library import Library
from index.passage import Filters
from rag.langchain import CitedeskRetriever

ROOT = Path(__file__).parents[1]
NEWS = (
    Article(
        "paris.txt",
        "Paris objected to the liaison office in Tokyo. 😀 It holds that the alliance belongs to the North Atlantic.",
        title=Stated("Paris objects", Origin.HEADER),
        publisher=Stated("The Gazette", Origin.HEADER),
        published=Stated("2023-07-10", Origin.HEADER),
        url="https://gazette.example/paris",
    ),
    Article("tokyo.txt", "Tokyo would have hosted the liaison office from the coming year."),
    Article("seoul.txt", "Seoul asked for closer ties with the alliance and its liaison office."),
    Article("snow.txt", "Snow fell over the northern plains all night."),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, HashEncoder()) as opened:
        list(opened.add(NEWS, "news"))
        yield opened


class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _library(self, library: Library) -> None:
        self.library = library

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return CitedeskRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.library}

    @property
    def retriever_query_example(self) -> str:
        return "who objected to the liaison office?"


def test_a_passage_is_the_slice_that_its_metadata_name(library: Library) -> None:
    found = CitedeskRetriever(library=library).invoke("why did Paris object to the office?")
    assert found
    for passage in found:
        text = library.text(passage.metadata["sha256"])
        assert text[passage.metadata["start"] : passage.metadata["end"]] == passage.page_content
        assert library.article(passage.metadata["article_id"]).sha256 == passage.metadata["sha256"]


def test_metadata_say_what_the_article_states_and_where_it_states_it(library: Library) -> None:
    best = CitedeskRetriever(library=library, k=1).invoke("Paris objected to the liaison office in Tokyo")[0]
    stated = {name: best.metadata[name] for name in ("title", "publisher", "published", "published_origin", "url")}
    assert stated == {
        "title": "Paris objects",
        "publisher": "The Gazette",
        "published": "2023-07-10",
        "published_origin": "file header",
        "url": "https://gazette.example/paris",
    }


def test_scores_fall_from_first_to_last_within_nought_and_one(library: Library) -> None:
    scores = [passage.metadata["score"] for passage in CitedeskRetriever(library=library).invoke("liaison office")]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


async def test_number_and_filters_of_a_call_hold_asynchronously_too(library: Library) -> None:
    retriever = CitedeskRetriever(library=library)
    dated = Filters(since=date(2023, 7, 1))
    assert len(await retriever.ainvoke("liaison office", k=1)) == 1
    found = await retriever.ainvoke("liaison office", filters=dated)
    assert {passage.metadata["published"] for passage in found} == {"2023-07-10"}
    assert found == retriever.invoke("liaison office", filters=dated)
    assert found == CitedeskRetriever(library=library, filters=dated).invoke("liaison office")


def test_a_search_without_a_hit_gives_no_passage(library: Library) -> None:
    assert CitedeskRetriever(library=library, filters=Filters(collections=("none",))).invoke("office") == []


def test_what_a_chain_stores_a_chain_retrieves(library: Library) -> None:
    CitedeskVectorStore(library, "notes").add_texts(["Oslo opened a liaison office."], [{"title": "Oslo"}], ids=["n"])
    retriever = CitedeskRetriever(library=library, filters=Filters(collections=("notes",)))
    assert [(p.metadata["title"], p.page_content) for p in retriever.invoke("office in Oslo")] == [
        ("Oslo", "Oslo opened a liaison office.")
    ]


# --- the examples in the docs

REPLY = "France held that the alliance should keep to its region [1]."


class _Listener(GenericFakeChatModel):
    """Answers one thing and remembers what it was asked."""

    heard: list[str] = Field(default_factory=list)

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> ChatResult:
        self.heard.append(str(messages[-1].content))
        return super()._generate(messages, *arguments, **options)


def _blocks(path: Path) -> list[str]:
    found = re.findall(r"^```python\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [block for block in found if "langchain" in block]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Listener:
    """Let the examples find a library, an encoder that needs no weights and a chat model that needs no key."""
    import langchain.chat_models

    from rag import shelf

    model = _Listener(messages=iter([AIMessage(REPLY)]))
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(shelf, "load_encoder", lambda settings: HashEncoder())
    monkeypatch.setattr(langchain.chat_models, "init_chat_model", lambda name: model)
    return model


@pytest.mark.parametrize("page", [page for page in ("README.md", "docs/langchain.md") if (ROOT / page).exists()])
def test_the_examples_of_a_page_run(page: str, model: _Listener) -> None:
    from rag.config import Settings
    from rag.shelf import open_library

    with open_library(Settings.load()) as library:
        list(library.add(NEWS, "examples"))
    names: dict[str, Any] = {}
    for block in _blocks(ROOT / page):
        exec(compile(block, page, "exec"), names)
    if "chain" in names:
        assert names["answer"] == REPLY
        assert "] Paris objects: Paris objected to the liaison office" in model.heard[0]
        assert model.heard[0].endswith("Question: why did France block the Tokyo office?")
    if "store" in names:
        assert [(d.id, d.metadata["shelf"]) for d in names["found"]] == [("note-1", 3)]
    if "library" in names:
        names["library"].close()


def test_the_docs_hold_an_example_of_a_chain_and_one_of_a_store() -> None:
    assert len(_blocks(ROOT / "docs" / "langchain.md")) == 2
