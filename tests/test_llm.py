"""A real language model, served on this machine, through the command line and the page: `make test-llm`.

It is very small and babbles, which is the point: what is shown has passed its check all the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rag.chat import load
from ui import desk_backend
from ui.serve import APP

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(os.environ.get("LLM_TEST") != "1", reason="`make test-llm` serves a model for it"),
]
SERVER = Path(__file__).with_name("llm_server.py")
GENERATOR = "openai:smollm2"
TOKENS = 120
CUT = f"the answer may not be complete: {GENERATOR} wrote the {TOKENS} tokens it may; raise answer_tokens"
"""The one note that may stand under an answer: so small a model rarely ends of itself."""
QUESTION = "why did the council close the library?"
STORY = """The council closed the Harbour Street library in March 2021 because its roof was unsafe.
Repairs will cost about three million pounds, the mayor, Anna Berg, said on Tuesday.
Residents protested outside the town hall."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    environ = {**os.environ, "NETWORK_GUARD_LOOPBACK": "1"}
    command = [sys.executable, str(SERVER)]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        told = next((line for line in server.stdout if line.startswith("ADDRESS ")), "")
        assert told, "the server gave no address"
        yield told.split()[1]
    finally:
        server.stdin.close()
        server.wait(timeout=20)
        server.stdout.close()


@pytest.fixture
def home(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CITEDESK_GENERATOR", GENERATOR)
    monkeypatch.setenv("CITEDESK_PROMPT_TOKENS", "200")
    monkeypatch.setenv("CITEDESK_ANSWER_TOKENS", str(TOKENS))
    monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    _citedesk("ingest", str(tmp_path / "story.txt"))
    return tmp_path


def _citedesk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def test_the_server_streams_word_by_word(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    chunks = list(load(GENERATOR).stream("Be brief.", "Name the capital of France in one sentence."))
    assert sum(bool(chunk.text) for chunk in chunks) >= 4
    assert sum(chunk.written for chunk in chunks) >= 4


def test_the_command_line_shows_only_what_the_articles_bear_out(home: Path) -> None:
    done = _citedesk("ask", QUESTION, "--json")
    answer: dict[str, Any] = json.loads(done.stdout)
    assert f" go to {GENERATOR} on this machine: about " in done.stderr
    assert answer["generator"] == GENERATOR
    assert answer["notes"] in ([], [CUT])
    assert answer["usage"]["calls"] in (1, 2)
    assert answer["usage"]["answer_tokens"] >= (TOKENS if answer["notes"] else 1)
    assert answer["abstained"] == (not answer["sentences"])
    assert not answer["abstained"] or answer["nearest"]
    for sentence in answer["sentences"]:
        assert sentence["support"] in ("verbatim", "supported")
        assert sentence["citations"]
    for citation in answer["citations"]:
        assert citation["quote"] == STORY[citation["start"] : citation["end"]]


@pytest.mark.usefixtures("no_packaged_components")
def test_the_page_shows_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk_backend.load.clear()
    try:
        page = AppTest.from_file(APP, default_timeout=150).run()
        assert page.selectbox(key="generator").value == GENERATOR
        page.chat_input[0].set_value(QUESTION)
        page.run()
        assert not page.exception
        history = desk_backend.load().history
        (turn,) = history.turns(history.conversations()[0].id)
        assert turn.generator == GENERATOR
        assert turn.usage is not None
        assert turn.notes in ((), (CUT,))
        assert turn.usage.answer_tokens >= (TOKENS if turn.notes else 1)
    finally:
        desk_backend.load.clear()
