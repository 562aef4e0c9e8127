"""Whether a sentence that a model wrote may be shown: it cites, carries no address, and its words are borne out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answer import Support
from rag.cite import marked
from rag.generator import Task
from rag.pack import Line, Pack
from rag.release import cited
from rag.said import Said
from rag.support import Judged, judge

if TYPE_CHECKING:
    from rag.entail import Entailment

MOST_CITED = 5  # a sentence that cites everything cites nothing
SHOWN = frozenset((Support.VERBATIM, Support.SUPPORTED))
# What a reader, a terminal or another program would take for an address, an image or a link.
_ADDRESS = re.compile(r"\w{2,}://|\bwww\.|\bmailto:|\bdata:\w+/|!\[|\]\s*\(|<\s*/?\s*[a-z]|\[[^\]]*\]:", re.I)


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence, the numbered sentences it cites that exist, and the verdict."""

    said: Said
    lines: tuple[Line, ...]
    judged: Judged

    @property
    def shown(self) -> bool:
        """Say whether a reader may see it."""
        return self.judged.support in SHOWN


def verify(said: Said, pack: Pack, task: Task, entailment: Entailment | None = None) -> Checked:
    """Check a sentence against the words it cites."""
    lines = tuple(line for number in said.numbers if (line := pack.line(number)) is not None)
    if fault := _fault(said, lines, pack):
        return Checked(said, lines, Judged(Support.UNSUPPORTED, fault))
    return Checked(said, lines, judge(said.text, cited(task, lines), entailment))


def _fault(said: Said, lines: tuple[Line, ...], pack: Pack) -> str:
    """Say what bars a sentence whatever its words say; "" if nothing does."""
    if not said.numbers:
        return "it cites nothing"
    if not lines:
        return f"it cites {', '.join(map(str, said.numbers))}, and there is no such sentence"
    if len(lines) > MOST_CITED:
        return f"it cites {len(lines)} sentences; at most {MOST_CITED} may bear one out"
    if not any(character.isalnum() for character in said.text):
        return "it says nothing"
    if marked(said.text):
        return "it holds what looks like a citation and is none"
    if pack.mark in said.text:
        return "it repeats the mark of the prompt"
    if _ADDRESS.search(said.text):
        return "it holds an address, a link or markup"
    return ""
