"""The commands that list, show and remove articles."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from corpus.visible import visible
from index.passage import Filters
from rag.config import Settings
from ui import terminal
from ui.streams import print_json, print_lines, say


def _list(arguments: Namespace) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load()) as library:
        records = library.articles(Filters(collections=tuple(arguments.collection)))
    if arguments.json:
        print_json({"articles": [asdict(record) for record in records]})
    else:
        print_lines(terminal.record_lines(records))
    return 0


def _show(arguments: Namespace) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load()) as library:
        record = library.article(arguments.id)
        shown = {**asdict(record), "text": library.text(record.sha256)}
    print_json(shown) if arguments.json else print_lines(terminal.article_lines(record, str(shown["text"])))
    return 0


def _remove(arguments: Namespace) -> int:
    from rag.shelf import open_library

    with open_library(Settings.load(), wait=say) as library:
        record = library.article(arguments.id)
        library.remove(arguments.id)
    if arguments.json:
        print_json({"removed": [arguments.id]})
    else:
        print_lines([f"removed {visible(record.title or record.key)}"])
    return 0


ACTIONS: dict[str, Callable[[Namespace], int]] = {"list": _list, "show": _show, "remove": _remove}
