"""The commands that check a claim or a draft, and that trace a quotation."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from corpus.errors import CitedeskError
from index.passage import Filters
from rag.config import Settings
from rag.verdicts.checked import Checked, CheckedClaim
from ui import check_lines


def check(arguments: Namespace, filters: Filters, say: Callable[[str], None]) -> Checked:
    """Check a claim or the draft in a file; writes the HTML report where one is asked for."""
    from rag.desk import Desk
    from rag.verdicts.draft import Draft

    settings = Settings.load()
    draft = Draft.read(arguments.file, settings.max_bytes) if arguments.file else Draft.of(arguments.claim)
    with Desk.open(settings, wait=say) as desk:
        checked = desk.check(draft, filters=filters, as_of=arguments.as_of, progress=_progress())
    if arguments.html:
        _write(arguments.html, checked, arguments.file.name if arguments.file else "A claim")
    return checked


def _progress() -> Callable[[int, int, CheckedClaim], None]:
    """Give what tells each verdict on stderr as it is reached, for a person who looks on and a draft of some length."""

    def tell(done: int, total: int, claim: CheckedClaim) -> None:
        if total > 2 and sys.stderr.isatty():
            sys.stderr.write(f"{done}/{total} {check_lines.sign(claim)} {check_lines.shortened(claim.claim)}\n")

    return tell


def _write(path: Path, checked: Checked, title: str) -> None:
    from ui.check_html import report_html

    try:
        path.write_bytes(report_html(checked, title).encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CitedeskError(f"cannot write the report to {path}: {reason}; name another file with --html") from error
