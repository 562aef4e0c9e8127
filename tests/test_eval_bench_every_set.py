"""Sets are found wherever they lie, and what lies inside one is not taken for another."""

from pathlib import Path

from eval.bench.every_set import sets

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


def test_the_set_that_ships_is_found() -> None:
    assert [path.name for path in sets(ROOT / "eval" / "sets")] == ["desk"]
