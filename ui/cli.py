"""The command line: `citedesk COMMAND ...`, a contract that people script.

Exit codes: 0 done, 1 an error told in one line on stderr, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.errors import CitedeskError
from corpus.visible import is_text, visible

PARTS = ("retrieval", "answers", "claims")
GENERATORS = "who writes the answers: extractive, or a chat model as provider:model, such as ollama:llama3.2"
COLUMNS = ("text", "title", "date", "author", "publisher", "url", "id")

_GOES_ON = {
    "ingest": "; what went in stays, and the same command goes on from there",
    "eval": "; what was indexed stays, and the same command goes on from there",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    arguments = build_parser().parse_args(argv)
    try:
        _require_working_folder()
        from ui.commands import COMMANDS  # a second or more on a busy machine, and already to be interrupted

        return COMMANDS[arguments.run](arguments)
    except CitedeskError as error:
        sys.stderr.write(f"citedesk: {' '.join(visible(str(error)).split())}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"citedesk: interrupted{_GOES_ON.get(arguments.run, '')}\n")
        return 130
    except BrokenPipeError:
        # The reader (head, less) has left; the interpreter must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # of the machine: a disk, a folder, a permission that nobody foresaw
        sys.stderr.write(f"citedesk: {_of_the_machine(error)}\n")
        return 1


def _of_the_machine(error: OSError) -> str:
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    where = f"{' '.join(visible(os.fsdecode(error.filename)).split())}: " if isinstance(error.filename, str) else ""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return f"{where}{reason}; {'free some space' if full else 'check that it may be read and written'} and run it again"


def _require_working_folder() -> None:
    """Raise CitedeskError where the working folder was deleted: no relative path means anything there."""
    try:
        os.getcwd()
    except OSError as error:
        raise CitedeskError("the working folder is gone; change to one that exists") from error


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of every command."""
    parser = argparse.ArgumentParser(
        prog="citedesk",
        description="Ask articles; every sentence of an answer is tied to the exact words it came from.",
    )
    commands = parser.add_subparsers(dest="run", required=True, metavar="COMMAND")
    _ingest(commands.add_parser("ingest", help="add files and folders; changed ones are updated, known ones skipped"))
    ask = commands.add_parser("ask", help="answer a question from the articles, or say that they do not")
    ask.add_argument("question")
    ask.add_argument("--generator", type=_named, metavar="G", help=GENERATORS)
    _filters(ask)
    search = commands.add_parser("search", help="ranked passages, no answer")
    search.add_argument("words")
    search.add_argument("--top-k", type=_positive, default=10, metavar="N")
    _filters(search)
    _check(commands.add_parser("check", help="check a claim or a draft: verdicts with the words for and against"))
    quote = commands.add_parser("quote", help="where these words stand, verbatim or nearly, and who says them")
    quote.add_argument("words", type=_text)
    _json(quote)
    _sources(commands.add_parser("sources", help="list, show or remove articles"))
    _evaluation(commands.add_parser("eval", help="measure retrieval, answers, citations and refusals on a set"))
    comparison = commands.add_parser("compare", help="say whether two runs over one set differ, and where")
    comparison.add_argument("a", type=_path, metavar="RUN_A")
    comparison.add_argument("b", type=_path, metavar="RUN_B")
    _json(comparison)
    doctor = commands.add_parser("doctor", help="check the library and say what is wrong")
    doctor.add_argument("--repair", action="store_true", help="mend it: rebuild what follows from the catalog")
    desk = commands.add_parser("ui", help="open the desk in the browser")
    desk.add_argument("--port", type=_port, default=8501)
    _json(commands.add_parser("info", help="settings, model, and what the library holds"))
    return parser


def _ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="+", type=_path)
    parser.add_argument("--collection", type=_named, default="default", metavar="C")
    for column in COLUMNS:
        parser.add_argument(f"--{column}-column", metavar="NAME", help=f"the {column} column of a CSV or JSONL file")
    _json(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("claim", nargs="?", type=_text)
    what.add_argument("--file", type=_path, metavar="DRAFT", help="a draft: text, Markdown, DOCX, or any source")
    parser.add_argument("--html", type=_path, metavar="FILE", help="write the draft with its verdicts as a page")
    _filters(parser)


def _filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--collection", action="append", type=_named, default=[], metavar="C")
    parser.add_argument("--article", action="append", type=_named, default=[], metavar="ID")
    parser.add_argument("--as-of", type=_date, metavar="D", help="as if asked on this day; nothing later is read")
    parser.add_argument("--since", type=_date, metavar="D")
    parser.add_argument("--until", type=_date, metavar="D")
    parser.add_argument("--publisher", action="append", type=_named, default=[], metavar="P")
    _json(parser)


def _sources(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|remove")
    listing = actions.add_parser("list")
    listing.add_argument("--collection", action="append", type=_named, default=[], metavar="C")
    _json(listing)
    for name in ("show", "remove"):
        action = actions.add_parser(name)
        action.add_argument("id", type=_text)
        _json(action)


def _evaluation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("set", type=_path)
    parser.add_argument("--only", type=_parts, default=(), metavar="PART,...", help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--add", action="store_true", help="put the answers marked as wrong into the set; run nothing")
    parser.add_argument("--split", metavar="S")
    parser.add_argument("--limit", type=_positive, metavar="N", help="a seeded sample of N questions")
    parser.add_argument("--generator", type=_named, default="extractive", metavar="G", help=GENERATORS)
    parser.add_argument("--run-dir", type=_path, metavar="DIR")
    _json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD") from None


def _text(text: str) -> str:
    if not is_text(text):
        raise argparse.ArgumentTypeError(f"{text!r} holds bytes that are not text in UTF-8")
    return text


def _named(text: str) -> str:
    """Read a name: an empty one, such as a script's unset variable, would quietly mean something else."""
    if not _text(text).strip():
        raise argparse.ArgumentTypeError("the name is empty; give one, or leave the option out")
    return text


def _path(text: str) -> Path:
    """Read a path: an empty one, such as a script's unset variable, would be the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty; name a file or a folder, or . for this one")
    return Path(text)


def _parts(text: str) -> tuple[str, ...]:
    named = tuple(part.strip() for part in text.split(","))
    if unknown := [part for part in named if part not in PARTS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no part of a run; choose among {', '.join(PARTS)}")
    return named


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
