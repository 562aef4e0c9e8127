"""Comparisons: the tests against brute force and worked examples, refusals, and deliberate breakages."""

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from evaluation import quicken, write_set
from fakes import HashEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.bench.breakages import BREAKAGES, broken, caught, shown
from eval.compare import compared
from eval.measures import paired
from eval.measures.paired import holm, means, sets
from eval.measures.refusing import abstain_auroc
from eval.outcome import changes, right
from eval.run import Options
from eval.run_folder import Run, RunError, write
from rag.config import Settings
from ui.cli import main

VALUES = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(0, 4).map(lambda n: n / 4))] * 2), min_size=1, max_size=7
)


@pytest.fixture
def quick(monkeypatch):
    quicken(monkeypatch)
    monkeypatch.setattr(paired, "PERMUTATIONS", 300)


def exact(a, b) -> float:
    """Give the p-value of the randomisation test over every assignment of swaps, each question its own cluster."""
    mean = lambda column: np.mean([value for value in column if value is not None])  # noqa: E731
    observed, differ, total = abs(mean(b) - mean(a)), 0, 0
    for swaps in product((False, True), repeat=len(a)):
        one = [y if swap else x for x, y, swap in zip(a, b, swaps, strict=True)]
        two = [x if swap else y for x, y, swap in zip(a, b, swaps, strict=True)]
        if any(value is not None for value in one) and any(value is not None for value in two):
            total += 1
            differ += abs(mean(two) - mean(one)) >= observed - 1e-12
    return differ / total


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_the_randomisation_test_approaches_the_exact_one(pairs):
    a, b = (list(column) for column in zip(*pairs, strict=True))
    found = means(a, b, range(len(a)))
    if all(value is None for value in a) or all(value is None for value in b):
        assert found is None
        return
    assert found.p == pytest.approx(exact(a, b), abs=0.03)
    assert found.difference == pytest.approx(found.b - found.a)


def test_questions_of_one_cluster_are_swapped_together():
    a, b = [0.0] * 12, [1.0] * 12
    assert means(a, b, range(12)).p < 0.01
    assert means(a, b, [0] * 6 + [1] * 6).p == pytest.approx(0.5, abs=0.02)  # of four ways to swap two, two are as far
    assert means(a, b, [0] * 12).p == 1


def test_the_interval_and_the_effect_are_those_of_the_differences():
    generator = np.random.default_rng(7)
    a = generator.random(200)
    b = a + generator.normal(0.1, 0.2, 200)
    found = means(a.tolist(), b.tolist(), range(200))
    gap = b - a
    wide = 1.96 * gap.std() / np.sqrt(200)
    assert (found.low, found.high) == pytest.approx((gap.mean() - wide, gap.mean() + wide), abs=0.005)
    assert found.cohens_d == pytest.approx(gap.mean() / gap.std(ddof=1))
    assert means(a.tolist(), b.tolist(), range(200)) == found  # seeded


def test_a_figure_of_the_whole_set_is_compared_by_swapping_records(monkeypatch):
    answerable = [True] * 5 + [False] * 5
    good, bad = [0.9] * 5 + [0.1] * 5, [0.1] * 5 + [0.9] * 5
    found = sets(abstain_auroc, (answerable, bad), (answerable, good), range(10))
    assert (found.a, found.b, found.difference, found.cohens_d) == (0, 1, 1, None)
    # Only the observed assignment and its mirror give a difference of one: 2 of 1024.
    assert found.p == pytest.approx(2 / 1024, abs=0.002)
    monkeypatch.setattr(paired, "PERMUTATIONS", 0)
    assert sets(abstain_auroc, (answerable, good), (answerable, good), range(10)).p == 1


