"""A peer run over a set with the records and figures of `citedesk eval`: an ordinary run, to be compared like any."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import Any

from corpus.errors import CitedeskError
from eval import provenance
from eval.answer_records import Stored
from eval.bench.peers_clock import Timed
from eval.bench.peers_desk import GENERATOR, PeerDesk, Source
from eval.bench.peers_embedding import Shared
from eval.bench.peers_names import SYSTEM_NAMES
from eval.bench.peers_systems import SYSTEMS, Chunk, System
from eval.checker import shipped
from eval.cost import cost
from eval.parts import PARTS, Job, Progress
from eval.run import figures
from eval.run_folder import FORMAT, Run
from eval.sample import sample
from eval.sets import Claim, EvaluationSet, Query
from index.embed import Encoder
from rag.verdicts.checked import CheckedClaim

ASKED = ("retrieval", "answers")


def measure(
    name: str, chosen: EvaluationSet, split: str, encoder: Encoder, limit: int | None, progress: Progress
) -> Run:
    """Index a set's articles with the peer of a name, ask it the questions of the split, and give the run."""
    system = SYSTEMS[name]
    sources = {article.key: Source.of(article) for article in chosen.articles()}
    shared = Shared(encoder, lambda done, total: progress(done, total, "indexing"))
    index(system, list(sources.values())[:1], shared)  # what is imported and loaded on the way is no indexing
    started, cpu = time.perf_counter(), time.process_time()
    desk = index(system, sources.values(), shared)
    took = {"index_s": round(time.perf_counter() - started, 3), "index_cpu_s": round(time.process_time() - cpu, 3)}
    held = {"articles": len(sources), "passages": len(desk.chunks), "without_place": desk.without_place()}
    stored = Stored({key: key for key in sources}, {key: source.text for key, source in sources.items()})
    job = Job(chosen, split, stored, Timed(desk), desk.rank, _no_claims, shipped(), progress)
    records = {part: list(PARTS[part].records(job, mine)) for part, mine in asked(chosen, split, limit).items()}
    report: dict[str, Any] = {"set": chosen.name, "split": split, "metrics": figures(records)}
    report |= {"cost": {**held, **took, **cost(records)}}
    about = {"parts": list(records), "records": {part: len(mine) for part, mine in records.items()}, "index": held}
    return Run(about | _about(name, chosen, split, encoder, limit), report, records)


def index(system: System, sources: Iterable[Source], shared: Shared) -> PeerDesk:
    """Cut the articles as the peer does and put the chunks into its store."""
    cut, held = system.cutter(), {source.key: source for source in sources}
    chunks = [Chunk(source.key, text) for source in held.values() for text in cut(source.given)]
    return PeerDesk(held, chunks, system.build(chunks, shared))


def asked(chosen: EvaluationSet, split: str, limit: int | None) -> dict[str, tuple[Query, ...]]:
    """Give the questions of each part that the set has, the same that `citedesk eval --limit` asks."""
    found = {
        part: sample(PARTS[part].questions(chosen, split), partial(PARTS[part].stratum, chosen), limit)
        for part in ASKED
    }
    return {part: questions for part, questions in found.items() if questions}


def _no_claims(claim: Claim, mode: str) -> CheckedClaim:
    raise CitedeskError("a peer judges no claims; ask it for retrieval and answers")


def _about(name: str, chosen: EvaluationSet, split: str, encoder: Encoder, limit: int | None) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "set": chosen.name,
        "split": split,
        "limit": limit,
        "generator": GENERATOR,
        "checker": shipped().name,
        "measured": SYSTEM_NAMES[name],
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": {},
        "encoder": asdict(encoder.manifest),
        "set_digest": provenance.set_digest(chosen.folder),
        "versions": provenance.versions() | {package: version(package) for package in SYSTEMS[name].packages},
        "git": provenance.git(),
        "machine": provenance.machine(),
    }
