"""A chat model's answer while it is written: in the terminal and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import HashEncoder
from fakes_chat import numbered, scripted
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from rag.answer import Answer, AnswerSentence, Searched, Support, Usage
from rag.destination import HERE, Destination
from rag.generator import Asking, Released, Step
from rag.write import Written
from ui import desk_backend, desk_writer
from ui.answer_html import answer_html
from ui.cli import main
from ui.live import Live, usage_line
from ui.serve import APP
from ui.terminal import answer_lines

STORY = "The council closed the Harbour Street library in March 2021 because its roof was unsafe, the mayor said."
QUESTION = "why did the council close the library?"
FALSE = "The council closed the library in May 1999."


def _reply(prompt: str) -> str:
    number = next((number for number, text in numbered(prompt) if text == STORY), 1)
    if "did not pass a check" in prompt:
        return "NO ANSWER"
    return f"{FALSE[:-1]} [{number}].\n{STORY[:-1]} [{number}].\n<script>alert(1)</script> [{number}]."


@pytest.fixture
def generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    made = scripted(_reply, prices={"fake:scripted": (1.0, 1.0)})
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("rag.shelf.load_encoder", lambda settings: HashEncoder(dimension=256))
    monkeypatch.setattr("rag.generators.load_generator", lambda settings, name=None: made)
    monkeypatch.setattr("rag.desk.load_generator", lambda settings, name=None: made)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "story.txt")]) == 0
    return made


def test_the_terminal_prints_checked_sentences_once_and_what_they_cost(
    generator: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["ask", QUESTION, "--generator", "fake:scripted"]) == 0
    out, err = capsys.readouterr()
    assert " ".join(out.split()).count(STORY) == 1
    assert "1999" not in out
    assert "script" not in out.replace("fake:scripted", "")
    assert "2 sentence(s) failed their check" in out
    assert "fake:scripted: 2 calls, " in out
    assert "citedesk: the question and 1 sentence of 1 article go to fake:scripted: about " in err
    assert "to read them and at most 0.0020 for what is written" in err
    assert "cost 0.00" in out


def test_a_wrong_name_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path))
    assert main(["ask", QUESTION, "--generator", "gpt"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_sentences_are_shown_as_they_are_released_and_words_made_visible() -> None:
    said: list[str] = []
    shown: list[str] = []
    live = Live(said.append, shown.extend)
    live(Asking("m:x", 1234, 0.5, 0.25, "the question", Destination("api.example", leaves=True)))
    live(Asking("ollama:x", 9, None, None, "2 sentences", Destination(HERE, leaves=False)))
    live(Released(AnswerSentence("a\u202eb.", 0, 4, (1, 2), Support.SUPPORTED, ""), ()))
    assert said == [
        "the question go to m:x at api.example: about 1,234 tokens, 0.5000 to read them and at most 0.2500 for what is "
        "written",
        "2 sentences go to ollama:x on this machine: about 9 tokens",
    ]
    assert shown == ["a‹U+202E›b. [1][2]"]
    assert live.shown


def test_usage_says_who_counted_unless_the_provider_did() -> None:
    assert usage_line(Usage(1, 1000, 20, "provider", None)) == "1 call, 1,000 tokens read, 20 written"
    assert "(counted by characters), cost 0.1234" in usage_line(Usage(2, 1, 2, "characters", 0.12341))


def test_notes_and_usage_stand_with_the_answer_as_text() -> None:
    answer = Answer("q", "q", "", True, "no", "m:<b>", Searched(1, 1, 0, {}), notes=("it <i>failed</i>",),
                    usage=Usage(1, 2, 3, "provider", None), withheld=2)  # fmt: skip
    html = answer_html(answer, None)
    assert "It &lt;i&gt;failed&lt;/i&gt;." in html
    assert "m:&lt;b&gt;: 1 call, 2 tokens read, 3 written" in html
    assert "Withheld because a check failed: 2 pieces." in html
    assert any("1 call" in line for line in answer_lines(answer))


@pytest.fixture
def page(generator: Written, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    # AppTest reads the metadata of every installed package for components; there are none.
    monkeypatch.setattr(BidiComponentManager, "discover_and_register_components", lambda self, **_: None)
    monkeypatch.setenv("CITEDESK_GENERATOR", "fake:scripted")
    desk_backend.load.clear()
    return AppTest.from_file(APP, default_timeout=60)


def test_the_page_streams_checked_sentences_and_keeps_the_answer(
    page: AppTest, generator: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Step] = []
    drawn: list[str] = []
    monkeypatch.setattr(desk_writer, "words", drawn.append)
    monkeypatch.setattr(desk_writer, "load_generator", lambda settings, name: generator)
    draw = desk_writer._Page.__call__

    def watched(self: desk_writer._Page, step: Step) -> None:
        steps.append(step)
        draw(self, step)

    monkeypatch.setattr(desk_writer._Page, "__call__", watched)
    try:
        page.run()
        assert page.selectbox(key="generator").options == ["fake:scripted", desk_writer.VERBATIM]
        page.chat_input[0].set_value(QUESTION)
        page.run()
        assert not page.exception
        history = desk_backend.load().history
        (turn,) = history.turns(history.conversations()[0].id)
    finally:
        desk_backend.load.clear()
    assert [type(step) for step in steps] == [Asking, Released]
    assert STORY in drawn[-1]
    assert "1999" not in "".join(drawn)
    assert (turn.generator, turn.answer, turn.withheld) == ("fake:scripted", STORY, 2)
    assert turn.usage is not None


def test_without_a_model_in_the_settings_there_is_nothing_to_choose(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITEDESK_GENERATOR")
    try:
        page.run()
        assert not [box for box in page.selectbox if box.key == "generator"]
    finally:
        desk_backend.load.clear()