def test_holm_adjusts_as_in_its_worked_example():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert holm({"a": 0.6, "b": 0.7}) == {"a": 1, "b": 1}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_rejects_what_the_step_down_rule_rejects(p):
    adjusted = holm(dict(enumerate(p)))
    rejected, order = set(), sorted(range(len(p)), key=p.__getitem__)
    for rank, at in enumerate(order):
        if p[at] * (len(p) - rank) > 0.05:
            break
        rejected.add(at)
    assert rejected == {at for at, value in adjusted.items() if value <= 0.05}


def record(identity: str, **changed: object) -> dict[str, object]:
    blank = {"id": identity, "question": "why?", "cluster": identity, "values": {"answer_recall": 1.0}, "flags": [],
             "answerable": True, "abstained": False, "correct": True, "confidence": 0.9, "answer": "so",
             "reason": ""}  # fmt: skip
    return blank | changed


def a_run(*records: dict[str, object], **about: object) -> Run:
    known = {"set": "small", "split": "dev", "set_digest": "0", "checker": "structural", **about}
    return Run(known, {}, {"answers": records})


@pytest.mark.parametrize(
    ("changed", "is_right"),
    [
        ({}, True),
        ({"correct": False}, False),
        ({"abstained": True}, False),
        ({"answerable": False, "correct": False}, False),
        ({"answerable": False, "correct": False, "abstained": True}, True),
        ({"answerable": None}, True),
    ],
)
def test_a_question_is_right_when_it_is_answered_well_or_rightly_refused(changed, is_right):
    assert right(record("q", **changed)) is is_right


def test_what_broke_and_what_was_mended_comes_first_with_both_answers(quick):
    wrong = {"correct": False, "values": {"answer_recall": 0.0}, "answer": "not so"}
    a = [record("q1"), record("q2", **wrong), record("q3"), record("q4", values={"answer_recall": 0.5})]
    b = [record("q1", **wrong), record("q2"), record("q3"), record("q4")]
    found = compared(a_run(*a), a_run(*b), "one", "two")
    assert (found["broke"], found["mended"]) == (["q1"], ["q2"])
    assert [change["id"] for change in found["changed"]] == ["q1", "q2", "q4"]
    assert (found["changed"][0]["a"], found["changed"][0]["b"]) == ("so", "not so")
    silent = record("q1", abstained=True, reason="the articles do not say")
    assert changes("answers", a[:1], [silent])[0].b == "no answer: the articles do not say"
    json.dumps(found)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"set": "other"}, "different sets; run `citedesk eval` on one set for both"),
        ({"split": "test"}, "different splits"),
        ({"set_digest": "1"}, "different contents of the set"),
    ],
)
def test_runs_over_different_sets_are_refused(about, said):
    with pytest.raises(RunError, match=said):
        compared(a_run(record("q1")), a_run(record("q1"), **about), "one", "two")


def test_runs_over_different_questions_or_parts_are_refused():
    with pytest.raises(RunError, match="asked different questions"):
        compared(a_run(record("q1")), a_run(record("q2")), "one", "two")
    ranked = replace(a_run(), records={"retrieval": ()})
    with pytest.raises(RunError, match="share no part"):
        compared(a_run(record("q1")), ranked, "one", "two")


def test_figures_of_different_checkers_are_not_compared(quick):
    one = record("q1", values={"citation_recall": 1.0, "answer_recall": 1.0})
    assert "citation_recall" in compared(a_run(one), a_run(one), "one", "two")["metrics"]
    assert "citation_recall" not in compared(a_run(one), a_run(one, checker="model"), "one", "two")["metrics"]


def test_what_verdicts_are_held_against_is_no_metric_that_two_runs_differ_in(quick):
    verdicts = [
        {"id": f"c{n}", "claim": "It fell.", "cluster": f"c{n}", "values": {}, "flags": [], "label": label,
         "verdict": label, "probabilities": {label: 0.9}, "similarity": n / 10, "mode": "open"}
        for n, label in enumerate(("SUPPORTED", "REFUTED", "MIXED", "SUPPORTED", "SUPPORTED", "REFUTED"))
    ]  # fmt: skip
    run = replace(a_run(), records={"claims": tuple(verdicts)})
    found = compared(run, run, "one", "two")["metrics"]
    assert {"accuracy", "verdict_coverage@5%risk", "verdict_ece"} <= set(found)
    assert not [name for name in found if name.startswith(("majority", "similarity"))]


