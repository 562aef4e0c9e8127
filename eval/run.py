"""Running a set and setting down what came of it: the figures, and a record for every question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from eval import indexed, metrics, provenance
from eval.answer_records import Stored
from eval.asking import Asker
from eval.checker import shipped
from eval.cost import cost
from eval.judging import Desked, Judge, Similarity
from eval.measures import claiming
from eval.measures.citing import Supports
from eval.parts import PARTS, Job, Progress
from eval.retrieving import Hybrid, Ranker
from eval.rows import SetError
from eval.run_folder import FORMAT, Record, Run, new_place, require_free, write
from eval.sample import sample
from eval.sets import EvaluationSet
from index.embed import Encoder
from index.library import Library
from rag.config import Settings
from rag.desk import Desk
from rag.evidence.floor import OTHER_WEIGHTS, WEIGHTS
from rag.retrieve import FUSION
from rag.shelf import load_encoder

Report = dict[str, Any]


def _silent(done: int, total: int, label: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Options:
    """What to run: parts of PARTS (every one that the set allows unless named), a split, at most `limit` questions.

    `desk`, `ranker` and `judge` make what is measured, over the set's library; `supports` checks citations; `measured`
    says in words what is measured where it is not the desk as it ships.
    """

    only: tuple[str, ...] = ()
    split: str | None = None
    limit: int | None = None
    generator: str = "extractive"
    desk: Callable[[Library, Settings], Asker] = Desk
    ranker: Callable[[Library, Mapping[str, str]], Ranker] = Hybrid
    judge: Callable[[Library, Settings], Judge] = Desked
    supports: Supports | None = field(default_factory=shipped)
    progress: Progress = _silent
    measured: str | None = None


def run(
    folder: Path,
    settings: Settings,
    options: Options | None = None,
    run_dir: Path | None = None,
    *,
    encoder: Encoder | None = None,
) -> Report:
    """Run a set and write the run folder: `run_dir`, or a new one under the cache.

    Gives the report that `--json` prints. Raises SetError for a set without questions of the parts wanted, RunError
    where the folder holds something else; a run that is broken off leaves no folder.
    """
    options = options or Options()
    settings, chosen = replace(settings, generator=options.generator), EvaluationSet.load(folder)
    split = chosen.split(options.split)
    asked = _asked(chosen, split, options)
    place = run_dir or new_place(settings.cache / "runs", f"{chosen.name.replace('/', '-')}-{split}")
    require_free(place)
    encoder = encoder or load_encoder(settings)
    started = perf_counter()
    with indexed.indexed(chosen, settings.cache, encoder, _indexing(options.progress)) as library:
        seconds = round(perf_counter() - started, 3)
        job = _job(chosen, split, library, settings, options)
        records = {name: list(PARTS[name].records(job, questions)) for name, questions in asked.items()}
        articles, passages, _ = library.count()
    held = {"articles": articles, "passages": passages}
    about = _about(chosen, split, settings, options, encoder) | _contents(records, held)
    spent = {**held, "index_s": seconds, **cost(records)}
    report = {"set": chosen.name, "split": split, "metrics": figures(records), "cost": spent, "run_dir": str(place)}
    write(Run(about, report, records), place)
    return report


def figures(records: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    """Give the figures of a run by metric, with interval and n."""
    return {
        f"{name}{added}": {"value": one.value, "ci95": [one.low, one.high], "n": one.n}
        for part, mine in records.items()
        for added, places in claiming.apart(mine).items()
        for name, one in metrics.figures([mine[place] for place in places], PARTS[part].of_the_set).items()
    }


def _asked(chosen: EvaluationSet, split: str, options: Options) -> dict[str, tuple[Any, ...]]:
    """Give the questions of each part; raises SetError where a part that was asked for, or every part, has none."""
    found = {
        name: sample(part.questions(chosen, split), partial(part.stratum, chosen), options.limit)
        for name, part in PARTS.items()
        if not options.only or name in options.only
    }
    missing = [name for name, questions in found.items() if not questions]
    if len(missing) == len(found) or (options.only and missing):
        wanted = " and ".join(f"{name} needs {PARTS[name].needs.format(split=split)}" for name in missing)
        raise SetError(f"{chosen.folder}: nothing to ask in the split {split!r}; {wanted}")
    return {name: questions for name, questions in found.items() if questions}


def _job(chosen: EvaluationSet, split: str, library: Library, settings: Settings, options: Options) -> Job:
    with library.snapshot() as state:
        held = state.articles()
        names = {one.article_id: one.key for one in held}
        stored = Stored(names, {one.article_id: state.text(one.sha256) for one in held})
    desk, ranker = options.desk(library, settings), options.ranker(library, names)
    judge, told = options.judge(library, settings), options.progress
    return Job(chosen, split, stored, desk, ranker, judge, options.supports, told, Similarity(library))


def _about(chosen: EvaluationSet, split: str, settings: Settings, options: Options, encoder: Encoder) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "set": chosen.name,
        "split": split,
        "limit": options.limit,
        "generator": options.generator,
        "checker": options.supports.name if options.supports else None,
        "measured": options.measured,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": {
            "model": settings.model,
            "entailment": settings.entailment,
            "max_question_chars": settings.max_question_chars,
            "fusion": asdict(FUSION),
            "floor": provenance.digest(WEIGHTS.parent, (WEIGHTS, OTHER_WEIGHTS)),
        },
        "encoder": asdict(encoder.manifest),
        "set_digest": provenance.set_digest(chosen.folder),
        "versions": provenance.versions(),
        "git": provenance.git(),
        "machine": provenance.machine(),
    }


def _contents(records: Mapping[str, Sequence[Record]], held: Mapping[str, int]) -> dict[str, Any]:
    return {
        "parts": list(records),
        "records": {name: len(mine) for name, mine in records.items()},
        "index": {**held, "code": indexed.code()},
    }


def _indexing(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(done, total, "indexing")
