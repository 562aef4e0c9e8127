"""What goes wrong between us and a chat model, in one line with its remedy, and whether to try again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.errors import ChatError

KEYS: Mapping[str, str] = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
ADDRESSES: Mapping[str, str] = {
    "openai": "OPENAI_BASE_URL",
    "anthropic": "ANTHROPIC_BASE_URL",
    "ollama": "OLLAMA_HOST",
}
EXTRAS = ("openai", "anthropic", "ollama")
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))  # HTTP statuses that a second try may not meet
_UNREACHED = ("connecterror", "connectionerror", "apiconnectionerror", "connectionrefusederror", "connecttimeout")
_BROKEN = ("remoteprotocolerror", "readerror", "incompleteread", "jsondecodeerror")


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed call: what to tell, whether it may pass (then after how many seconds, if the server says).

    `refused` says that the server understood the call and would not take one of its options.
    """

    error: ChatError
    passing: bool = False
    after: float | None = None
    refused: bool = False


def failure(name: str, error: Exception) -> Failure:
    """Read what a provider's client raised; each has exceptions of its own, alike in their `status_code`."""
    chain = tuple(_chain(error))
    provider, model = name.split(":", 1)
    status = next((code for one in chain if isinstance(code := getattr(one, "status_code", None), int)), None)
    if status is not None:
        return _of_status(provider, model, status, chain)
    kinds = {type(one).__name__.lower() for one in chain}
    if kinds & {"readtimeout", "apitimeouterror", "timeouterror", "writetimeout", "pooltimeout"}:
        return Failure(ChatError(f"{provider} did not answer in time; raise chat_timeout or try again"), passing=True)
    if kinds.intersection(_BROKEN):
        return Failure(ChatError(f"{provider} broke off its answer; try again"), passing=True)
    if kinds.intersection(_UNREACHED):
        return Failure(ChatError(f"no server answers for {provider}; {_where(provider)}"), passing=True)
    if isinstance(error, ImportError):
        return Failure(ChatError(_uninstalled(provider)))
    if KEYS.get(provider) and any("credential" in str(one).lower() or "api_key" in str(one) for one in chain):
        return Failure(ChatError(f"{provider} has no key; set {KEYS[provider]}"))
    return Failure(ChatError(f"{provider} failed: {_line(error)}; check the model's name, {model!r}, and its server"))


def _of_status(provider: str, model: str, status: int, chain: tuple[BaseException, ...]) -> Failure:
    if status in (401, 403):
        return Failure(ChatError(f"{provider} refused the key ({status}); check {KEYS.get(provider, 'its key')}"))
    if status == 404:
        return Failure(ChatError(f"{provider} has no model {model!r} (404); name one it has, as {provider}:MODEL"))
    if status == 429:
        told = ChatError(f"{provider} takes no more requests for now (429); wait a while, or ask another model")
        return Failure(told, passing=True, after=_after(chain))
    if status in _PASSING:
        return Failure(ChatError(f"{provider} has trouble ({status}); try again later"), True, _after(chain))
    told = ChatError(f"{provider} refused the request ({status}): {_line(chain[0])}; check the model's name, {model!r}")
    return Failure(told, refused=status in (400, 422))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _after(chain: tuple[BaseException, ...]) -> float | None:
    """Give the seconds of a Retry-After header; None for a date or none at all."""
    for one in chain:
        headers = getattr(getattr(one, "response", None), "headers", None)
        value = headers.get("retry-after") if headers is not None else None
        if value is not None and value.replace(".", "", 1).isdecimal():
            return float(value)
    return None


def _where(provider: str) -> str:
    variable = ADDRESSES.get(provider)
    return f"start it, or check {variable}" if variable else "check its address"


def _uninstalled(provider: str) -> str:
    package = f"citedesk[{provider}]" if provider in EXTRAS else f"langchain-{provider.replace('_', '-')}"
    return f"the chat models of {provider} are not installed; pip install '{package}'"


def _line(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 160 else words[:159] + "…"
