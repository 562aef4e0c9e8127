"""Where what a chat model is shown goes: it stays on this machine, or leaves it for a host."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from rag.compose import EXTRACTIVE

HERE = "this machine"
# By maker: the variables that name another address, the first that is set counts, and the host it goes to otherwise.
_HOSTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "openai": (("OPENAI_API_BASE", "OPENAI_BASE_URL"), "api.openai.com"),
    "anthropic": (("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"), "api.anthropic.com"),
    "ollama": (("OLLAMA_HOST",), "127.0.0.1"),
}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where words go, "" where only the maker knows, and whether they leave the machine."""

    host: str
    leaves: bool

    def __str__(self) -> str:
        return f"at {self.host}" if self.leaves and self.host else "" if self.leaves else f"on {self.host}"


def destination(generator: str, environ: Mapping[str, str] | None = None) -> Destination:
    """Say where a generator's prompts go; of a maker that is not known here, that they leave for it."""
    if generator == EXTRACTIVE:
        return Destination(HERE, leaves=False)
    environ = os.environ if environ is None else environ
    provider = generator.split(":", 1)[0]
    if provider not in _HOSTS:
        return Destination("", leaves=True)
    variables, usual = _HOSTS[provider]
    named = next((environ[name] for name in variables if environ.get(name)), usual)
    host = _host(named) or usual
    return Destination(HERE, leaves=False) if _local(host) else Destination(host, leaves=True)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None


def _local(host: str) -> bool:
    try:
        number = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return number.is_loopback or number.is_unspecified