def with_later_news(folder: Path) -> Path:
    """Add a question of a day whose answer an article of a later day tells otherwise."""
    told = "The barley of Norvik filled {} barns at the harvest."
    days = {"barley": ("forty", "2021-09-01"), "barley later": ("ninety", "2023-09-01")}
    for key, (number, day) in days.items():
        article = {"_id": key, "title": "", "text": told.format(number), "metadata": {"published": day}}
        append(folder / "corpus.jsonl", article)
    question = "How many barns did the barley of Norvik fill at the harvest?"
    append(folder / "queries.jsonl", {"_id": "q8", "text": question, "as_of": "2022-01-01"})
    words = {"doc_id": "barley", "start": 28, "end": 33, "text": "forty"}
    append(folder / "answers.jsonl", {"query_id": "q8", "answerable": True, "answers": ["forty"], "evidence": [words]})
    with (folder / "qrels" / "dev.tsv").open("a") as judged:
        judged.write("q8\tbarley\t1\n")
    return folder


def append(path: Path, row: dict[str, object]) -> None:
    with path.open("a") as lines:
        lines.write(json.dumps(row) + "\n")


def test_every_deliberate_breakage_is_caught_by_each_of_its_metrics_and_shown(
    tmp_path: Path, quick: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_later_news(write_set(tmp_path / "small"))
    place = Settings.load({"CITEDESK_HOME": str(tmp_path), "CITEDESK_CACHE": str(tmp_path / "cache")}, tmp_path)
    names = []
    for name, found in broken(folder, place, Options(), tmp_path / "runs", HashEncoder(512)):
        names.append(name)
        assert caught(name, found) == list(BREAKAGES[name].caught_by), f"{name}: {json.dumps(found['metrics'])}"
        assert main(["compare", found["a"], found["b"]]) == 0
        shown = {line.split()[0]: line.split()[3] for line in capsys.readouterr().out.splitlines() if " [" in line}
        assert all(shown[metric].startswith("-") for metric in BREAKAGES[name].caught_by), (name, shown)
    assert names == list(BREAKAGES)


def test_a_fall_that_chance_could_have_brought_about_shows_no_fault():
    fell = {"difference": -0.3, "p_holm": 0.2}
    found = {"metrics": {"citations_in_time": fell, "abstain_recall": {"difference": -0.1, "p_holm": 0.01}}}
    assert caught("filter dropped", found) == ["citations_in_time", "abstain_recall"]
    assert shown("filter dropped", found) == ["abstain_recall"]
    assert shown("filter dropped", {"metrics": {"citations_in_time": fell}}) == []


def test_the_command_prints_the_comparison_for_a_person_and_for_a_script(tmp_path: Path, quick: None, capsys):
    about = {"format": 1, "set": "small", "split": "dev", "set_digest": "0", "checker": None, "parts": ["answers"]}
    wrong = {"correct": False, "values": {"answer_recall": 0.0}, "answer": "not so \x1b[2J"}
    for name, last in (("one", {}), ("two", wrong)):
        records = [record("q1"), record("q2", **last)]
        write(Run(about | {"records": {"answers": 2}}, {}, {"answers": records}), tmp_path / name)
    given = ["compare", str(tmp_path / "one"), str(tmp_path / "two")]
    assert main(given) == 0
    said = capsys.readouterr().out
    assert "1 broke, 0 mended" in said and "\x1b" not in said
    assert main([*given, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["metrics"]["answer_recall"]["difference"] == -0.5 and found["broke"] == ["q2"]
    assert main(["compare", str(tmp_path / "one"), str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.endswith("so this is no whole run; run `citedesk eval` anew\n")
