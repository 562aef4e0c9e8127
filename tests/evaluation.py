"""A small evaluation set and what is measured on it: `from evaluation import write_set`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ARTICLES = {
    "ships": "Fishermen counted four grey ships at dawn near the islands. The mayor of Selm asked the navy for help.",
    "wool": "The price of wool rose to nine crowns in the southern markets. Traders in Orlo blamed the long drought.",
    "cables": "Storms cut two cables under the sea last winter. Repairs took eleven days and cost Venn dearly.",
    "empty": "",
}
# question, article it asks about, the words that answer it; None where no article does
QUESTIONS: dict[str, tuple[str, str, str | None]] = {
    "q1": ("How many grey ships were counted at dawn?", "ships", "four"),
    "q2": ("What did the price of wool rise to?", "wool", "nine crowns"),
    "q3": ("How long did repairs of the cables take?", "cables", "eleven days"),
    "q4": ("Who did the mayor of Selm ask for help?", "ships", "the navy"),
    "q5": ("Who painted the ceiling of the opera in Tarn?", "ships", None),
    "q6": ("When was the lighthouse of Brun sold?", "cables", None),
}


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def write_set(folder: Path) -> Path:
    """Write the set into a folder: a split "dev" with rankings and answers."""
    write_lines(folder / "corpus.jsonl", ({"_id": key, "title": "", "text": text} for key, text in ARTICLES.items()))
    write_lines(folder / "queries.jsonl", ({"_id": key, "text": text} for key, (text, _, _) in QUESTIONS.items()))
    write_lines(folder / "answers.jsonl", (_gold(key, *row) for key, row in QUESTIONS.items()))
    judged = "".join(f"{key}\t{article}\t1\n" for key, (_, article, words) in QUESTIONS.items() if words)
    (folder / "qrels").mkdir()
    # Questions that no article answers stand in it with grade 0: judged, and nothing relevant.
    judged += "".join(f"{key}\t{article}\t0\n" for key, (_, article, words) in QUESTIONS.items() if not words)
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged)
    return folder


def _gold(key: str, question: str, article: str, words: str | None) -> dict[str, Any]:
    if words is None:
        return {"query_id": key, "answerable": False, "answers": [], "nuggets": [], "evidence": []}
    start = ARTICLES[article].index(words)
    evidence = {"doc_id": article, "start": start, "end": start + len(words), "text": words}
    return {"query_id": key, "answerable": True, "answers": [words], "nuggets": [words], "evidence": [evidence]}
