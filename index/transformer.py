"""Any other sentence-transformers model as an encoder: a folder or a hub id, run by its own library.

Slow to import and to load; imported only where the settings name a model that is not the embedded one.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from index.embed import Manifest, Offsets, Progress, Spans, Vectors, batches, mean_letters, pool_spans, unit
from index.foreign import load_foreign, most_tokens

_DOCUMENT_PROMPTS = ("document", "passage", "corpus")


class SentenceTransformerEncoder:
    """A sentence-transformers model with its own tokenizer, pooling, limit and prompts.

    A prompt stands ahead of each text, as the model was trained: its tokens count against the limit, and
    `manifest.max_tokens` is what it leaves.
    """

    def __init__(self, model: Any, name: str) -> None:  # noqa: ANN401 - imported late
        self._model = model
        self._tokenizer = model.tokenizer
        # To pad and to cut changes a tokenizer; offsets may be asked for while another thread embeds.
        self._offsets = copy.deepcopy(self._tokenizer)
        prompts = {key: prompt for key, prompt in model.prompts.items() if prompt}
        usual = prompts.get(model.default_prompt_name or "", "")
        self._query_prompt = prompts.get("query", usual)
        self._prompt = next((prompts[key] for key in _DOCUMENT_PROMPTS if key in prompts), usual)
        self._limit = most_tokens(model)
        prompted = len(self.token_offsets(self._prompt))
        self.manifest = Manifest(name, _sha256(model), model.get_embedding_dimension(), self._limit - prompted)

    @classmethod
    def load(cls, model: str) -> SentenceTransformerEncoder:
        """Load a model from a folder or by its hub id; raises the ModelError of `load_foreign`."""
        return cls(load_foreign("embedding", model), model)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give the vectors of texts, shape `(len(texts), dimension)`."""
        return self.encode_with_spans(texts, [()] * len(texts), progress)[0]

    def encode_query(self, question: str) -> Vectors:
        """Give the vector of a question, read behind the model's query prompt, shape `(dimension,)`."""
        vector: Vectors = next(self._forward([question], [()], self._query_prompt))[0]
        return vector

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and, from the same pass, those of character spans in each."""
        lengths = [len(self.token_offsets(text)) for text in texts]
        rows = np.zeros((len(texts), self.manifest.dimension), np.float32)
        parts: list[Vectors] = [np.zeros((0, self.manifest.dimension), np.float32)] * len(texts)
        done, total = 0, sum(lengths)
        for batch in batches(lengths):
            found = self._forward([texts[row] for row in batch], [spans[row] for row in batch], self._prompt)
            for row, (vector, pooled) in zip(batch, found, strict=True):
                rows[row], parts[row] = vector, pooled
            done += sum(lengths[row] for row in batch)
            if progress is not None:
                progress(done, total)
        return rows, parts

    def token_offsets(self, text: str) -> Offsets:
        """Give the character span of every token of the whole text."""
        read = self._offsets(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        offsets: Offsets = read["offset_mapping"]
        return offsets

    def letters_per_token(self, text: str) -> float:
        """Give the characters that a token covers on average, an unknown one none."""
        ids = self._offsets(text, add_special_tokens=False, verbose=False)["input_ids"]
        return mean_letters(self.token_offsets(text), (token != self._tokenizer.unk_token_id for token in ids))

    def _forward(self, texts: Sequence[str], spans: Sequence[Spans], prompt: str) -> Iterator[tuple[Vectors, Vectors]]:
        import torch

        # Tokenized here and not by `SentenceTransformer.encode`, which may take a text for the address of a picture.
        read = self._tokenizer(
            [prompt + text for text in texts], padding=True, truncation=True, max_length=self._limit,
            return_offsets_mapping=True, return_special_tokens_mask=True, return_tensors="pt",
        )  # fmt: skip
        offsets, special = read.pop("offset_mapping").numpy(), read.pop("special_tokens_mask").numpy()
        features = dict(read) | {"modality": "text"}
        if prompt:
            features["prompt_length"] = self._prompt_length(prompt)
        with torch.inference_mode():
            found = self._model.eval()(features)
        vectors = unit(found["sentence_embedding"].float().numpy())
        states = found["token_embeddings"].float().numpy()
        for row, (vector, kept) in enumerate(zip(vectors, special == 0, strict=True)):
            shifted = [(start + len(prompt), end + len(prompt)) for start, end in spans[row]]
            yield vector, pool_spans(states[row][kept], offsets[row][kept], shifted)

    def _prompt_length(self, prompt: str) -> int:
        """Count the prompt's tokens with the special ones ahead of it, for models that do not pool them."""
        ids = self._tokenizer(prompt)["input_ids"]
        return len(ids) - (ids[-1] in self._tokenizer.all_special_ids)


def _sha256(model: Any) -> str:  # noqa: ANN401 - imported late
    """Give a fingerprint of the weights and of how they are put together, wherever they were loaded from."""
    digest = hashlib.sha256(repr([(module.__class__.__name__, module.get_config_dict()) for module in model]).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(tensor.float().cpu().numpy()).data)
    return digest.hexdigest()
