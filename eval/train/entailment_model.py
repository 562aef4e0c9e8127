"""The entailment model before training: the bundled encoder with a new head, and which of its weights decay."""

from __future__ import annotations

from typing import Any

from index.export import check_weights, source_folder

DECAY = 0.01


def new_model() -> Any:  # noqa: ANN401 - imported late
    """Give the bundled encoder with a new head of three labels.

    Word embeddings stay as they are and nothing but the head drops out: a run sees most pairs once, and has no time for
    more.
    """
    from safetensors.torch import load_file
    from transformers import BertConfig, BertForSequenceClassification

    source = source_folder()
    config = BertConfig.from_pretrained(
        source,
        num_labels=3,
        id2label={0: "entailment", 1: "neutral", 2: "contradiction"},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout=0.1,
    )
    model = BertForSequenceClassification(config)
    weights = load_file(check_weights(source))
    weights.pop("embeddings.position_ids", None)
    model.bert.load_state_dict(weights)
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    return model


def groups(model: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Give the weights that decay, and the biases and norms that do not."""
    trained = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.ndim >= 2], "weight_decay": DECAY},
        {"params": [p for p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
