"""Questions searched for: how the articles and passages of a set rank, against those that are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from eval import metrics
from eval.measures.spans import Span
from eval.run_folder import Record
from eval.sets import Query
from index.library import Library
from index.passage import EVERYTHING
from rag.followups.asof import spelled_out, until
from rag.fusion import Fusion
from rag.question import Turn, resolve
from rag.retrieve import FUSION, rank

DEPTH = 100  # articles of a ranking that a record keeps
PASSAGES = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """What retrieval gave, best first: document ids with their scores, the leading passages, and the time it took."""

    articles: tuple[str, ...]
    scores: tuple[float, ...]
    passages: tuple[Span, ...]
    milliseconds: float


Ranker = Callable[[Query], Ranking]


@dataclass(frozen=True, slots=True)
class Hybrid:
    """The retrieval of the desk, without its cut: an article scores as its best passage. `names` are by article id."""

    library: Library
    names: Mapping[str, str]
    fusion: Fusion = FUSION

    def __call__(self, query: Query) -> Ranking:
        """Rank the articles for a question, resolved from the turns before it and read as of its day."""
        asked, filters = standing_alone(query), until(EVERYTHING, query.as_of)
        with self.library.snapshot() as state:
            started = perf_counter()
            found = rank(state, self.library.encoder, asked, filters, self.fusion)
            milliseconds = (perf_counter() - started) * 1e3
            passages = state.passages([one.row for one in found])
        best: dict[str, float] = {}
        for scored, passage in zip(found, passages, strict=True):
            best.setdefault(self.names[passage.article_id], scored.score)
        kept = tuple(best)[:DEPTH]
        leading = tuple((self.names[one.article_id], one.start, one.end) for one in passages[:PASSAGES])
        return Ranking(kept, tuple(best[article] for article in kept), leading, milliseconds)


def standing_alone(query: Query) -> str:
    """Give a question with what it takes from the turns before it, whose answers are not looked at."""
    turns: list[Turn] = []
    for question in query.history:
        turns.append(Turn(question, resolve(question, turns).text))
    return spelled_out(resolve(query.text, turns).text, query.as_of)


def record(query: Query, found: Ranking, relevant: Mapping[str, int], gold: Sequence[Span], cluster: str) -> Record:
    """Write down a ranking beside the judged articles and, where they are known, the spans of the gold evidence."""
    values = {name: metric(found.articles, relevant) for name, metric in metrics.RETRIEVAL.items()}
    values |= {name: metric(found.passages, gold) for name, metric in metrics.PASSAGES.items()}
    return {
        "id": query.id,
        "question": query.text,
        "cluster": cluster,
        "values": {name: value for name, value in values.items() if value is not None},
        "flags": [],
        "timings_ms": {"retrieve": round(found.milliseconds, 3)},
        "relevant": dict(relevant),
        "ranked": [
            {"article": article, "score": round(score, 6)}
            for article, score in zip(found.articles, found.scores, strict=True)
        ],
    }
