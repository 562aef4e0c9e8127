"""Runs: a small set with a known outcome, its records, its cached library, its samples and its folder."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evaluation import QUESTIONS, quicken, write_lines, write_set
from fakes import HashEncoder

from corpus.errors import NotFound
from eval import metrics
from eval.compare import compare
from eval.indexed import CUTTING
from eval.parts import PARTS
from eval.reporting.html import report_html
from eval.rows import SetError
from eval.run import Options, run
from eval.run_folder import Run, RunError, write
from rag.answer import Answer, Usage
from rag.config import Settings
from rag.desk import Desk
from rag.verdicts.checked import CheckedClaim, Label, SentenceKind
from ui.cli import PARTS as OFFERED


@pytest.fixture
def a_set(tmp_path: Path) -> Path:
    return write_set(tmp_path / "small")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quicken(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"CITEDESK_HOME": str(tmp_path), "CITEDESK_CACHE": str(tmp_path / "cache")}, tmp_path)


def lines(place: Path, part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (place / f"{part}.jsonl").read_text("utf-8").splitlines()]


def test_the_report_has_the_form_of_the_contract(a_set, settings):
    report = run(a_set, settings, encoder=HashEncoder(512))
    assert list(report) == ["set", "split", "metrics", "cost", "run_dir"]
    assert (report["set"], report["split"]) == ("small", "dev")
    assert {"ndcg@10", "answer_recall", "citation_validity", "abstain_auroc", "span_f1"} <= set(report["metrics"])
    for name, figure in report["metrics"].items():
        low, high = figure["ci95"]
        assert low <= high and figure["n"] > 0, name
    assert report["metrics"]["recall@10"] == {"value": 1.0, "ci95": [1.0, 1.0], "n": 4}
    assert report["metrics"]["citation_validity"]["value"] == 1
    assert report["cost"]["articles"] == 5 and report["cost"]["passages"] == 4
    assert list(report["cost"]["latency_ms"]["answers"]["total"]) == ["p50", "p95", "p99"]
    json.dumps(report)


def test_the_figures_follow_from_the_records(a_set, settings, tmp_path):
    report = run(a_set, settings, run_dir=tmp_path / "run", encoder=HashEncoder(512))
    kept = Run.load(tmp_path / "run")
    assert {part: len(mine) for part, mine in kept.records.items()} == {"retrieval": 7, "answers": 7}
    for record in kept.records["retrieval"]:
        ranked = [one["article"] for one in record["ranked"]]
        scores = [one["score"] for one in record["ranked"]]
        assert len(set(ranked)) == len(ranked) and scores == sorted(scores, reverse=True)
        for name, metric in metrics.RETRIEVAL.items():
            assert record["values"].get(name) == metric(ranked, record["relevant"])
    for name, figure in report["metrics"].items():
        values = [r["values"][name] for mine in kept.records.values() for r in mine if name in r["values"]]
        if values:
            assert figure["value"] == pytest.approx(sum(values) / len(values)) and figure["n"] == len(values)
    assert kept.report == report
    assert kept.about["encoder"]["model"] == "hash" and kept.about["settings"]["fusion"]["depth"] > 0


def test_the_same_input_gives_the_same_output_but_for_time_and_cost(a_set, settings, tmp_path):
    for name in ("one", "two"):
        run(a_set, settings, run_dir=tmp_path / name, encoder=HashEncoder(512))
    for part in ("retrieval", "answers"):
        one, two = lines(tmp_path / "one", part), lines(tmp_path / "two", part)
        for record in (*one, *two):
            assert record.pop("timings_ms")
        assert one == two
    first, second = (json.loads((tmp_path / name / "report.json").read_text()) for name in ("one", "two"))
    assert first["metrics"] == second["metrics"]


class Scripted:
    """A desk that says what it is told to, and remembers what it was asked."""

    def __init__(self, desk: Desk, silent: bool = False) -> None:
        self.desk, self.silent = desk, silent
        self.asked: list[tuple[str, tuple[str, ...], object, bool]] = []

    def ask(self, question, *, history=(), as_of=None, insist=False) -> Answer:
        self.asked.append((question, tuple(turn.question for turn in history), as_of, insist))
        if question == "gone":
            raise NotFound("no article passes the filters")
        said = self.desk.ask(question, history=history, as_of=as_of, insist=True)
        if self.silent and not insist:
            return replace(said, answer="", abstained=True, reason="silent", sentences=(), lead_ins=(), citations=())
        return said


def test_a_refused_question_is_asked_for_what_it_would_have_said(a_set, settings, tmp_path):
    made: list[Scripted] = []

    def desk(library, given):
        made.append(Scripted(Desk(library, given), silent=True))
        return made[0]

    run(a_set, settings, Options(only=("answers",), desk=desk), tmp_path / "run", encoder=HashEncoder(512))
    records = {record["id"]: record for record in lines(tmp_path / "run", "answers")}
    assert [insist for _, _, _, insist in made[0].asked] == [False, True] * 7
    first = records["q1"]
    assert first["abstained"] and first["answer"] == "" and "four grey ships" in first["would_have_said"]
    assert first["correct"] and first["flags"] == ["refused_in_vain"] and first["values"]["answer_recall"] == 0
    assert not records["q5"]["correct"] and records["q5"]["flags"] == []


def test_every_question_that_goes_wrong_carries_its_flag(a_set, settings, tmp_path):
    answers = [json.loads(line) for line in (a_set / "answers.jsonl").read_text().splitlines()]
    answers[1] |= {"answers": ["ten crowns"], "nuggets": []}
    write_lines(a_set / "answers.jsonl", answers)
    options = Options(only=("answers",), desk=lambda library, given: Scripted(Desk(library, given)))
    run(a_set, settings, options, tmp_path / "run", encoder=HashEncoder(512))
    flags = {record["id"]: record["flags"] for record in lines(tmp_path / "run", "answers")}
    assert flags["q1"] == [] and flags["q2"] == ["wrong"] and flags["q5"] == ["should_have_refused"]


def test_earlier_turns_are_asked_first_and_the_day_goes_along(a_set, settings, tmp_path):
    asked = {"_id": "q1", "text": "and at dawn?", "history": ["How many ships?", "gone"], "as_of": "2022-06-17"}
    write_lines(a_set / "queries.jsonl", [asked, *({"_id": key, "text": "x"} for key in list(QUESTIONS)[1:])])
    desks: list[Scripted] = []

    def desk(library, given):
        desks.append(Scripted(Desk(library, given)))
        return desks[0]

    run(a_set, settings, Options(only=("answers",), desk=desk), tmp_path / "run", encoder=HashEncoder(512))
    day = asked["as_of"]
    shown = [(question, history, str(as_of)) for question, history, as_of, insist in desks[0].asked if not insist][:3]
    assert shown == [
        ("How many ships?", (), day),
        ("gone", ("How many ships?",), day),
        ("and at dawn?", ("How many ships?", "gone"), day),
    ]
    assert lines(tmp_path / "run", "answers")[0]["as_of"] == day


def test_the_library_is_made_once_and_again_when_the_articles_change(a_set, settings):
    encoder = HashEncoder(512)
    first = run(a_set, settings, Options(only=("retrieval",)), encoder=encoder)
    calls = encoder.calls
    second = run(a_set, settings, Options(only=("retrieval",)), encoder=encoder)
    assert encoder.calls == calls + len(QUESTIONS)
    assert second["metrics"] == first["metrics"] and second["run_dir"] != first["run_dir"]
    with (a_set / "corpus.jsonl").open("a") as file:
        file.write(json.dumps({"_id": "late", "title": "", "text": "ships at dawn"}) + "\n")
    assert run(a_set, settings, encoder=encoder)["cost"]["articles"] == 6


def test_new_code_that_cuts_rebuilds_the_library_from_its_texts(a_set, settings, monkeypatch):
    encoder = HashEncoder(512)
    first = run(a_set, settings, Options(only=("retrieval",)), encoder=encoder)
    calls = encoder.calls
    monkeypatch.setattr("eval.indexed.code", lambda: "other")
    again = run(a_set, settings, Options(only=("retrieval",)), encoder=encoder)
    assert again["metrics"] == first["metrics"] and encoder.calls == calls + len(QUESTIONS)
    assert [path.read_text() for path in settings.cache.glob("small-*/code")] == ["other"]


def test_all_that_cutting_and_postings_rest_on_rebuilds_the_library():
    root = Path(__file__).parents[1]
    met, waiting = set(), ["index/split.py", "index/posting.py"]
    while waiting:
        met.add(name := waiting.pop())
        imported = re.findall(r"^from ([\w.]+) import", (root / name).read_text(), re.M)
        files = {f"{module.replace('.', '/')}.py" for module in imported}
        waiting += [file for file in files - met if (root / file).is_file()]
    assert met >= {"index/units.py", "index/tokens.py", "corpus/hyphen.py"}
    assert met <= set(CUTTING) and all((root / name).is_file() for name in CUTTING)


def test_a_sample_is_seeded_and_keeps_the_shares_of_answerable_and_not(a_set, settings, tmp_path):
    write_lines(a_set / "queries.jsonl", ({"_id": f"s{n}", "text": "ships at dawn"} for n in range(40)))
    write_lines(a_set / "answers.jsonl", ({"query_id": f"s{n}", "answerable": n < 10} for n in range(40)))
    (a_set / "qrels" / "dev.tsv").write_text("".join(f"s{n}\tships\t1\n" for n in range(40)))

    def sample(name: str) -> list[int]:
        run(a_set, settings, Options(limit=8), tmp_path / name, encoder=HashEncoder(64))
        return [int(record["id"][1:]) for record in lines(tmp_path / name, "retrieval")]

    first = sample("one")
    assert first == sample("two") == sorted(first)
    assert len(first) == 8 and sum(n < 10 for n in first) == 2


def test_a_part_without_questions_is_refused_with_the_file_it_wants(a_set, settings):
    (a_set / "qrels" / "dev.tsv").unlink()
    with pytest.raises(SetError, match=r"retrieval needs qrels/test\.tsv"):
        run(a_set, settings, Options(only=("retrieval",)), encoder=HashEncoder())


def test_a_run_that_is_broken_off_leaves_no_folder(a_set, settings, tmp_path):
    class Stopped(Scripted):
        def ask(self, question, **asked) -> Answer:
            if len(self.asked) == 3:
                raise KeyboardInterrupt
            return super().ask(question, **asked)

    options = Options(desk=lambda library, given: Stopped(Desk(library, given)))
    with pytest.raises(KeyboardInterrupt):
        run(a_set, settings, options, tmp_path / "runs" / "one", encoder=HashEncoder(512))
    assert not (tmp_path / "runs").exists()


def test_a_run_replaces_a_run_and_nothing_else(a_set, settings, tmp_path):
    place = tmp_path / "run"
    run(a_set, settings, run_dir=place, encoder=HashEncoder(64))
    (place / "left-over").touch()
    run(a_set, settings, run_dir=place, encoder=HashEncoder(64))
    assert not (place / "left-over").exists()
    other = tmp_path / "letters"
    other.mkdir()
    (other / "dear.txt").write_text("Dear")
    with pytest.raises(RunError, match="holds no run; name another folder with --run-dir"):
        run(a_set, settings, run_dir=other, encoder=HashEncoder(64))
    assert [path.name for path in other.iterdir()] == ["dear.txt"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda place: (place / "run.json").unlink(), "run.json cannot be read"),
        (lambda place: (place / "report.json").write_text("{"), "report.json cannot be read"),
        (lambda place: (place / "answers.jsonl").unlink(), "answers.jsonl is missing"),
        (lambda place: (place / "answers.jsonl").write_text('{"id": "q1", "values": {}}\n'), "records are missing"),
        (lambda place: (place / "answers.jsonl").write_text("[1]\n"), "is no record of a run"),
        (lambda place: (place / "run.json").write_text('{"format": 99}'), "a run of form 99"),
    ],
)
def test_a_broken_folder_is_refused_in_one_line_with_the_remedy(tmp_path, damage, said):
    about = {"format": 1, "parts": ["answers"], "records": {"answers": 2}}
    records = [{"id": f"q{n}", "values": {}} for n in range(2)]
    write(Run(about, {"metrics": {}}, {"answers": records}), tmp_path / "run")
    assert len(Run.load(tmp_path / "run").records["answers"]) == 2
    damage(tmp_path / "run")
    with pytest.raises(RunError, match=said) as told:
        Run.load(tmp_path / "run")
    assert "\n" not in str(told.value) and str(told.value).endswith("run `citedesk eval` anew")


def test_the_command_line_offers_every_part_there_is():
    assert set(OFFERED) == set(PARTS)


def test_the_tokens_of_a_chat_model_are_summed_over_the_run(a_set, settings, tmp_path):
    class Paid(Scripted):
        def ask(self, question, **asked) -> Answer:
            return replace(super().ask(question, **asked), usage=Usage(1, 100, 7, "tiktoken", None))

    options = Options(only=("answers",), desk=lambda library, given: Paid(Desk(library, given)))
    report = run(a_set, settings, options, tmp_path / "run", encoder=HashEncoder(512))
    assert report["cost"]["tokens"] == {"prompt_tokens": 700, "answer_tokens": 49}
    free = run(a_set, settings, Options(only=("answers",)), tmp_path / "free", encoder=HashEncoder(512))
    assert free["cost"]["tokens"] is None


def test_claims_whose_evidence_is_given_stand_apart_from_those_whose_evidence_is_to_be_found(settings, tmp_path):
    given = [("c1", "SUPPORTED"), ("c2", "REFUTED")]
    found = [("c3", "MIXED"), ("c4", "SUPPORTED"), ("c5", "NOT_ENOUGH_INFO")]
    write_lines(tmp_path / "mixed" / "corpus.jsonl", [{"_id": "a", "text": "Wool rose."}])
    rows = [
        {"_id": name, "claim": f"Wool rose ({name}).", "label": label, "evidence": evidence}
        for many, evidence in ((given, [{"text": "Wool rose."}]), (found, [{"doc_id": "a"}]))
        for name, label in many
    ]
    write_lines(tmp_path / "mixed" / "claims.jsonl", rows)

    def judge(claim, mode):
        """Lean to SUPPORTED where words are given, and say that alone elsewhere."""
        said = Label.NOT_ENOUGH_INFO if mode == "given" else Label.SUPPORTED
        return CheckedClaim(claim.text, 0, 1, SentenceKind.CLAIM, said, {"SUPPORTED": 0.4, "REFUTED": 0.1})

    options = Options(judge=lambda library, settings: judge)
    for name in ("one", "two"):
        report = run(tmp_path / "mixed", settings, options, tmp_path / name, encoder=HashEncoder(512))
    figures = {name: (figure["value"], figure["n"]) for name, figure in report["metrics"].items()}
    # Of the two labels given the likelier counts; of the three to be found the verdict does.
    assert figures["accuracy (given)"] == (0.5, 2) and figures["accuracy (open)"] == (pytest.approx(1 / 3), 3)
    assert "accuracy" not in figures
    records = {record["id"]: record for record in lines(tmp_path / "two", "claims")}
    assert [records[name]["flags"] for name in ("c1", "c2", "c3", "c4")] == [[], ["wrong"], ["wrong"], []]
    assert {"accuracy (given)", "accuracy (open)"} <= set(compare(tmp_path / "one", tmp_path / "two")["metrics"])
    page = report_html(Run.load(tmp_path / "two"))
    assert all(f"Claims{kind}: the label due" in page and f"Accuracy{kind}" in page for kind in (" (given)", " (open)"))
