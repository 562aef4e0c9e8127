"""Hostile articles judged by what a person would see: `python -m ui.hostile` (see `eval.attacked`)."""

from __future__ import annotations

import json
import sys

from eval.attacked import figures
from rag.answer import Answer
from ui.answer_html import answer_html
from ui.terminal import answer_lines


def page(answer: Answer) -> str:
    """Give the HTML of an answer, as the page draws it."""
    return answer_html(answer, None)


def terminal(answer: Answer) -> str:
    """Give the lines of an answer, as the command line prints them."""
    return "\n".join(answer_lines(answer))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(figures((page, terminal)), ensure_ascii=False, indent=1) + "\n")
