"""The command-line contract: what is printed where, in which shape, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fakes import HashEncoder

from rag.config import Settings
from ui.cli import main

STORY = (
    "The council closed the Harbour Street library in March 2021 because its roof was unsafe. "
    "Repairs will cost about 3 million pounds, the mayor said. 🏛 Residents protested outside the town hall."
)
ASK_KEYS = {
    "question", "resolved_question", "answer", "abstained", "reason", "generator", "withheld", "searched", "timings_ms",
    "sentences", "lead_ins", "citations", "nearest",
}  # fmt: skip
CITATION_KEYS = {
    "number", "article_id", "sha256", "title", "publisher", "publisher_origin", "authors", "published",
    "published_origin", "url", "page", "quote", "start", "end", "prefix", "suffix",
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rag.shelf.load_encoder", lambda settings: HashEncoder(dimension=256))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "library.txt").write_text(f"Title: The library closes\nDate: 2021-03-04\n\n{STORY}", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    code, out, err = run(capsys, *argv, "--json")
    assert code == 0, err
    return json.loads(out)


def test_ingest_takes_the_good_and_lists_the_bad(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    report = run_json(capsys, "ingest", str(folder))
    assert [one["title"] for one in report["added"]] == ["The library closes"]
    assert [Path(one["source"]).name for one in report["failed"]] == ["empty.txt", "picture.txt"]
    again = run_json(capsys, "ingest", str(folder))
    assert (len(again["added"]), len(again["skipped"]), len(again["failed"])) == (0, 1, 2)


def test_ingest_that_takes_nothing_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "ingest", str(tmp_path / "missing"))
    assert code == 1
    assert "no such file" in out


def test_a_citation_is_the_article_s_own_words(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "ingest", str(folder))
    answer = run_json(capsys, "ask", "Why did the council close the Harbour Street library?")
    assert answer.keys() >= ASK_KEYS
    assert not answer["abstained"]
    shown = run_json(capsys, "sources", "show", answer["citations"][0]["article_id"])
    for citation in answer["citations"]:
        assert citation.keys() >= CITATION_KEYS
        assert shown["sha256"] == citation["sha256"]
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert shown["text"][: citation["start"]].endswith(citation["prefix"])
        assert shown["text"][citation["end"] :].startswith(citation["suffix"])
    covered = "".join(answer["answer"][part["start"] : part["end"]] for part in _parts(answer))
    assert "".join(covered.split()) == "".join(answer["answer"].split())


def _parts(answer: Any) -> list[Any]:
    return sorted([*answer["sentences"], *answer["lead_ins"]], key=lambda part: part["start"])


def test_an_abstention_is_done_and_shows_the_nearest(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "ingest", str(folder))
    answer = run_json(capsys, "ask", "Who won the chess olympiad in Budapest?")
    assert answer["abstained"]
    assert answer["answer"] == ""
    assert answer["reason"]
    assert answer["citations"] == []
    assert answer["nearest"]
    code, out, _ = run(capsys, "ask", "Who won the chess olympiad in Budapest?")
    assert code == 0
    assert "not an answer" in out


def test_date_filters_leave_undated_articles_out_and_count_them(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "undated.txt").write_text("The harbour library has a garden. It is open to all.")
    run(capsys, "ingest", str(folder))
    question = "Why did the council close the Harbour Street library?"
    answer = run_json(capsys, "ask", question, "--as-of", "2021-12-31")
    assert answer["searched"]["articles"] == 1
    assert answer["searched"]["excluded_undated"] == 1
    assert answer["searched"]["filters"] == {"until": "2021-12-31"}
    code, _, err = run(capsys, "ask", question, "--until", "2020-01-01")
    assert code == 1
    assert "until 2020-01-01" in err


def test_search_ranks_passages_without_answering(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "ingest", str(folder))
    hits = run_json(capsys, "search", "unsafe roof", "--top-k", "3")["hits"]
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert "roof was unsafe" in hits[0]["text"]


def test_what_is_removed_is_gone(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "ingest", str(folder))
    (listed,) = run_json(capsys, "sources", "list")["articles"]
    assert run_json(capsys, "sources", "remove", listed["article_id"]) == {"removed": [listed["article_id"]]}
    assert run_json(capsys, "sources", "list") == {"articles": []}
    code, _, err = run(capsys, "sources", "show", listed["article_id"])
    assert code == 1
    assert listed["article_id"] in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("ask", "  "), "empty"),
        (("ask", "why " * 12_500), "50,000 characters"),
        (("ask", "who \udcff?"), "UTF-8"),
        (("ask", "who?"), "citedesk ingest"),
        (("search", "words"), "citedesk ingest"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *argv)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [("ask",), ("ask", "q", "--since", "2023-02-30"), ("search", "q", "--top-k", "0"), ("ui", "--port", "0"), ("fly",),
     ("ask", "q", "--generator", ""), ("ingest", ".", "--collection", " "), ("ask", "q", "--collection", ""),
     ("ingest", ""), ("check", "--file", ""), ("eval", ""),
     ("ask", "q", "--as-of", "2023-13-45"), ("sources", "list", "--collection", "")],
)  # fmt: skip
def test_wrong_usage_is_two(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--since", "2024-06-01", "--until", "2024-01-01"), "from 2024-06-01 on and until 2024-01-01"),
        (("--since", "2024-06-01", "--as-of", "2024-01-01"), "from 2024-06-01 on and until 2024-01-01"),
        (("--collection", "x\x1b[31m\ny", "--collection", "z"), "collections x␛[31m y or z; "),
    ],
)
def test_filters_that_nothing_passes_are_told_in_words(
    argv: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "ingest", str(folder))
    for command in (("ask", "why?"), ("search", "roof"), ("check", "The library closed.")):
        code, out, err = run(capsys, *command, *argv)
        assert (code, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1


def test_a_draft_that_cannot_be_read_is_named(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    for name in ("nowhere.txt", "picture.txt", "empty.txt"):
        code, _, err = run(capsys, "check", "--file", str(folder / name))
        assert code == 1
        assert str(folder / name) in err


def test_a_file_name_of_two_lines_is_listed_on_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "two\nlines\x1b[31m.txt").write_bytes(b" ")
    _, out, _ = run(capsys, "ingest", str(folder))
    assert sum("two lines␛[31m.txt: the file is empty" in line for line in out.splitlines()) == 1


def test_a_table_that_gives_a_note_a_row_prints_three(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text,date\n" + "".join(f"Pier {n} is closed.,soon\n" for n in range(9)))
    code, out, _ = run(capsys, "ingest", str(tmp_path / "t.csv"))
    notes = [line for line in out.splitlines() if line.startswith("note: ")]
    assert (code, len(notes)) == (0, 4)
    assert notes[0].endswith("row 1: the date 'soon' is not clear and left unknown; write it as 2023-07-31")
    assert "and 6 more notes; `citedesk ingest --json` names them all" in notes[3]


@pytest.mark.parametrize(("number", "remedy"), [(28, "free some space"), (13, "check that it may be read")])
def test_what_the_machine_refuses_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, number: int, remedy: str
) -> None:
    def refused(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number), "/some\n\x1b[31mwhere")

    monkeypatch.setattr("index.ingest.ingest", refused)
    code, out, err = run(capsys, "ingest", str(folder))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"/some ␛[31mwhere: {os.strerror(number).lower()}; {remedy}" in err


def test_an_interrupt_is_a_hundred_and_thirty(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    run(capsys, "ingest", str(folder))
    monkeypatch.setattr("index.ingest.ingest", interrupted)
    code, _, err = run(capsys, "ingest", str(folder))
    assert (code, "what went in stays" in err, err.count("\n")) == (130, True, 1)
    assert run(capsys, "sources", "list")[0] == 0


def test_an_interrupt_while_a_command_is_loaded_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loading:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "ui.commands", Loading())  # type: ignore[arg-type]
    assert run(capsys, "info") == (130, "", "citedesk: interrupted\n")


def test_a_working_folder_that_is_gone_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code, out, err = run(capsys, "ingest", ".")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "working folder is gone" in err


def test_the_doctor_finds_a_sound_library_and_mends_a_broken_one(
    capsys: pytest.CaptureFixture[str], folder: Path, home: Path
) -> None:
    run(capsys, "ingest", str(folder))
    assert run(capsys, "doctor")[0] == 0
    for segment in (home / "library" / "vectors").iterdir():
        held = segment.read_bytes()
        segment.write_bytes(held[:-1] + bytes([held[-1] ^ 0xFF]))
    code, out, err = run(capsys, "doctor")
    assert code == 1
    assert out.strip() and "`citedesk doctor --repair` mends this" in err
    assert run(capsys, "doctor", "--repair")[0] == 0
    assert not run_json(capsys, "ask", "Why did the council close the Harbour Street library?")["abstained"]


def test_hostile_words_reach_the_terminal_harmless(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "library.txt").write_text("The roof was unsafe \x1b[31m\u202e and the library closed.", encoding="utf-8")
    run(capsys, "ingest", str(folder))
    _, out, _ = run(capsys, "search", "unsafe roof")
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_info_says_what_is_there(capsys: pytest.CaptureFixture[str], folder: Path, home: Path) -> None:
    run(capsys, "ingest", str(folder), "--collection", "town")
    facts = run_json(capsys, "info")
    assert (facts["home"], facts["articles"], facts["collections"]) == (str(home), 1, {"town": 1})
    assert facts.keys() >= {field.name for field in fields(Settings)}


def test_a_citation_names_the_articles_with_the_same_words(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "copy.txt").write_text(f"Title: The wire\n\n{STORY}", encoding="utf-8")
    run(capsys, "ingest", str(folder))
    identities = {one["article_id"] for one in run_json(capsys, "sources", "list")["articles"]}
    first = run_json(capsys, "ask", "Why did the council close the Harbour Street library?")["citations"][0]
    assert {first["article_id"], *first["also_in"]} == identities


def test_a_terminal_of_few_characters_gets_escapes_and_json_stays_json(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "ingest", str(folder))
    (identity,) = (one["article_id"] for one in run_json(capsys, "sources", "list")["articles"])
    for flags in ([], ["--json"]):
        out = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, encoding="ascii"))
        assert main(["sources", "show", identity, *flags]) == 0
        shown = out.getvalue().decode("ascii")
        assert STORY in json.loads(shown)["text"] if flags else "\\U0001f3db" in shown


def test_an_output_that_cannot_be_written_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert main(["sources", "list"]) == 1
    assert capsys.readouterr().err == "citedesk: stdout is closed; there is nowhere to print to\n"


def test_a_file_whose_name_is_no_text_stops_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff.txt")).write_text(STORY, encoding="utf-8")
    report = run_json(capsys, "ingest", str(folder))
    assert len(report["added"]) == 1
    assert any("not text in UTF-8" in one["reason"] for one in report["failed"])
    with pytest.raises(SystemExit) as wrong:
        main(["ask", "why?", "--collection", os.fsdecode(b"\xff")])
    assert wrong.value.code == 2
