"""The shared vectors: the same as without it, and each text embedded once."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from evaluation import quicken, write_lines, write_set
from fakes import HashEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import quick_folder

from eval.indexed import indexed
from eval.rows import SetError
from eval.run import Options, run
from eval.sets import EvaluationSet
from eval.vector_cache import NAME, Remembering
from rag.config import Settings

TEXTS = st.lists(st.text("ab é🙂\n", min_size=1, max_size=12), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_vectors_are_those_of_the_encoder_whatever_was_kept_before(batches):
    with quick_folder() as folder:
        plain, kept = HashEncoder(16), Remembering(HashEncoder(16), folder)
        for texts in batches:
            spans = [((0, 1), (0, len(text))) for text in texts]
            whole, parts = kept.encode_with_spans(texts, spans)
            due, due_parts = plain.encode_with_spans(texts, spans)
            np.testing.assert_array_equal(whole, due)
            for part, due_part in zip(parts, due_parts, strict=True):
                np.testing.assert_array_equal(part, due_part)
            np.testing.assert_array_equal(kept.encode(texts), plain.encode(texts))


def test_a_text_is_embedded_once_a_model(tmp_path):
    first, second, other = HashEncoder(16), HashEncoder(16), HashEncoder(16, model="other")
    for encoder in (first, second, other):
        Remembering(encoder, tmp_path).encode(["a storm", "a storm", "a ferry"])
    assert (first.calls, second.calls, other.calls) == (1, 0, 1)


def test_two_sets_with_the_same_articles_embed_them_once(tmp_path: Path, monkeypatch):
    quicken(monkeypatch)
    place = Settings.load({"CITEDESK_HOME": str(tmp_path), "CITEDESK_CACHE": str(tmp_path / "cache")}, tmp_path)
    one, two = write_set(tmp_path / "one"), write_set(tmp_path / "two")
    encoder = HashEncoder(64)
    found = run(one, place, Options(only=("retrieval",)), tmp_path / "first", encoder=encoder)
    calls = encoder.calls
    again = run(two, place, Options(only=("retrieval",)), tmp_path / "second", encoder=encoder)
    assert encoder.calls - calls == len((tmp_path / "second" / "retrieval.jsonl").read_text().splitlines())
    assert again["metrics"] == found["metrics"]


class Broken(Exception):
    """The power that went out."""


def test_an_indexing_that_is_broken_off_shows_how_far_it_was_and_goes_on_there(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("index.batch.BATCH_ARTICLES", 5)
    texts = {f"a{n}": f"Storm number {n} passed over Selm." for n in range(23)}
    write_lines(tmp_path / "many" / "corpus.jsonl", ({"_id": key, "text": text} for key, text in texts.items()))
    write_lines(tmp_path / "many" / "queries.jsonl", [{"_id": "q", "text": "Which?"}])
    chosen, embedded, told = EvaluationSet.load(tmp_path / "many"), Counter[str](), []

    class Noting(HashEncoder):
        def encode_with_spans(self, texts, spans, progress=None):
            embedded.update(texts)
            return super().encode_with_spans(texts, spans, progress)

    def until(last: int):
        def progress(done: int, total: int) -> None:
            told.append((done, total))
            if done == last:
                raise Broken

        return progress

    for last in (7, 17):
        with pytest.raises(Broken):
            indexed(chosen, tmp_path / "cache", Noting(16), until(last))
    with indexed(chosen, tmp_path / "cache", Noting(16), until(0)) as library:
        assert library.count()[0] == len(texts)
    assert told == [(n, 23) for last in (7, 17, 23) for n in range(1, last + 1)]
    assert len(embedded) == 23 and set(embedded.values()) == {1}


def test_a_damaged_cache_is_told_with_its_remedy(tmp_path):
    (tmp_path / NAME).write_bytes(b"no database at all, but long enough to be read as one")
    with pytest.raises(SetError, match="delete the file, it is a cache"):
        Remembering(HashEncoder(16), tmp_path).encode(["a storm"])
