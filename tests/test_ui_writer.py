"""A chat model's answer while it is written: in the terminal and on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashEncoder
from fakes_chat import numbered, scripted
from streamlit.testing.v1 import AppTest

from rag.answer import Answer, AnswerSentence, Searched, Support, Usage
from rag.config import Settings
from rag.generator import Asking, Released, Step
from rag.writing.destination import HERE, Destination
from rag.writing.write import Written
from ui import desk_backend, desk_writer
from ui.answer_html import answer_html
from ui.cli import main
from ui.leaving import leaving
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
    # The desk first: were it imported behind the other patch, it would keep what that puts in.
    monkeypatch.setattr("rag.desk.load_generator", lambda settings, name=None: made)
    monkeypatch.setattr("rag.generators.load_generator", lambda settings, name=None: made)
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
    mended = (
        "once more, to mend 2 sentences that failed their check, the question and 1 sentence of 1 article go to fake"
    )
    assert mended in err
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
    assert "extractive · the chat model: 1 call" in answer_html(replace(answer, generator="extractive"), None)
    assert any("1 call" in line for line in answer_lines(answer))


def test_lines_that_end_in_mid_sentence_are_joined_and_groups_stay_apart() -> None:
    first, second = AnswerSentence("It\nclosed.", 3, 13, (1,), Support.VERBATIM, ""), "It burned."
    text = f"A: {first.text}\n\nB: {second}"
    last = AnswerSentence(second, len(text) - len(second), len(text), (2,), Support.VERBATIM, "")
    answer = Answer("q", "q", text, False, "", "extractive", Searched(1, 1, 0, {}), sentences=(first, last),
                    usage=Usage(1, 2, 3, "provider", None))  # fmt: skip
    lines = list(answer_lines(answer))
    assert lines[:3] == ["A: It closed. [1]", "", "B: It burned. [2]"]
    assert lines[-1] == "the chat model: 1 call, 2 tokens read, 3 written."


def _settings(**values: object) -> Settings:
    environ = {f"CITEDESK_{name.upper()}": str(value) for name, value in values.items()}
    return Settings.load({"CITEDESK_HOME": "/nowhere", **environ}, Path("/nowhere"))


def test_what_leaves_the_machine_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)
    settings = _settings(never_send="private", prices="openai:m=0.25/2", prompt_tokens=1500)
    assert leaving(settings, "extractive") == "Answers are the articles' own sentences. Nothing leaves this machine."
    away = leaving(settings, "openai:m")
    assert away.startswith(
        "Leaves this machine for api.openai.com: your question, earlier questions, and up to 1,500 tok"
    )
    assert away.endswith("Never sent: private. A million tokens cost 0.25 to read and 2 to write.")
    assert leaving(_settings(), "groq:m").startswith(
        "Leaves this machine for groq:m: your question, earlier questions and"
    )
    assert leaving(_settings(), "ollama:m").startswith("Goes to a chat model on this machine and does not leave it:")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1")
    assert "does not leave it" in leaving(settings, "openai:m")
    monkeypatch.setenv("OLLAMA_HOST", "models.example:11434")
    assert leaving(settings, "ollama:m").startswith("Leaves this machine for models.example:")


@pytest.fixture
def page(generator: Written, monkeypatch: pytest.MonkeyPatch, no_packaged_components: None) -> AppTest:
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
        assert "Leaves this machine for fake:scripted" in drawn[0]
        page.chat_input[0].set_value(QUESTION)
        page.run()
        assert not page.exception
        history = desk_backend.load().history
        (turn,) = history.turns(history.conversations()[0].id)
    finally:
        desk_backend.load.clear()
    assert [type(step) for step in steps] == [Asking, Released, Asking]
    last = [one for one in drawn if "writing" in one][-1]
    assert STORY in last
    assert last.index("The question and 1 sentence") < last.index("Once more, to mend 2 sentences that failed their")
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
        assert any("Nothing leaves this machine." in one.value for one in page.get("html"))
    finally:
        desk_backend.load.clear()


def test_models_of_the_settings_are_offered_beside_the_articles_own_sentences(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITEDESK_GENERATOR")
    monkeypatch.setenv("CITEDESK_GENERATORS", "openai:m, ollama:n")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example/v1")
    try:
        page.run()
        box = page.selectbox(key="generator")
        assert box.options == [desk_writer.VERBATIM, "openai:m", "ollama:n"]
        assert box.value == "extractive"
        box.set_value("openai:m")
        page.run()
        assert any("Leaves this machine for models.example:" in one.value for one in page.get("html"))
    finally:
        desk_backend.load.clear()
