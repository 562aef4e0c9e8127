"""Sets are found wherever they lie, and what lies inside one is not taken for another."""

from dataclasses import replace
from pathlib import Path

from run_records import answer, claim, run

from eval.bench.every_set import sets
from eval.bench.every_set_table import tables

ROOT = Path(__file__).parents[1]


def test_sets_are_found_below_a_folder_in_order_and_never_inside_one(tmp_path: Path) -> None:
    for name in (
        "news/queries.jsonl",
        "news/articles/claims.jsonl",
        "languages/de/claims.jsonl.gz",
        "pairs/pairs.jsonl",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in sets(tmp_path)] == ["languages/de", "news"]


def test_the_sets_that_ship_are_found() -> None:
    assert [path.name for path in sets(ROOT / "eval" / "sets")] == ["desk", "newsroom"]


def test_runs_stand_side_by_side_with_intervals_and_where_they_come_from() -> None:
    first = run(answers=[answer("q0")])
    second = run(answers=[answer("q0"), answer("q1")], claims=[claim("c0"), claim("c1", "REFUTED")])
    other = replace(run(claims=[claim("c0")]), about={**second.about, "set": "other", "parts": ["claims"]})
    for made, parts in ((first, ["answers"]), (second, ["answers", "claims"]), (other, ["claims"])):
        made.about.update(
            parts=parts,
            records={part: len(made.records[part]) for part in parts},
            limit=None,
            created="2026-11-22T10:00:00+00:00",
            git={"revision": "0123456789abcdef", "dirty": False},
        )
    told = "\n".join(tables([first, second, other]))
    accuracy = second.report["metrics"]["accuracy"]
    low, high = accuracy["ci95"]
    assert f"| made-up dev | 0.500 [{low:.3f}, {high:.3f}] 2 |" in told  # the second run of the set, not the first
    assert "| other dev | 1.000 [1.000, 1.000] 1 |" in told
    assert "| made-up dev | answers | 2 | all | 01234567, 2026-11-22 10:00 |" in told
    rows = [line for line in told.splitlines() if line.startswith(("| made-up", "| other"))]
    assert all(row.endswith("| 01234567, 2026-11-22 10:00 |") for row in rows)  # each row says of which code it is
    other.about["git"]["dirty"] = True
    assert "01234567+, 2026" in "\n".join(tables([other]))
    assert "## Retrieval" not in told and "nugget_recall" not in told
