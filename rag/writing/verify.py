"""Whether a sentence that a model wrote may be shown: it cites, carries no address, and its words are borne out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answer import Support
from rag.checks import looks
from rag.checks.ordered import stated
from rag.checks.overlap import covered, uncovered
from rag.cite import marked
from rag.generator import Task
from rag.reading.ground import Ground
from rag.reading.slots import read
from rag.support import Cited, Judged, judge
from rag.verdicts.compare import hold
from rag.writing.pack import Line, Pack
from rag.writing.release import cited
from rag.writing.said import Said

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment

MOST_CITED = 5  # a sentence that cites everything cites nothing
LEAST, ENTAILED = 0.5, 0.5
"""Least share of a sentence's words of content, weighed by rarity, that stand in the very words it cites, or else least
probability that they entail it. Chosen on the shipped articles, 2026-11-22, by `python -m eval.bench.cited_words`: of
true sentences that cite another place of their article 0 of 286 pass, .287 without this rule; of the 200 true
paraphrases .970 pass, .975 without."""
FEW, FORETOLD = 0.65, 0.15
"""Share of words under which a model that finds entailment less likely than this outweighs them: a lie is built out of
true words. Of the 200 true paraphrases none falls under both (2026-11-22); of what `eval.hostile` invents, all."""
SHOWN = frozenset((Support.VERBATIM, Support.SUPPORTED))


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
    words = cited(task, lines)
    judged = judge(said.text, words, entailment)
    if judged.support is Support.SUPPORTED and (fault := misplaced(said.text, words, entailment)):
        judged = Judged(Support.PARTIAL, fault)
    return Checked(said, lines, judged)


def misplaced(sentence: str, words: Sequence[Cited], entailment: Entailment | None = None) -> str:
    """Say why a sentence does not rest on the very words it cites, "" where it does.

    `judge` reads what stands around them too, where a pronoun finds its name; a true sentence that cites the wrong
    place would pass it. What the words only order somebody to say they do not say.
    """
    claim, ground = read(sentence), Ground.words("\n\n".join(stated(one.quote) for one in words))
    share = covered(claim, ground, hold(claim, ground).matched)
    if share >= FEW or (entailment is None and share >= LEAST):
        return ""
    if entailment is not None:
        likely = float(entailment.score([(ground.line.text, sentence)])[0][0])
        if likely >= (FORETOLD if share >= LEAST else ENTAILED):
            return ""
    return f"the words cited do not say: {', '.join(uncovered(claim, ground))}"


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
    source = " ".join(line.text for line in lines)
    if marked(said.text) or looks.mark(said.text, source):
        return "it holds what looks like a citation and is none"
    if pack.mark in said.text:
        return "it repeats the mark of the prompt"
    if looks.address(said.text, source):
        return "it holds an address, a link or markup"
    return ""
