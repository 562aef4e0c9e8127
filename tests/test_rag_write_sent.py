"""What the chat generator sends, what it never sends, what that costs, and the settings that say so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from chat_desk import Ask, prompts, prompts_of, true_answer
from fakes_chat import numbered, scripted
from shelves import COLLECTION

from corpus.errors import SettingsError
from rag.chat import MOST_TOKENS
from rag.config import Settings
from rag.generator import Asking, Step
from rag.generators import load_generator
from rag.writing.write import Written


def test_articles_never_sent_stay_out_of_every_prompt(ask: Ask) -> None:
    def reply(prompt: str) -> str:
        return true_answer(prompt) if "did not pass a check" in prompt else "Nothing [1]."

    generator = scripted(reply, never_send=("private",))
    answer = ask(generator)
    assert len(prompts(generator)) == 2
    assert not any("Kestrel" in prompt or "Memo" in prompt for prompt in prompts(generator))
    assert "never sent" in answer.notes[0]
    assert any("Kestrel" in prompt for prompt in prompts_of(ask))


def test_earlier_answers_out_of_articles_never_sent_stay_out_too(ask: Ask) -> None:
    private = ask(load_generator(_settings()), "who bought the roof according to the secret memo?")  # type: ignore[arg-type]
    assert "Kestrel" in private.answer
    generator = scripted(true_answer, never_send=("private",))
    answer = ask(generator, "and why did they close the library?", history=(private,))
    assert "Kestrel" not in "".join(prompts(generator))
    assert any("close the library" in prompt for prompt in prompts(generator))
    assert answer.citations


def _settings() -> Settings:
    return Settings.load({"CITEDESK_HOME": "/nowhere"}, Path("/nowhere"))


def test_where_nothing_may_be_sent_the_model_is_not_asked(ask: Ask) -> None:
    generator = scripted(true_answer, never_send=("private", COLLECTION))
    answer = ask(generator)
    assert prompts(generator) == []
    assert answer.generator == "extractive"
    assert "may be sent" in answer.notes[0]


def test_tokens_and_cost_are_told_before_and_after(ask: Ask) -> None:
    steps: list[Step] = []
    answer = ask(scripted(true_answer, prices={"fake:scripted": (2.0, 10.0)}), watch=steps.append)
    asking, usage = steps[0], answer.usage
    assert isinstance(asking, Asking)
    assert usage is not None
    assert usage.counted_by == "tiktoken"
    assert asking.cost == pytest.approx(asking.prompt_tokens * 2e-6)
    assert asking.most == pytest.approx(MOST_TOKENS * 10e-6)
    assert asking.sent == "the question and 4 sentences of 2 articles"
    assert usage.cost == pytest.approx(usage.prompt_tokens * 2e-6 + usage.answer_tokens * 10e-6)
    assert abs(usage.prompt_tokens - asking.prompt_tokens) < 40


def test_the_prompt_marks_every_line_of_an_article_and_instructs_behind_them(
    ask: Ask,
) -> None:
    (prompt,) = prompts_of(ask)
    lines = prompt.split("\n")
    mark = lines[1].split()[4].rstrip("|")
    quoted = [place for place, line in enumerate(lines) if line.startswith(f"{mark}| [")]
    assert len(quoted) == len(numbered(prompt)) == 4
    assert lines.index("The articles end here.") > max(quoted)
    assert "The Post · 2021-03-04" in prompt
    assert sys.getsizeof(prompt) < 6_000


@pytest.mark.parametrize("name", ["", "gpt-5", ":x", "openai:", "extractiv"])
def test_a_name_that_names_no_generator_is_told(name: str, tmp_path: Path) -> None:
    settings = Settings.load({"CITEDESK_HOME": str(tmp_path)}, tmp_path)
    if not name:
        assert load_generator(settings, name).name == "extractive"
        return
    with pytest.raises(SettingsError, match="provider:model"):
        load_generator(settings, name)


def test_settings_reach_the_generator(tmp_path: Path) -> None:
    (tmp_path / "citedesk.toml").write_text(
        'generator = "ollama:m"\nnever_send = ["a", "b"]\nprices = ["ollama:m=1/2.5"]\nprompt_tokens = 99\n',
        encoding="utf-8",
    )
    generator = load_generator(Settings.load({}, tmp_path))
    assert isinstance(generator, Written)
    assert (generator.name, generator.budget, generator.never_send) == ("ollama:m", 99, ("a", "b"))
    assert generator.prices == {"ollama:m": (1.0, 2.5)}


@pytest.mark.parametrize("price", ["x", "m=1", "m=a/b", "=1/2", "m=-1/2", "m=nan/1"])
def test_a_price_that_is_none_is_told(price: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="READ/WRITTEN"):
        Settings.load({"CITEDESK_PRICES": price}, tmp_path)
