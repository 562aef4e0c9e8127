"""Where a chat model is asked: whether words leave this machine must never be told wrongly."""

from __future__ import annotations

import pytest

from rag.writing.destination import HERE, Destination, destination

AWAY = {
    "openai:m": "api.openai.com",
    "anthropic:m": "api.anthropic.com",
    "groq:m": "",
    "nobody:m": "",
}


@pytest.mark.parametrize("name", AWAY)
def test_a_makers_own_host_is_another_machine(name: str) -> None:
    assert destination(name, {}) == Destination(AWAY[name], leaves=True)


@pytest.mark.parametrize("name", ["extractive", "ollama:m"])
def test_what_runs_here_leaves_nothing(name: str) -> None:
    assert destination(name, {}) == Destination(HERE, leaves=False)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:8080",
        "http://[::1]:8080/v1",
        "http://127.8.9.1",
        "http://0.0.0.0:1",
    ],
)
def test_a_server_of_ones_own_is_this_machine(address: str) -> None:
    assert not destination("openai:m", {"OPENAI_BASE_URL": address}).leaves
    assert not destination("anthropic:m", {"ANTHROPIC_BASE_URL": address}).leaves


@pytest.mark.parametrize(
    ("variable", "name", "address", "host"),
    [
        ("OPENAI_BASE_URL", "openai:m", "https://models.example/v1", "models.example"),
        ("OPENAI_API_BASE", "openai:m", "https://models.example/v1", "models.example"),
        ("ANTHROPIC_API_URL", "anthropic:m", "https://models.example", "models.example"),
        ("OLLAMA_HOST", "ollama:m", "models.example:11434", "models.example"),
        ("OLLAMA_HOST", "ollama:m", "http://192.168.1.7:11434", "192.168.1.7"),
        ("OPENAI_BASE_URL", "openai:m", "https://localhost.evil.example/", "localhost.evil.example"),
        ("OPENAI_BASE_URL", "openai:m", "https://127.0.0.1.evil.example/", "127.0.0.1.evil.example"),
        ("OPENAI_BASE_URL", "openai:m", "https://127.0.0.1@evil.example/", "evil.example"),
        ("OPENAI_BASE_URL", "openai:m", "http://[broken", "api.openai.com"),
    ],
)
def test_another_address_is_named(variable: str, name: str, address: str, host: str) -> None:
    assert destination(name, {variable: address}) == Destination(host, leaves=True)


def test_the_address_that_the_client_takes_first_counts() -> None:
    both = {"OPENAI_API_BASE": "https://away.example", "OPENAI_BASE_URL": "http://127.0.0.1"}
    assert destination("openai:m", both).host == "away.example"
