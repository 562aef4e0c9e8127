"""The commands that check a claim or a draft, and that trace a quotation."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CitedeskError
from index.files import write_whole
from index.passage import Filters
from rag.config import Settings
from rag.verdicts.checked import Checked, CheckedClaim
from ui import check_lines

if TYPE_CHECKING:
    from rag.check import Progress

LONG = 50_000  # characters of a draft that takes minutes to check


def check(arguments: Namespace, filters: Filters, say: Callable[[str], None]) -> Checked:
    """Check a claim or the draft in a file."""
    from rag.desk import Desk
    from rag.verdicts.draft import Draft

    settings = Settings.load()
    draft = Draft.read(arguments.file, settings.max_bytes) if arguments.file else Draft.of(arguments.claim)
    with Desk.open(settings, wait=say) as desk:
        if len(draft.text) > LONG:
            say(f"checking {len(draft.text):,} characters, claim by claim")
        return desk.check(draft, filters=filters, as_of=arguments.as_of, progress=_progress())


def _progress() -> Progress:
    """Give what tells each verdict on stderr as it is reached, for a person who looks on and a draft of some length."""

    def tell(done: int, total: int | None, claim: CheckedClaim) -> None:
        if (total is None or total > 2) and sys.stderr.isatty():
            count = f"{done:,}/{total:,}" if total else f"{done:,}"
            sys.stderr.write(f"{count} {check_lines.sign(claim)} {check_lines.shortened(claim.claim)}\n")

    return tell


def write_report(path: Path, checked: Checked, title: str) -> None:
    """Write the check as a page; a report that stands there already goes only once the new one is whole."""
    from ui.check_html import report_html

    page = report_html(checked, title).encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, which cannot be put in place of
            path.write_bytes(page)
        else:
            write_whole(path.resolve(), [page])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CitedeskError(f"cannot write the report to {path}: {reason}; name another file with --html") from error
