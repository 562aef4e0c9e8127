"""Other libraries' models: citedesk's own numbers are theirs, and any model of theirs can take the place of ours.

All of sentence-transformers stands here, so that of tests that run side by side one process alone imports it.
"""

import shutil

import numpy as np
import pytest
from fakes import TEXTS

from index import export
from index.embed import load, unit
from index.onnx import OnnxEncoder
from rag.entailment import entail

PAIRS = [
    ("The flood closed the bridge, and the ferry took 40 passengers.", "The bridge was closed by the flood."),
    ("The flood closed the bridge, and the ferry took 40 passengers.", "The engineers studied in Vienna."),
    ("Sara Lind won the election with 54 percent of the votes.", "Sara Lind lost the election."),
    ("A man is playing a guitar on stage.", "A man is playing an instrument."),
]


@pytest.fixture(scope="module")
def encoder(models):
    return OnnxEncoder.load(models)


def test_vectors_equal_those_of_sentence_transformers(encoder):
    from sentence_transformers import SentenceTransformer

    peer = SentenceTransformer(str(export.source_folder()), device="cpu")
    theirs = peer.encode(TEXTS, normalize_embeddings=True)
    ours = encoder.encode(TEXTS)
    assert np.einsum("ij,ij->i", ours, theirs).min() >= 0.9999
    assert np.abs(ours - theirs).max() < 1e-5


def test_span_vectors_are_the_mean_of_the_token_states_of_the_same_pass(encoder):
    from sentence_transformers import SentenceTransformer

    text = "France objected. Japan agreed."
    peer = SentenceTransformer(str(export.source_folder()), device="cpu")
    states = peer.encode(text, output_value="token_embeddings").numpy()  # [CLS] france objected . japan agreed . [SEP]
    _, (part,) = encoder.encode_with_spans([text], [[(0, 16), (17, 30)]])
    assert np.allclose(part, unit(np.stack([states[1:4].mean(0), states[4:7].mean(0)])), atol=1e-5)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Save a sentence-transformers folder with random weights, prompts of its own and pooling by the first token."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("tiny")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        shutil.copy(export.source_folder() / name, folder)
    torch.manual_seed(0)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64)
    BertModel(config).save_pretrained(folder)
    words = Transformer(str(folder), max_seq_length=64)
    prompts = {"query": "query: ", "document": "passage: "}
    saved = tmp_path_factory.mktemp("saved")
    SentenceTransformer(modules=[words, Pooling(32, "cls")], prompts=prompts, device="cpu").save(
        str(saved), create_model_card=False
    )
    return saved


def test_any_sentence_transformers_folder_is_an_encoder(tiny, tmp_path):
    from sentence_transformers import SentenceTransformer

    encoder, peer = load(tmp_path, str(tiny)), SentenceTransformer(str(tiny), device="cpu", local_files_only=True)
    texts = [text for text in TEXTS if text]
    theirs = peer.encode_document(texts, normalize_embeddings=True)
    assert np.einsum("ij,ij->i", encoder.encode(texts), theirs).min() >= 0.9999
    query = peer.encode_query("why?", normalize_embeddings=True)
    assert np.dot(encoder.encode_query("why?"), query) >= 0.9999
    assert encoder.manifest.max_tokens == 64 - 2 and encoder.manifest.dimension == 32
    assert encoder.manifest == load(tmp_path, str(tiny)).manifest


def test_spans_of_any_model_are_counted_behind_its_prompt(tiny, tmp_path):
    from sentence_transformers import SentenceTransformer

    text = "France objected. Japan agreed."
    peer = SentenceTransformer(str(tiny), device="cpu", local_files_only=True)
    states = peer.encode_document(text, output_value="token_embeddings").numpy()
    # [CLS] passage : france objected . japan agreed . [SEP]
    _, (part,) = load(tmp_path, str(tiny)).encode_with_spans([text], [[(0, 16), (17, 30)]])
    assert np.allclose(part, unit(np.stack([states[3:6].mean(0), states[6:9].mean(0)])), atol=1e-5)


@pytest.fixture(scope="module")
def pairing(tmp_path_factory):
    """Save a cross-encoder with random weights whose labels stand in another order."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("pairing")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        shutil.copy(export.source_folder() / name, folder)
    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64, max_position_embeddings=128,
        id2label={0: "CONTRADICTION", 1: "entailment", 2: "Neutral"}, label2id={},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    torch.nn.init.normal_(model.classifier.weight)
    model.save_pretrained(folder)
    return folder


def test_any_cross_encoder_has_its_columns_put_in_order(pairing):
    from sentence_transformers import CrossEncoder

    peer = CrossEncoder(str(pairing), device="cpu", local_files_only=True, max_length=128)
    theirs = peer.predict(PAIRS, apply_softmax=True, show_progress_bar=False)
    model = entail.load(str(pairing))
    assert model.name == str(pairing)
    assert np.allclose(model.score(PAIRS), theirs[:, [1, 2, 0]], atol=1e-5)
    assert model.score([]).shape == (0, 3)


def test_any_cross_encoder_has_its_premise_cut_and_never_its_hypothesis(pairing):
    model = entail.load(str(pairing))
    words = "flood " * 300
    first, second = model.score([(words, "bridge " * 60 + end) for end in ("open", "closed")])
    assert np.abs(first - second).max() > 1e-6
    assert np.allclose(*model.score([(words, "A bridge."), (words * 2, "A bridge.")]), atol=1e-6)
    assert model.score([(words, "bridge " * 300)]).tolist() == [[0, 1, 0]]
