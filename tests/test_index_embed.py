import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fakes import TEXTS, HashEncoder

from corpus.errors import ModelError, NoSpace
from index import export
from index.embed import batches, load, pool_spans, unit
from index.onnx import OnnxEncoder


@pytest.fixture(scope="session")
def encoder(models):
    return OnnxEncoder.load(models)


@pytest.fixture
def copied(models, tmp_path):
    return Path(shutil.copytree(models, tmp_path / "models")) / export.MODEL


def test_rows_are_unit_float32_whatever_the_text(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(encoder):
    together = encoder.encode(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.abs(encoder.encode([text])[0] - vector).max() < 1e-6


def test_nothing_gives_an_empty_matrix(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_query_is_encoded_as_a_text(encoder):
    assert np.array_equal(encoder.encode_query(TEXTS[0]), encoder.encode(TEXTS[:1])[0])


@pytest.mark.parametrize("make", [lambda models: OnnxEncoder.load(models), lambda models: HashEncoder()])
class TestSpans:
    def test_vectors_are_those_of_encode(self, make, models):
        encoder = make(models)
        vectors, parts = encoder.encode_with_spans(TEXTS, [[(0, 5)]] * len(TEXTS))
        assert np.abs(vectors - encoder.encode(TEXTS)).max() < 1e-6
        assert [part.shape for part in parts] == [(1, encoder.manifest.dimension)] * len(TEXTS)

    def test_a_span_without_tokens_is_zero(self, make, models):
        _, (part,) = make(models).encode_with_spans(["one  two"], [[(3, 5), (0, 3), (20, 30), (4, 4)]])
        assert np.allclose(np.linalg.norm(part, axis=1), [0, 1, 0, 0], atol=1e-6)

    def test_spans_that_touch_the_same_tokens_are_equal(self, make, models):
        _, (part,) = make(models).encode_with_spans(["France objected. Japan agreed."], [[(0, 16), (1, 16), (17, 30)]])
        assert np.array_equal(part[0], part[1]) and not np.allclose(part[0], part[2])

    def test_progress_counts_up_to_the_total(self, make, models):
        seen: list[tuple[int, int]] = []
        make(models).encode(["a longer text of words " * 40] * 12, lambda done, total: seen.append((done, total)))
        done = [at for at, _ in seen]
        assert done == sorted(done) and seen[-1][0] == seen[-1][1] and len({total for _, total in seen}) == 1

    def test_token_offsets_cover_the_words_in_order(self, make, models):
        text = "Tokyo, 2023:  NATO’s  plan"
        offsets = make(models).token_offsets(text)
        assert all(left[1] <= right[0] for left, right in pairwise(offsets))
        assert "".join(text[start:end] for start, end in offsets) == "".join(text.split())


def test_token_offsets_are_neither_cut_off_nor_padded(encoder):
    assert len(encoder.token_offsets("word " * 5000)) == 5000
    assert encoder.token_offsets("") == []


def test_pooling_takes_every_token_a_span_touches():
    states = np.eye(4, dtype=np.float32)
    offsets = np.array([(0, 2), (2, 4), (5, 8), (8, 9)], np.int32)
    pooled = pool_spans(states, offsets, [(0, 2), (1, 3), (4, 5), (6, 9)])
    half = 2**-0.5
    assert np.allclose(pooled, [[1, 0, 0, 0], [half, half, 0, 0], [0, 0, 0, 0], [0, 0, half, half]])


def test_batches_hold_every_row_once_the_longest_first():
    lengths = [3, 250, 7, 256, 100, 2, 256] * 40
    rows = list(batches(lengths, threads=2))
    assert sorted(row for batch in rows for row in batch) == list(range(len(lengths)))
    longest = [max(lengths[row] for row in batch) for batch in rows]
    assert longest == sorted(longest, reverse=True)
    assert all(len(batch) * most <= 1024 for batch, most in zip(rows, longest, strict=True))
    assert [len(batch) for batch in batches([200] * 8, threads=2)] == [2] * 4, "two a core"


def test_a_models_folder_that_cannot_be_made_is_told_with_its_remedy(tmp_path):
    (tmp_path / "models").write_text("a file in its place")
    with pytest.raises(
        NoSpace, match=r"cannot prepare the embedding model .*; make room, or set CITEDESK_MODELS to another"
    ):
        OnnxEncoder.load(tmp_path / "models")


def test_altered_source_weights_are_refused(tmp_path):
    source = Path(shutil.copytree(export.source_folder(), tmp_path / "source"))
    with (source / "model.safetensors").open("r+b") as file:
        file.seek(50_000_000)
        file.write(b"\x01")
    with pytest.raises(ModelError, match=r"altered.*pip install"):
        export.check_weights(source)


@pytest.mark.parametrize("name", ["model.onnx", "weights.bin", "tokenizer.json"])
def test_an_altered_export_is_refused(copied, name):
    with (copied / name).open("r+b") as file:
        file.seek(-20, os.SEEK_END)
        file.write(b"\x01")
    with pytest.raises(ModelError, match=r"altered or lost; delete"):
        OnnxEncoder.load(copied.parent)


def test_an_export_that_lost_a_file_is_refused(copied):
    (copied / "weights.bin").unlink()
    with pytest.raises(ModelError, match=r"weights\.bin was altered or lost"):
        OnnxEncoder.load(copied.parent)


def test_a_copied_export_with_other_times_is_accepted(copied):
    os.utime(copied / "weights.bin", (0, 0))
    assert OnnxEncoder.load(copied.parent).manifest.dimension == 384


def test_a_damaged_manifest_is_told_with_its_remedy(copied):
    (copied / "manifest.json").write_text("{")
    with pytest.raises(ModelError, match="delete the folder"):
        OnnxEncoder.load(copied.parent)


def test_a_model_that_may_not_be_read_is_told_with_its_remedy(copied, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(export, "check_export", refuse)
    with pytest.raises(ModelError, match=r"cannot be read .*Permission denied.*; allow it, or move CITEDESK_MODELS"):
        OnnxEncoder.load(copied)


def test_an_export_of_an_older_form_is_made_anew(copied):
    manifest = json.loads((copied / "manifest.json").read_text())
    (copied / "manifest.json").write_text(json.dumps(manifest | {"format": 0}))
    assert OnnxEncoder.load(copied.parent).encode(["text"]).shape == (1, 384)


def test_what_a_killed_export_left_behind_is_swept(tmp_path):
    part = tmp_path / f"{export.MODEL}.part"
    part.mkdir()
    (part / "weights.bin").write_bytes(b"half")
    export.ready(tmp_path)
    assert not part.exists() and (tmp_path / export.MODEL / "manifest.json").exists()


def test_two_processes_that_export_at_once_both_succeed(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(export.ready, [tmp_path, tmp_path]) == [tmp_path / export.MODEL] * 2
    export.check_export(tmp_path / export.MODEL)


def test_loading_and_encoding_import_no_heavy_library(models):
    code = (
        "import sys; from pathlib import Path; from index.embed import load\n"
        "assert not {'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
        f"load(Path({str(models)!r})).encode_query('why?')\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'langchain', 'onnx', 'safetensors', 'pydantic'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])


def test_a_model_that_is_not_there_is_told_in_one_line(tmp_path):
    with pytest.raises(ModelError, match=r"there is no folder .*; name a folder or a hub id") as told:
        load(tmp_path, str(tmp_path / "none"))
    assert "\n" not in str(told.value)


def test_a_row_of_zeros_stays_when_scaled():
    assert np.array_equal(unit(np.array([[0, 0], [3, 4]], np.float32)), np.array([[0, 0], [0.6, 0.8]], np.float32))


def test_a_vector_does_not_change_when_the_weights_are_packed(models):
    encoder = OnnxEncoder.load(models)
    first = encoder.encode_query(TEXTS[0])
    encoder.encode(TEXTS)
    assert np.abs(encoder.encode_query(TEXTS[0]) - first).max() < 1e-6


def test_a_question_asked_again_gives_the_same_vector_and_another_its_own(encoder):
    first, other = encoder.encode_query("why?").copy(), encoder.encode_query("who?").copy()
    assert np.array_equal(encoder.encode_query("why?"), first) and not np.allclose(first, other)
    assert encoder.encode_query("why?") is encoder.encode_query("why?")
