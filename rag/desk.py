"""The desk: a question in, a checked answer out. Read `Desk.ask` first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.errors import QuestionError
from corpus.visible import is_text
from index.library import Library
from index.passage import EVERYTHING, Filters
from index.snapshot import Snapshot
from rag.answer import Answer, FoundPassage
from rag.compose import Note
from rag.config import Settings
from rag.entailment.entail import opened
from rag.evidence import floor
from rag.evidence.borne import unborne
from rag.evidence.candidates import Evidence
from rag.evidence.demands import reason
from rag.evidence.floor import Verdict
from rag.evidence.weighed import PASSAGES, weigh
from rag.extract import Chosen, nearest
from rag.followups.asof import spelled_out, until
from rag.followups.followup import Turn
from rag.followups.thread import spoken_of
from rag.generator import Generator, Reading, Task, Watch, unwatched
from rag.generators import load_generator
from rag.question import resolve
from rag.reply import Silence, abstained, answered, ranked
from rag.retrieve import Hit, retrieve
from rag.searched import searched_in
from rag.shelf import open_library
from rag.stopwatch import Stopwatch
from rag.writing.tokens import both

if TYPE_CHECKING:
    from rag.check import Progress
    from rag.quotations.traced import Traced
    from rag.verdicts.checked import Checked
    from rag.verdicts.draft import Draft

TOP_K = PASSAGES


class Desk:
    """Asks one library. May be used by several threads; every question sees the newest state."""

    def __init__(self, library: Library, settings: Settings, generator: Generator | None = None) -> None:
        self.library = library
        self.settings = settings
        self.generator = generator or load_generator(settings)

    @classmethod
    def open(
        cls, settings: Settings, *, generator: Generator | None = None, wait: Callable[[str], None] | None = None
    ) -> Self:
        """Open the desk over the library in the home; raises the errors of `Library.open`.

        `generator` writes the answers, the one of the settings unless told.
        """
        generator = generator or load_generator(settings)  # a wrong name is told before anything is opened
        return cls(open_library(settings, wait=wait), settings, generator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.library.close()

    def ask(
        self,
        question: str,
        *,
        filters: Filters = EVERYTHING,
        history: Sequence[Answer] = (),
        as_of: date | None = None,
        insist: bool = False,
        generator: Generator | None = None,
        watch: Watch = unwatched,
    ) -> Answer:
        """Answer a question from the articles a filter keeps, in the light of the turns before it, or abstain.

        Nothing published after `as_of` is read, and words such as "last year" are counted from it. `insist` answers
        below the evidence floor too: what would have been said, for those who measure the floor. `generator` writes in
        place of the desk's own, `watch` hears of each sentence as it is released. Raises QuestionError for an empty or
        overlong question, NotFound where there is nothing to search.
        """
        clock, writer = Stopwatch(), generator or self.generator
        turns = [Turn.of(answer) for answer in history]
        read = self._read(question, turns, writer, watch)
        asked, filters = spelled_out(read.text, as_of), until(filters, as_of)
        with self.library.snapshot() as state:
            searched = searched_in(state, filters)
            evidence = self._evidence(state, asked, filters, clock, spoken_of(question, turns))
            verdict = self._judge(evidence)
            clock.lap("judge")
            if verdict.abstain and not insist:
                silence = Silence.below(verdict, writer.name, read)
                return abstained(question, asked, silence, evidence.hits, searched, clock.laps())
            note = _behind(read, writer.write(_task(state, asked, evidence, spelled_out(question, as_of)), watch))
            clock.lap("compose")
        if not note.sentences:
            silence = Silence.of(note, verdict)
            return abstained(question, asked, silence, nearest(evidence), searched, clock.laps())
        return answered(question, asked, note, verdict.probability, searched, clock.laps())

    def check(
        self,
        draft: Draft | str,
        *,
        filters: Filters = EVERYTHING,
        as_of: date | None = None,
        progress: Progress | None = None,
        known: Checked | None = None,
    ) -> Checked:
        """Check every claim of a draft against the articles a filter keeps; `progress` is told of each as it is judged.

        `known` is an earlier check with the same filters and day: only what has changed since is judged again.
        Raises QuestionError for a draft that is empty, overlong or no text, NotFound where there is nothing to search.
        """
        from rag.check import check  # a question has no use for the checks, whose import takes a quarter of its time
        from rag.verdicts.draft import Draft

        read, kept = draft if isinstance(draft, Draft) else Draft.of(draft), until(filters, as_of)
        model = opened(self.settings.entailment)
        return check(self.library, read, lambda state: searched_in(state, kept), kept, as_of, model, progress, known)

    def make_ready_to_check(self) -> None:
        """Load what the first check would wait for, some .7 s: the rules and the model. Raises ModelError."""
        import rag.check  # noqa: F401 - see `check`

        opened(self.settings.entailment)

    def quote(self, words: str, *, filters: Filters = EVERYTHING) -> Traced:
        """Find where words stand in the articles a filter keeps, verbatim or nearly; raises as `check` does."""
        from rag.quotes import trace

        with self.library.snapshot() as state:
            return trace(state, words, searched_in(state, filters), filters)

    def search(self, words: str, *, filters: Filters = EVERYTHING, top_k: int = 10) -> tuple[FoundPassage, ...]:
        """Give the passages that fit the words best, best first; raises as `ask` does."""
        self._require_askable(words)
        with self.library.snapshot() as state:
            searched_in(state, filters)
            hits = retrieve(state, self.library.encoder, words, filters, top_k)
            records = state.records(hit.passage.article_id for hit in hits)
        return ranked(hits, records)

    def _read(self, question: str, turns: Sequence[Turn], writer: Generator, watch: Watch) -> Reading:
        """Give a question that stands alone; raises QuestionError for one that cannot be asked."""
        self._require_askable(question)
        read = writer.resolve(question, turns, watch) if turns else Reading()
        return replace(read, text=read.text or resolve(question, turns).text)

    def _require_askable(self, question: str) -> None:
        """Raise QuestionError for a question that cannot be asked."""
        if not question.strip():
            raise QuestionError("the question is empty; write what you want to know")
        if not is_text(question):
            raise QuestionError("the question holds bytes that are not text; write it in UTF-8")
        most = self.settings.max_question_chars
        if len(question) > most:
            raise QuestionError(f"the question has {len(question):,} characters; ask in at most {most:,}")

    def _judge(self, evidence: Evidence) -> Verdict:
        """Say whether to answer; why something was done only where words that were found bear out that it was."""
        verdict = floor.shipped().judge(evidence)
        if verdict.abstain or not unborne(evidence, lambda: opened(self.settings.entailment)):
            return verdict
        return Verdict(verdict.probability, True, f"the articles searched do not say: {reason('untold', evidence)}")

    def _evidence(
        self, state: Snapshot, asked: str, filters: Filters, clock: Stopwatch, about: Collection[str] = ()
    ) -> Evidence:
        encoder = self.library.encoder
        hits = retrieve(state, encoder, asked, filters, TOP_K)
        clock.lap("retrieve")
        vectors = state.sentence_vectors([hit.passage.row for hit in hits])
        evidence = weigh(asked, hits, vectors, encoder.encode_query(asked), encoder, about)
        clock.lap("weigh")
        return evidence


def _behind(read: Reading, note: Note) -> Note:
    """Give a note that tells how its question was read, too."""
    return replace(note, notes=(*read.notes, *note.notes), usage=both(read.usage, note.usage))


def _task(state: Snapshot, asked: str, evidence: Evidence, typed: str) -> Task:
    records = state.records(hit.passage.article_id for hit in evidence.hits)

    def also_in(sentence: Chosen) -> tuple[str, ...]:
        """Give the articles whose copy of the passage was collapsed into this one, and holds the sentence too."""
        copies = {copy for hit in evidence.hits if _holds(hit, sentence) for copy in hit.also_in}
        copies -= {sentence.article_id, *(copy[0] for copy in sentence.copies)}
        found = state.records(copies).values()
        words = " ".join(sentence.text.split())
        return tuple(one.article_id for one in found if words in " ".join(state.text(one.sha256).split()))

    return Task(asked, evidence, records, state.text, state.page_of, also_in, typed)


def _holds(hit: Hit, sentence: Chosen) -> bool:
    passage = hit.passage
    return passage.article_id == sentence.article_id and passage.start <= sentence.start < passage.end
