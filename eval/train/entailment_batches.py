"""Pairs as the entailment model reads them in training: batches of like length, pass after pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from eval.train.entailment_pairs import Material, Pair, drawn
from index.export import source_folder

BATCH = 16
MAX_TOKENS = 160


def load_tokenizer() -> Any:  # noqa: ANN401 - tokenizers has no types
    """Give the bundled tokenizer: pairs cut to MAX_TOKENS from the end of the longer text."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def batches(tokenizer: Any, pairs: Sequence[Pair], random: Random | None = None) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Give batches of pairs of like length: little is padded. With `random` their order is shuffled."""
    read = tokenizer.encode_batch([(pair.premise, pair.hypothesis) for pair in pairs])
    order = sorted(range(len(pairs)), key=lambda row: len(read[row].ids))
    chunks = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    if random is not None:
        random.shuffle(chunks)
    for chunk in chunks:
        yield _batch([read[row] for row in chunk], [pairs[row].target for row in chunk])


def stream(
    material: Material,
    tokenizer: Any,  # noqa: ANN401
    seed: int,
    skip: int,
    limit: int | None,
) -> Iterator[dict[str, Any]]:
    """Give the batches of pass after pass without end, the first `skip` left out; `limit` pairs of a pass if given."""
    number, passed = 0, 0
    while True:
        pairs = drawn(material, seed, number)[:limit]
        for batch in batches(tokenizer, pairs, Random(f"{seed} order {number}")):
            passed += 1
            if passed > skip:
                yield batch
        number += 1


def _batch(read: Sequence[Any], targets: Sequence[tuple[float, float, float]]) -> dict[str, Any]:
    import torch

    width = max(len(one.ids) for one in read)
    names = {"input_ids": "ids", "token_type_ids": "type_ids", "attention_mask": "attention_mask"}
    inputs = {
        key: torch.tensor([getattr(one, name) + [0] * (width - len(one.ids)) for one in read])
        for key, name in names.items()
    }
    return {"inputs": inputs, "target": torch.tensor(targets)}
