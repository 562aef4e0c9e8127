"""Whether the sentences found bear out what a question takes for done, as the entailment model reads them."""

from __future__ import annotations

from collections.abc import Callable

from rag.entailment.entail import ENTAILMENT, Entailment
from rag.evidence.candidates import Evidence
from rag.evidence.relation import relation
from rag.reading.asked import asked
from rag.reading.presupposed import presupposed

BORNE = 0.5
"""Entailment from which a sentence bears a deed out; see eval/train/README.md."""
_BATCH = 6  # texts read at once: most deeds are borne out by the first


def unborne(evidence: Evidence, entailment: Callable[[], Entailment]) -> bool:
    """Say whether a question asks why somebody did what no sentence found, by itself or with its neighbours, bears out.

    One that the passages tell plainly is not put to the model, which is loaded only where it is needed.
    """
    deed, wanted = presupposed(evidence.question), asked(evidence.question)
    if deed is None or wanted is None or not wanted.names or not evidence.english or relation(evidence).plainly:
        return False
    texts = [text for one in evidence.shortlist for text in (one.text, one.around())]
    return not any(_bear(texts[at : at + _BATCH], deed, entailment()) for at in range(0, len(texts), _BATCH))


def _bear(texts: list[str], deed: str, model: Entailment) -> bool:
    return bool(model.score([(text, deed) for text in texts])[:, ENTAILMENT].max() >= BORNE)
