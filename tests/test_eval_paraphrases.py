"""The true paraphrases: the evidence stands in the articles as it says, and the README counts what is there."""

import json
import re
from collections import Counter
from pathlib import Path

from corpus.read import read

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "eval" / "sets" / "paraphrases"
ROWS = [json.loads(line) for line in (FOLDER / "paraphrases.jsonl").read_text(encoding="utf-8").splitlines()]


def test_evidence_stands_once_in_its_article() -> None:
    texts = {path.stem: next(read(path)).text for path in (ROOT / "corpus" / "articles").glob("*.md")}
    for row in ROWS:
        if row["source_id"] != "own":
            assert texts[row["source_id"]].count(row["evidence"]) == 1, row["id"]


def test_no_pair_stands_twice_and_none_repeats_its_evidence() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({(row["evidence"], row["sentence"]) for row in ROWS}) == len(ROWS)
    assert [row["id"] for row in ROWS if row["sentence"] in row["evidence"]] == []


def test_the_readme_counts_the_kinds() -> None:
    told = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {kind: int(pairs) for kind, pairs in told} == Counter(row["kind"] for row in ROWS)


def test_the_freely_worded_sentences_are_as_many_as_the_readme_says() -> None:
    free = [json.loads(line) for line in (FOLDER / "free.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in free}) == len(free) == 354
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for kind in ("negation", "certainty", "cause"):
        mine = [row["borne_out"] for row in free if row["kind"] == kind]
        assert any(
            line.startswith(f"| `{kind}` |")
            and line.endswith(f"| {mine.count(False)} false, {mine.count(True)} true |")
            for line in readme.splitlines()
        )
