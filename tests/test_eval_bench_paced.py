"""The paced model of the bench: over HTTP it says what it says in process, and its sentences end where they end."""

from __future__ import annotations

from itertools import accumulate

import pytest

from eval.bench.paced import TOKEN, Clock, reply, served, tokens
from eval.scripted import JSON, MARKERS
from rag.chat import OptionRefused, load

PROMPT = "\n".join(
    f"x| [{number}] The ferry number {number} sailed from Lerna to Corvin in the month of May."
    for number in range(1, 4)
)


@pytest.mark.parametrize("form", [MARKERS, JSON])
def test_a_sentence_ends_with_the_token_that_holds_its_last_marker(form: str) -> None:
    text, ends = reply(PROMPT, form)
    assert len(ends) == 3
    for number, (sentence, end) in enumerate(ends.items(), 1):
        assert text[:end].count("In short") == number
        assert text[:end].endswith(f"[{number}]" if form == MARKERS else f"[{number}]}}")
        assert sentence.startswith("In short, The ferry")


def test_every_sentence_is_timed_once_and_in_order() -> None:
    clock = Clock()
    said = list(tokens(PROMPT, clock, 0, MARKERS))
    text, ends = reply(PROMPT, MARKERS)
    assert "".join(said) == text
    assert all(len(token) == TOKEN for token in said[:-1])
    assert list(clock.ended) == list(ends)
    times = [moment[0] for moment in clock.ended.values()]
    assert times == list(accumulate(times, max))
    assert reply("Your answer did not pass a check", MARKERS) == ("NO ANSWER", {})


@pytest.mark.loopback
@pytest.mark.parametrize("form", [MARKERS, JSON])
def test_over_http_it_is_read_as_a_real_one_is(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    clock = Clock()
    with served(lambda: clock, 0, form) as address:
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        chat = load("openai:paced")
        schema = {"type": "object"}
        if form == MARKERS:
            with pytest.raises(OptionRefused):
                list(chat.stream("Be brief.", PROMPT, schema))
        said = chat.stream("Be brief.", PROMPT, schema if form == JSON else None)
        assert "".join(chunk.text for chunk in said) == reply(PROMPT, form)[0]
    assert len(clock.ended) == 3
