"""A chat model's answer in the page: a sentence is shown once it has passed its check, before the last is written."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from chat_server import Reply, Served, openai_events, served
from fakes_chat import number_of
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

REASON = "The harbour council closed the red kiosk because its roof had begun to leak in the spring storms."
LATER = "The red kiosk would stay closed until a new roof had been paid for."
INVENTED = "The red kiosk was sold to a baker for 90,000 crowns."
ARTICLE = (
    "Title: The red kiosk\nPublisher: Harbour News\nDate: 2024-03-05\n\n"
    f"{REASON} {LATER} The ferry left on time and the market sold fish, bread and flowers as on any other day.\n"
)
HELD = 60.0  # seconds at most that the model waits for the test


@pytest.fixture
def on() -> threading.Event:
    """Give what lets the model write the rest."""
    return threading.Event()


@pytest.fixture
def chat(on: threading.Event) -> Iterator[Served]:
    """Serve a model that cites what it is given, and after its first sentence waits."""

    def events(request: dict[str, Any]) -> Iterator[str]:
        assert "response_format" in request
        prompt = "\n\n".join(str(message["content"]) for message in request["messages"])
        numbers = {words: number_of(prompt, words) for words in (REASON, LATER)}
        first, second = ({"text": words, "cites": [number]} for words, number in numbers.items())
        third = {"text": INVENTED, "cites": [numbers[REASON]]}
        *begun, _, _, _ = openai_events(f'{{"evidence": {list(numbers.values())}, "sentences": [{json.dumps(first)}, ')
        yield from begun
        assert on.wait(HELD)
        yield from openai_events(f"{json.dumps(second)}, {json.dumps(third)}]}}")

    with served(Reply(events=events)) as server:
        yield server


@pytest.fixture
def settings(chat: Served) -> dict[str, str]:
    """Name the served model."""
    return {
        "CITEDESK_GENERATOR": "openai:held",
        "OPENAI_BASE_URL": f"{chat.address}/v1",
        "OPENAI_API_KEY": "none",
    }


def test_a_checked_sentence_is_shown_before_the_last_is_written(page: Page, chat: Served, on: threading.Event) -> None:
    page.locator("input[type=file]").set_input_files(
        [{"name": "kiosk.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}]
    )
    page.get_by_role("button", name="Add to the library").click(timeout=60_000)
    page.get_by_role("button", name="Dismiss").click(timeout=180_000)
    field = page.get_by_test_id("stChatInputTextArea")
    expect(field).to_be_enabled(timeout=30_000)
    field.fill("why did the council close the red kiosk?")
    field.press("Enter")
    writing = page.locator(".writing")
    expect(writing).to_contain_text(REASON, timeout=60_000)
    expect(writing).not_to_contain_text("stay closed")
    expect(page.locator(".answer")).to_have_count(0)
    assert not on.is_set() and "red kiosk" in json.dumps(chat.requests[-1])
    on.set()
    answer = page.locator(".answer")
    expect(answer).to_contain_text(LATER, timeout=60_000)
    expect(answer).to_contain_text(REASON)
    expect(answer).not_to_contain_text("baker")
    expect(writing).to_have_count(0)
    page.locator(".answer p .cite").first.click()
    expect(page.locator("mark.active").first).to_be_in_viewport()
    assert "".join(page.locator("mark.active").all_text_contents()) == REASON
