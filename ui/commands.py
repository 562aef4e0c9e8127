"""What each command does: ask a room for a value, and print it for a person or as JSON."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path

from corpus.errors import CitedeskError
from corpus.visible import visible
from index.passage import Filters
from rag.config import Settings
from ui import figures, terminal
from ui.live import Live

Args = Namespace


def ingest(arguments: Args) -> int:
    """Add files and folders to the library. Give 0 when anything was taken in."""
    from corpus.read import ReadOptions
    from index.ingest import ingest as take_in
    from rag.shelf import open_library
    from ui.progress import Bar

    settings = Settings.load()
    columns = {name: value for name, value in vars(arguments).items() if name.endswith("_column") and value}
    options = ReadOptions(max_bytes=settings.max_bytes, **columns)
    with open_library(settings, wait=_say) as library, Bar() as bar:
        report = take_in(library, arguments.source, arguments.collection, options, bar.update)
    _print_json(asdict(report)) if arguments.json else _print(terminal.report_lines(report))
    return 0 if report.took_anything else 1


def ask(arguments: Args) -> int:
    """Answer a question; a chat model's sentences are printed as they pass their check. An abstention is a success."""
    from rag.desk import Desk
    from rag.generators import load_generator

    settings, live = Settings.load(), Live(_say, None if arguments.json else _print)
    generator = load_generator(settings, arguments.generator)
    with Desk.open(settings, generator=generator, wait=_say) as desk:
        answer = desk.ask(arguments.question, filters=_filters(arguments), as_of=arguments.as_of, watch=live)
    for note in answer.notes:
        _say(visible(note))
    _print_json(asdict(answer)) if arguments.json else _print(terminal.answer_lines(answer, shown=live.shown))
    return 0


def search(arguments: Args) -> int:
    """Print ranked passages."""
    from rag.desk import Desk

    with Desk.open(Settings.load(), wait=_say) as desk:
        hits = desk.search(arguments.words, filters=_filters(arguments), top_k=arguments.top_k)
    _print_json({"hits": [asdict(hit) for hit in hits]}) if arguments.json else _print(terminal.hit_lines(hits))
    return 0


def check(arguments: Args) -> int:
    """Check a claim or a draft. Whatever the verdicts are, checking is a success."""
    from rag.verdicts.checked import as_json
    from ui import check_commands, check_lines

    checked = check_commands.check(arguments, _filters(arguments), _say)
    _print_json(as_json(checked)) if arguments.json else _print(check_lines.checked_lines(checked))
    if arguments.html:  # behind the verdicts, which are not lost where it cannot be written
        check_commands.write_report(arguments.html, checked, arguments.file.name if arguments.file else "A claim")
    return 0


def quote(arguments: Args) -> int:
    """Trace a quotation. That it stands nowhere is an answer too."""
    from rag.desk import Desk
    from rag.quotations.traced import as_json
    from ui import check_lines

    with Desk.open(Settings.load(), wait=_say) as desk:
        traced = desk.quote(arguments.words)
    _print_json(as_json(traced)) if arguments.json else _print(check_lines.traced_lines(traced))
    return 0


def sources(arguments: Args) -> int:
    """List, show or remove articles."""
    return {"list": _list, "show": _show, "remove": _remove}[arguments.action](arguments)


def _list(arguments: Args) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load()) as library:
        records = library.articles(Filters(collections=tuple(arguments.collection)))
    if arguments.json:
        _print_json({"articles": [asdict(record) for record in records]})
    else:
        _print(terminal.record_lines(records))
    return 0


def _show(arguments: Args) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load()) as library:
        record = library.article(arguments.id)
        shown = {**asdict(record), "text": library.text(record.sha256)}
    _print_json(shown) if arguments.json else _print(terminal.article_lines(record, str(shown["text"])))
    return 0


def _remove(arguments: Args) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load(), wait=_say) as library:
        record = library.article(arguments.id)
        library.remove(arguments.id)
    if arguments.json:
        _print_json({"removed": [arguments.id]})
    else:
        _print([f"removed {visible(record.title or record.key)}"])
    return 0


