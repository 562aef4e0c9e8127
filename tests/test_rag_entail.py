"""The entailment seam: the model that ships, and any cross-encoder."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ModelError
from rag.entailment import entail
from rag.entailment.entail import CONTRADICTION, ENTAILMENT, NEUTRAL
from rag.entailment.entail_cross import columns
from rag.entailment.entail_onnx import OnnxEntailment

FLOOD = "The flood closed the bridge on Tuesday, and the ferry took 40 passengers across every hour."
PAIRS = (
    (FLOOD, "The bridge was closed by the flood.", ENTAILMENT),
    (FLOOD, "A ferry carried passengers across.", ENTAILMENT),
    (FLOOD, "The bridge was not closed.", CONTRADICTION),
    (FLOOD, "The bridge stayed open throughout the flood.", CONTRADICTION),
    (FLOOD, "The engineers studied in Vienna.", NEUTRAL),
    ("Sara Lind won the election with 54 percent of the votes.", "Sara Lind lost the election.", CONTRADICTION),
    ("Sara Lind won the election with 54 percent of the votes.", "Sara Lind won the election.", ENTAILMENT),
    ("A man is playing a guitar on stage.", "A man is playing an instrument.", ENTAILMENT),
    ("A man is playing a guitar on stage.", "Nobody is playing an instrument.", CONTRADICTION),
    ("A man is playing a guitar on stage.", "The man has three sisters.", NEUTRAL),
)
TWO = [(premise, hypothesis) for premise, hypothesis, _ in PAIRS]


@pytest.fixture(scope="module")
def shipped():
    return entail.load()


@pytest.fixture(scope="module")
def one_thread():
    return OnnxEntailment.load(threads=1)


def test_the_columns_are_entailment_neutral_contradiction(shipped):
    scores = shipped.score(TWO)
    right = [int(row.argmax()) == label for row, (*_, label) in zip(scores, PAIRS, strict=True)]
    assert sum(right) >= len(PAIRS) - 1, scores.round(2).tolist()


def test_each_row_is_three_probabilities_that_sum_to_1(shipped):
    scores = shipped.score(TWO)
    assert scores.dtype == np.float32 and scores.shape == (len(TWO), 3)
    assert scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=1e-5)


def test_no_pairs_give_no_rows(shipped):
    assert shipped.score([]).shape == (0, 3)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=80)), min_size=1, max_size=4))
def test_a_pair_has_the_same_score_alone_and_in_a_batch(shipped, pairs):
    together = shipped.score([*pairs, *TWO])[: len(pairs)]
    alone = np.concatenate([shipped.score([pair]) for pair in pairs])
    assert np.abs(together - alone).max() < 1e-4


def test_threads_do_not_change_scores(shipped, one_thread):
    many = TWO * 4
    assert np.abs(shipped.score(many) - one_thread.score(many)).max() < 1e-4


def test_a_long_premise_is_cut_at_its_end(shipped):
    words = "The committee met in the old town hall and went through its papers. " * 60
    start, longer = f"{FLOOD} {words}", f"{FLOOD} {words}{words}"
    hypothesis = "The bridge was closed by the flood."
    assert np.array_equal(shipped.score([(start, hypothesis)]), shipped.score([(longer, hypothesis)]))
    told = shipped.score([(start, hypothesis), (f"{words} {FLOOD}", hypothesis)])
    assert told[0, ENTAILMENT] > told[1, ENTAILMENT], "what is cut off is not read"


def test_a_long_hypothesis_is_read_to_its_last_word(shipped):
    filler = "and the bridge over the river " * 40
    ends = [f"The flood closed the bridge {filler}{end}." for end in ("on Tuesday", "in Vienna with engineers")]
    first, second = shipped.score([(FLOOD, hypothesis) for hypothesis in ends])
    assert np.abs(first - second).max() > 1e-4


def test_a_hypothesis_too_long_to_read_is_left_open(shipped):
    scores = shipped.score([(FLOOD, "The flood closed the bridge. " * 400), TWO[0]])
    assert scores[0].tolist() == [0, 1, 0] and scores[1].argmax() == ENTAILMENT


def test_an_altered_model_is_refused(tmp_path):
    graph, stated = tmp_path / "entailment.onnx", tmp_path / "entailment.json"
    shutil.copy(entail.STATED, stated)
    held = bytearray(entail.FILE.read_bytes())
    held[len(held) // 2] ^= 1
    graph.write_bytes(held)
    with pytest.raises(ModelError, match="was altered; reinstall citedesk"):
        OnnxEntailment.load(graph, stated)
    graph.unlink()
    with pytest.raises(ModelError, match=r"is missing at .*; reinstall citedesk"):
        OnnxEntailment.load(graph, stated)


def test_another_tokenizer_is_refused(tmp_path):
    stated = tmp_path / "entailment.json"
    stated.write_text(json.dumps(json.loads(entail.STATED.read_bytes()) | {"tokenizer_sha256": "0" * 64}))
    with pytest.raises(ModelError, match=r"the tokenizer at .* was altered"):
        OnnxEntailment.load(entail.FILE, stated)


def test_the_file_that_ships_is_at_most_30_megabytes():
    assert entail.FILE.stat().st_size <= 30_000_000


def test_two_labels_are_entailment_and_its_absence():
    assert columns({0: "entailment", 1: "not_entailment"}, "m") == (ENTAILMENT, NEUTRAL)


@pytest.mark.parametrize("labels", [{0: "LABEL_0"}, {0: "positive", 1: "negative"}, {0: "neutral", 1: "contradiction"}])
def test_labels_that_are_not_of_entailment_are_refused(labels):
    with pytest.raises(ModelError, match=r"not those of entailment; choose a model .*config.json"):
        columns(labels, "m")


def test_a_model_that_is_not_there_is_told_in_one_line(tmp_path):
    with pytest.raises(ModelError, match=r"there is no folder .*; name a folder or a hub id") as told:
        entail.load(str(tmp_path / "none"))
    assert "\n" not in str(told.value)
