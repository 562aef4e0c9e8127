"""Answers as they are exported: as JSON, and in Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from rag.answer import Answer, Citation


def as_json(document: object, indent: int | None = 2) -> str:
    """Give a document as JSON that can be written as UTF-8, whatever a question or an article held."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # a lone surrogate becomes its JSON escape


def markdown(title: str, created: str, turns: Sequence[Answer]) -> str:
    """Give a conversation as a Markdown document: each question, its answer with numbers, and what they cite.

    Words out of articles and questions are escaped, so that none of them is read as markup.
    """
    parts = [f"# {_escaped(title)}", f"Begun {created}."]
    for answer in turns:
        parts += [f"## {_escaped(answer.question)}", *_asked(answer), *_answered(answer)]
    return "\n\n".join(parts) + "\n"


def _asked(answer: Answer) -> list[str]:
    same = answer.resolved_question == answer.question
    return [] if same else [f"Read as: {_escaped(answer.resolved_question)}"]


def _answered(answer: Answer) -> list[str]:
    if answer.abstained:
        return [f"No answer: {_escaped(answer.reason)}"]
    return [_marked(answer), "\n".join(_cited(citation) for citation in answer.citations)]


def _marked(answer: Answer) -> str:
    """Give the answer's text with the numbers of its citations behind each sentence."""
    text, done = "", 0
    for sentence in answer.sentences:
        numbers = "".join(f" [{number}]" for number in sentence.citations)
        text += _escaped(answer.answer[done : sentence.end]) + numbers
        done = sentence.end
    return text + _escaped(answer.answer[done:])


def _cited(citation: Citation) -> str:
    said_by = (citation.title, *citation.authors, citation.publisher, citation.published or "undated", citation.url)
    source = ", ".join(_escaped(part) for part in said_by if part)
    page = f", page {citation.page}" if citation.page is not None else ""
    where = f"{source}{page}, characters {citation.start} to {citation.end}"
    return f"- [{citation.number}] {where}: “{_escaped(citation.quote)}”"


_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~!&"})
_LIST = re.compile(r"^([-+=]|\d+[.)])", re.M)


def _escaped(text: str) -> str:
    """Give a text in which no character is read as Markdown or HTML; only an empty line parts it."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    marked = "\n\n".join(part for part in parts if part).translate(_MARKUP)
    escaped = _LIST.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", marked)
    return escaped.encode("utf-8", "replace").decode("utf-8")