def doctor(arguments: Args) -> int:
    """Check the library, and mend it when asked. Give 1 while a fault stands."""
    from rag.shelf import open_library

    with open_library(Settings.load(), wait=_say, any_model=True) as library:
        faults = library.check()
        if faults and arguments.repair:
            _print(f"mending: {fault}" for fault in faults)
            library.repair()
            faults = library.check()
    _print(faults or ["the library is sound"])
    if faults and not arguments.repair:
        _say("`citedesk doctor --repair` mends this; where a line says more, do that too")
    return 1 if faults else 0


def ui(arguments: Args) -> int:
    """Serve the desk until interrupted."""
    from ui.serve import serve

    return serve(arguments.port, Settings.load().max_bytes)


def info(arguments: Args) -> int:
    """Print the settings, and what the library holds."""
    from rag.shelf import describe

    facts = describe(Settings.load())
    _print_json(facts) if arguments.json else _print(terminal.table([(k, _shown(v)) for k, v in facts.items()]))
    return 0


def _shown(fact: object) -> str:
    return ", ".join(map(str, fact)) or "none" if isinstance(fact, tuple) else str(fact)


def evaluate(arguments: Args) -> int:
    """Measure on an evaluation set, or add to it what readers marked."""
    if arguments.add:
        return _add(arguments)
    from eval.report import write_report
    from eval.run import Options, run
    from ui.progress import Bar

    with Bar("") as bar:
        options = Options(arguments.only, arguments.split, arguments.limit, arguments.generator, progress=bar.update)
        settings = replace(Settings.load(), generator=arguments.generator)
        outcome = run(arguments.set, settings, options, arguments.run_dir)
    write_report(Path(outcome["run_dir"]))
    _print_json(outcome) if arguments.json else _print(figures.metric_lines(outcome))
    return 0


def _add(arguments: Args) -> int:
    from eval.reviewed import add
    from rag.kept.reviews import Reviews
    from rag.shelf import open_library

    settings = Settings.load()
    with open_library(settings) as library, library.snapshot() as state:
        outcome = add(Reviews(settings.home).all(), arguments.set, state)
    _print_json(asdict(outcome)) if arguments.json else _print(figures.added_lines(outcome.added, outcome.lacking))
    return 0


def compare(arguments: Args) -> int:
    """Compare two runs."""
    from eval.compare import compare as compared

    comparison = compared(arguments.a, arguments.b)
    _print_json(comparison) if arguments.json else _print(figures.comparison_lines(comparison))
    return 0


def _filters(arguments: Args) -> Filters:
    until = min((day for day in (arguments.until, arguments.as_of) if day), default=None)
    return Filters(
        collections=tuple(arguments.collection),
        articles=tuple(arguments.article),
        publishers=tuple(arguments.publisher),
        since=arguments.since,
        until=until,
    )


def _print(lines: Iterable[str]) -> None:
    _write("".join(f"{line}\n" for line in lines))


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, default=str)
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:  # a terminal of few characters, or a file name that is no text
        text = json.dumps(value, default=str)
    _write(text + "\n")


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _write(text: str) -> None:
    """Write to stdout and flush; characters that its encoding lacks are written as escapes."""
    if sys.stdout is None:
        raise CitedeskError("stdout is closed; there is nowhere to print to")
    try:
        sys.stdout.write(text.encode(_encoding(), "backslashreplace").decode(_encoding()))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit does not complain again
        raise CitedeskError(f"cannot print: {(error.strerror or str(error)).lower()}") from error


def _say(line: str) -> None:
    sys.stderr.write(f"citedesk: {line}\n")


COMMANDS: dict[str, Callable[[Args], int]] = {
    "ingest": ingest,
    "ask": ask,
    "search": search,
    "check": check,
    "quote": quote,
    "sources": sources,
    "eval": evaluate,
    "compare": compare,
    "doctor": doctor,
    "ui": ui,
    "info": info,
}
