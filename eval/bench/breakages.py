"""A desk broken on purpose, a fault at a time: each must be caught by a metric and shown by the comparison.

    python -m eval.bench.breakages eval/sets/desk --split dev [--limit 60] [--runs DIR]

Runs the desk as it is and with each fault, through the same code as `citedesk eval`, compares, and says which of the
metrics that ought to fall did. Exits with 1 where a fault goes unseen, or where no fall of them is sure (after Holm's
correction over all metrics): then the set, or the sample of it, asks too little of that kind.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Unpack

from eval.asking import Asker, How
from eval.compare import Comparison, compare
from eval.run import Options, run
from index.embed import Encoder
from index.library import Library
from rag.answer import Answer, Citation
from rag.config import Settings
from rag.desk import Desk

SURE = 0.05  # Holm-corrected p below which a fall is shown


@dataclass(frozen=True, slots=True)
class Remembering:
    """Asks a question once, however many faults it is measured under: what a fault does, it does to the answer."""

    desk: Asker
    answers: dict[tuple[object, ...], Answer]

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer as before where the same was asked after the same turns."""
        asked = (question, how.get("as_of"), how.get("insist"), repr(how.get("history")))
        if asked not in self.answers:
            self.answers[asked] = self.desk.ask(question, **how)
        return self.answers[asked]


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Cites, for every answer, the words that the answer before it was drawn from."""

    desk: Asker
    before: list[Citation] = field(default_factory=list)

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer with the citations of the last answer."""
        said = self.desk.ask(question, **how)
        places, own = self.before[:] or list(said.citations), said.citations
        self.before[:] = own or self.before
        return replace(
            said, citations=tuple(replace(places[n % len(places)], number=one.number) for n, one in enumerate(own))
        )


@dataclass(frozen=True, slots=True)
class OffByOne:
    """Counts offsets from one."""

    desk: Asker

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer with every citation one character late."""
        said = self.desk.ask(question, **how)
        late = (replace(one, start=one.start + 1, end=one.end + 1) for one in said.citations)
        return replace(said, citations=tuple(late))


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """Reads what was published after the day of the question."""

    desk: Asker

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer without the filter."""
        how.pop("as_of", None)
        return self.desk.ask(question, **how)


@dataclass(frozen=True, slots=True)
class Always:
    """Never keeps silent, and is always sure."""

    desk: Asker

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer whatever is asked."""
        how["insist"] = True
        return replace(self.desk.ask(question, **how), confidence=1.0)


@dataclass(frozen=True, slots=True)
class Never:
    """Always keeps silent."""

    desk: Asker

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Abstain, whatever is asked."""
        said = self.desk.ask(question, **how)
        silent = replace(said, answer="", abstained=True, reason="the articles do not say", confidence=0.0)
        return said if how.get("insist") else replace(silent, sentences=(), lead_ins=(), citations=())


Fault = Callable[[Asker], Asker]


@dataclass(frozen=True, slots=True)
class Breakage:
    """A fault: the desk that has it, and the metrics of which one must fall."""

    desk: Fault
    caught_by: tuple[str, ...]


BREAKAGES = {
    "citations shuffled": Breakage(Shuffled, ("citation_recall", "span_f1")),
    "offsets off by one": Breakage(OffByOne, ("citation_validity",)),
    "filter dropped": Breakage(Unfiltered, ("citations_in_time", "abstain_recall")),
    "always answers": Breakage(Always, ("abstain_recall",)),
    "never answers": Breakage(Never, ("answer_recall",)),
}


def broken(
    folder: Path, settings: Settings, options: Options, place: Path, encoder: Encoder | None = None
) -> Iterator[tuple[str, Comparison]]:
    """Run the desk as it is, then with each fault, and give the comparison of the two; the runs are left in `place`."""
    answers: dict[tuple[object, ...], Answer] = {}
    options = replace(options, only=("answers",), desk=_with(lambda desk: desk, answers))
    run(folder, settings, options, place / "whole", encoder=encoder)
    for name, breakage in BREAKAGES.items():
        faulty = replace(options, desk=_with(breakage.desk, answers), measured=name)
        run(folder, settings, faulty, place / name, encoder=encoder)
        yield name, compare(place / "whole", place / name)


def caught(name: str, found: Comparison) -> list[str]:
    """Give the metrics that ought to have fallen by a fault and did."""
    figures = {metric: found["metrics"].get(metric) for metric in BREAKAGES[name].caught_by}
    return [metric for metric, figure in figures.items() if figure and figure["difference"] < 0]


def shown(name: str, found: Comparison) -> list[str]:
    """Give those of the metrics caught whose fall is sure: one that the comparison would not put down to chance."""
    return [metric for metric in caught(name, found) if found["metrics"][metric]["p_holm"] < SURE]


def _with(fault: Fault, answers: dict[tuple[object, ...], Answer]) -> Callable[[Library, Settings], Asker]:
    return lambda library, settings: fault(Remembering(Desk(library, settings), answers))


def main() -> None:
    """Print what each fault does to the metrics that ought to see it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--runs", type=Path, help="a folder for the runs, to compare them further")
    given = parser.parse_args()
    options, unseen = Options(split=given.split, limit=given.limit), []
    with TemporaryDirectory() as scratch:
        for name, found in broken(given.set, Settings.load(), options, given.runs or Path(scratch)):
            seen, sure = caught(name, found), shown(name, found)
            unseen += [] if sure else [name]
            said = f"caught by {', '.join(seen)}{'' if sure else ', BUT NOT SURELY'}" if seen else "NOT CAUGHT"
            print(f"{name}: {said}; {len(found['broke'])} broke", flush=True)
            for metric, figure in found["metrics"].items():
                if figure and (metric in seen or figure["p_holm"] < SURE):
                    print(f"  {metric}: {figure['a']:.3f} -> {figure['b']:.3f}, p (Holm) {figure['p_holm']:.4f}")
    sys.exit(bool(unseen))


if __name__ == "__main__":
    main()
