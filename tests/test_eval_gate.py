"""The gate: what it lets pass, what it stops, and what a CHANGELOG line accepts."""

import re
from pathlib import Path

import pytest

from eval.gate import ACCEPTED, accept, judge, trimmed
from eval.run_folder import Run, RunError, write
from ui.gate import main

RIGHT, WRONG = {"correct": True}, {"correct": False}


def record(identity: str, **changed: object) -> dict[str, object]:
    blank = {"id": identity, "question": f"{identity}?", "cluster": identity, "values": {"citation_validity": 1.0},
             "flags": [], "answerable": True, "abstained": False, "correct": True, "confidence": 0.9, "answer": "so",
             "history": [], "as_of": None, "sentences": [{"text": "so"}],
             "gold": {"answers": ["so"], "nuggets_found": []}}  # fmt: skip
    return blank | changed


def a_run(*records: dict[str, object]) -> Run:
    about = {"format": 1, "set": "small", "parts": ["answers"], "records": {"answers": len(records)}}
    return Run(about, {"set": "small", "run_dir": "/here"}, {"answers": records})


def outcomes(*pairs: tuple[dict[str, bool], dict[str, bool]]) -> tuple[Run, Run]:
    """Give two runs in which question n came out as the pair n says."""
    return tuple(a_run(*(record(f"q{n}", **pair[side]) for n, pair in enumerate(pairs))) for side in (0, 1))


@pytest.mark.parametrize(
    ("pairs", "holds"),
    [
        ([(RIGHT, RIGHT), (WRONG, WRONG)], True),
        ([(RIGHT, WRONG), (WRONG, RIGHT)], True),
        ([(RIGHT, WRONG), (RIGHT, RIGHT)], False),
        ([(RIGHT, WRONG), (RIGHT, WRONG), (WRONG, RIGHT)], False),
    ],
)
def test_it_stops_a_run_in_which_more_broke_than_were_mended(pairs, holds):
    assert (not judge(*outcomes(*pairs), "").faults) is holds


def test_the_line_of_the_changelog_accepts_this_breakage_and_no_other():
    committed, run = outcomes((RIGHT, WRONG), (RIGHT, RIGHT))
    (fault,) = judge(committed, run, "").faults
    line = re.search(rf"`({ACCEPTED} \w+)`", fault)[1]
    assert judge(committed, run, f"- Fewer answers, {line}: they were guesses.").faults == ()
    worse = a_run(record("q0", **WRONG), record("q1", **WRONG))
    assert judge(committed, worse, line).faults
    later = a_run(record("q0"), record("q1", **WRONG))
    assert judge(later, a_run(record("q0", **WRONG), record("q1", **WRONG)), line).faults


@pytest.mark.parametrize(
    ("metric", "fault"), [("citation_validity", "do not resolve"), ("citations_in_time", "are of articles later")]
)
def test_a_citation_that_does_not_resolve_or_is_of_a_later_day_is_never_accepted(tmp_path, metric, fault):
    committed, run = a_run(record("q0")), a_run(record("q0", values={metric: 0.5}))
    assert "q0" in judge(committed, run, "").faults[0]
    with pytest.raises(RunError, match=f"citations {fault}"):
        accept(run, tmp_path / "committed", "")
    assert not (tmp_path / "committed").exists()


def test_questions_that_are_new_or_have_other_gold_are_not_compared():
    committed = a_run(record("q0"), record("q1"))
    run = a_run(record("q0", gold={"answers": ["other"]}, **WRONG), record("q1"), record("q2", **WRONG))
    verdict = judge(committed, run, "")
    assert (verdict.compared, verdict.broke, verdict.faults) == (1, (), ())


def test_a_trimmed_run_says_the_same_and_holds_neither_words_nor_places(tmp_path):
    committed, run = outcomes((RIGHT, WRONG), (WRONG, RIGHT), (RIGHT, WRONG))
    write(trimmed(committed), tmp_path / "committed")
    kept = Run.load(tmp_path / "committed")
    assert "sentences" not in kept.records["answers"][0] and kept.report["run_dir"] == ""
    assert judge(kept, run, "") == judge(committed, run, "")


def test_the_committed_run_moves_forward_only_where_the_gate_lets_it(tmp_path: Path, capsys):
    better, worse = outcomes((RIGHT, WRONG), (RIGHT, RIGHT))
    committed, log = tmp_path / "committed", tmp_path / "CHANGELOG.md"
    log.write_text("# Changelog\n")
    write(better, tmp_path / "better")
    write(worse, tmp_path / "worse")
    given = [str(committed), "--changelog", str(log)]
    assert main([str(tmp_path / "better"), *given, "--accept"]) == 0
    assert main([str(tmp_path / "better"), *given]) == 0
    assert main([str(tmp_path / "worse"), *given]) == 1
    said = capsys.readouterr().err
    assert said.startswith("citedesk: 1 questions broke (q0)")
    assert main([str(tmp_path / "worse"), *given, "--accept"]) == 1
    log.write_text(f"- {re.search(rf'{ACCEPTED} [0-9a-f]+', said)[0]}: it guessed.\n")
    assert main([str(tmp_path / "worse"), *given]) == 0
    assert main([str(tmp_path / "worse"), *given, "--accept"]) == 0
    log.write_text("")
    assert main([str(tmp_path / "worse"), *given]) == 0
