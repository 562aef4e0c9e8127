"""The support checks of the desk as the judge of citations."""

from __future__ import annotations

from dataclasses import dataclass, field

from eval.measures.citing import Remembered, Supports
from rag.support import Structural


@dataclass(frozen=True, slots=True)
class Structurally:
    """Judges by figures, dates, names, quotations and the words that both have, without a model."""

    checks: Structural = field(default_factory=Structural)
    name: str = "structural"

    def __call__(self, premise: str, sentence: str) -> bool:
        """Say whether the premise bears the sentence out."""
        return self.checks.supports(premise, sentence)


def shipped() -> Supports:
    """Give the checker of `citedesk eval`, which judges each pair of texts once."""
    return Remembered(Structurally())
