"""What each command does: ask a room for a value, and print it for a person or as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from corpus.visible import visible
from index.passage import Filters
from rag.config import Settings
from ui import figures, source_commands, terminal
from ui.live import Live
from ui.streams import print_json, print_lines, say

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
    with open_library(settings, wait=say) as library, Bar() as bar:
        report = take_in(library, arguments.source, arguments.collection, options, bar.update)
    print_json(asdict(report)) if arguments.json else print_lines(terminal.report_lines(report))
    return 0 if report.took_anything else 1


def ask(arguments: Args) -> int:
    """Answer a question; a chat model's sentences are printed as they pass their check. An abstention is a success."""
    from rag.desk import Desk
    from rag.generators import load_generator

    settings, live = Settings.load(), Live(say, None if arguments.json else print_lines)
    generator = load_generator(settings, arguments.generator)
    with Desk.open(settings, generator=generator, wait=say) as desk:
        answer = desk.ask(arguments.question, filters=_filters(arguments), as_of=arguments.as_of, watch=live)
    for note in answer.notes:
        say(visible(note))
    print_json(asdict(answer)) if arguments.json else print_lines(terminal.answer_lines(answer, shown=live.shown))
    return 0


def search(arguments: Args) -> int:
    """Print ranked passages."""
    from rag.desk import Desk

    with Desk.open(Settings.load(), wait=say) as desk:
        hits = desk.search(arguments.words, filters=_filters(arguments), top_k=arguments.top_k)
    print_json({"hits": [asdict(hit) for hit in hits]}) if arguments.json else print_lines(terminal.hit_lines(hits))
    return 0


def check(arguments: Args) -> int:
    """Check a claim or a draft. Whatever the verdicts are, checking is a success."""
    from rag.verdicts.checked import as_json
    from ui import check_commands, check_lines

    checked = check_commands.check(arguments, _filters(arguments), say)
    print_json(as_json(checked)) if arguments.json else print_lines(check_lines.checked_lines(checked))
    if arguments.html:  # behind the verdicts, which are not lost where it cannot be written
        check_commands.write_report(arguments.html, checked, arguments.file.name if arguments.file else "A claim")
    return 0


def quote(arguments: Args) -> int:
    """Trace a quotation. That it stands nowhere is an answer too."""
    from rag.desk import Desk
    from rag.quotations.traced import as_json
    from ui import check_lines

    with Desk.open(Settings.load(), wait=say) as desk:
        traced = desk.quote(arguments.words)
    print_json(as_json(traced)) if arguments.json else print_lines(check_lines.traced_lines(traced))
    return 0


def sources(arguments: Args) -> int:
    """List, show or remove articles."""
    return source_commands.ACTIONS[arguments.action](arguments)


def doctor(arguments: Args) -> int:
    """Check the library, and mend it when asked. Give 1 while a fault stands."""
    from rag.shelf import open_library

    with open_library(Settings.load(), wait=say, any_model=True) as library:
        faults = library.check()
        if faults and arguments.repair:
            print_lines(f"mending: {fault}" for fault in faults)
            library.repair()
            faults = library.check()
    print_lines(faults or ["the library is sound"])
    if faults and not arguments.repair:
        say("`citedesk doctor --repair` mends this; where a line says more, do that too")
    return 1 if faults else 0


def ui(arguments: Args) -> int:
    """Serve the desk until interrupted."""
    from ui.serve import serve

    return serve(arguments.port, Settings.load().max_bytes)


def info(arguments: Args) -> int:
    """Print the settings, and what the library holds."""
    from rag.shelf import describe

    facts = describe(Settings.load())
    print_json(facts) if arguments.json else print_lines(terminal.table([(k, _shown(v)) for k, v in facts.items()]))
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
    print_json(outcome) if arguments.json else print_lines(figures.metric_lines(outcome))
    return 0


def _add(arguments: Args) -> int:
    from eval.reviewed import add
    from rag.kept.reviews import Reviews
    from rag.shelf import open_library

    settings = Settings.load()
    with open_library(settings) as library, library.snapshot() as state:
        outcome = add(Reviews(settings.home).all(), arguments.set, state)
    print_json(asdict(outcome)) if arguments.json else print_lines(figures.added_lines(outcome.added, outcome.lacking))
    return 0


def compare(arguments: Args) -> int:
    """Compare two runs."""
    from eval.compare import compare as compared

    comparison = compared(arguments.a, arguments.b)
    print_json(comparison) if arguments.json else print_lines(figures.comparison_lines(comparison))
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
