"""A small evaluation set and what is measured on it: `from evaluation import write_set`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from eval import metrics
from eval.measures import estimate, paired

DESK_TEST_ARTICLES = {
    "european-warships",
    "how-china-reacted",
    "money-trade-and-the-alliance",
    "seoul-canberra-wellington",
    "the-critics",
    "where-the-treaty-ends",
}
"""The articles of the desk set that only its test split may touch."""

ARTICLES = {
    "ships": "Fishermen counted four grey ships at dawn near the islands. The mayor of Selm asked the navy for help.",
    "wool": "The price of wool rose to nine crowns in the southern markets. Traders in Orlo blamed the long drought.",
    "cables": "Storms cut two cables under the sea last winter. Repairs took eleven days and cost Venn dearly.",
    "amry": "The council of Amry chose Ida Sund as its speaker. She is a farmer and had sat in it for six years.",
    "empty": "",
}
PUBLISHED = {"amry": "2023-05-02"}  # the others are of 2021
# question, article it asks about, the words that answer it; None where no article does
QUESTIONS: dict[str, tuple[str, str, str | None]] = {
    "q1": ("How many grey ships were counted at dawn?", "ships", "four"),
    "q2": ("What did the price of wool rise to?", "wool", "nine crowns"),
    "q3": ("How long did repairs of the cables take?", "cables", "eleven days"),
    "q4": ("Who did the mayor of Selm ask for help?", "ships", "the navy"),
    "q5": ("Who painted the ceiling of the opera in Tarn?", "ships", None),
    "q6": ("When was the lighthouse of Brun sold?", "cables", None),
    "q7": ("Whom did the council of Amry choose as its speaker?", "amry", None),
}
AS_OF = {"q7": "2022-01-01"}  # a day on which the only article that answers was not out yet


def quicken(patch: pytest.MonkeyPatch) -> None:
    """Draw fewer resamples for figures of a whole set: enough where no interval is looked at."""
    patch.setattr(metrics, "figures", partial(metrics.figures, resamples=20))
    patch.setattr(paired, "statistic_difference", partial(estimate.statistic_difference, resamples=20))


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def write_set(folder: Path) -> Path:
    """Write the set into a folder: a split "dev" with rankings and answers."""
    write_lines(folder / "corpus.jsonl", (_article(key, text) for key, text in ARTICLES.items()))
    days = {key: {"as_of": AS_OF[key]} if key in AS_OF else {} for key in QUESTIONS}
    asked = ({"_id": key, "text": text, **days[key]} for key, (text, _, _) in QUESTIONS.items())
    write_lines(folder / "queries.jsonl", asked)
    write_lines(folder / "answers.jsonl", (_gold(key, *row) for key, row in QUESTIONS.items()))
    judged = "".join(f"{key}\t{article}\t1\n" for key, (_, article, words) in QUESTIONS.items() if words)
    (folder / "qrels").mkdir()
    # Questions that no article answers stand in it with grade 0: judged, and nothing relevant.
    judged += "".join(f"{key}\t{article}\t0\n" for key, (_, article, words) in QUESTIONS.items() if not words)
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged)
    return folder


def _article(key: str, text: str) -> dict[str, Any]:
    return {"_id": key, "title": "", "text": text, "metadata": {"published": PUBLISHED.get(key, "2021-03-01")}}


def _gold(key: str, question: str, article: str, words: str | None) -> dict[str, Any]:
    if words is None:
        return {"query_id": key, "answerable": False, "answers": [], "nuggets": [], "evidence": []}
    start = ARTICLES[article].index(words)
    evidence = {"doc_id": article, "start": start, "end": start + len(words), "text": words}
    return {"query_id": key, "answerable": True, "answers": [words], "nuggets": [words], "evidence": [evidence]}
