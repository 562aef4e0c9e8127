"""What changes the meaning of words that stand somewhere: a denial, a condition, a question, and what an edit drops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.quotations.traced import Edit
from rag.reading.quoted import quotations

_MARKS = ' “”"‘’«»,'
_ENDS = ' .”"’»'
_FEW = 9  # words before a quotation in which a denial bears on it
_DENIED = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|hardly|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus\w+|disput\w+|false|falsely|"
    r"untrue|wrongly|far from|without|cannot|contrary to|myth|retracted|withdrew)\b|n[’']t\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|nothing|none|nowhere|cannot|hardly|nicht|nie|niemals|nichts|kein\w*|pas|jamais|nunca|nada)\b|n[’']t\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether|supposing|suppose|imagine|as though|as if|would have|might have)\s+\S{0,20}\s*[“\"‘«]?$",
    re.I,
)
_CONDITION = re.compile(
    r"(?:^|[\s“\"‘«])((?:(?i:if|unless|provided|supposing|in case|as long as)|(?:Had|Were|Should)\s\w+)\b"
    r"[^.!?;:”\"]{3,120}),\s*$"
)
_TURNED = re.compile(
    r"[\s,;:”“„\"’‘»«–—-]*\b((?:but|unless|if|only if|except|until|although|though|however|provided)\b\s+\w.{0,80})",
    re.I | re.S,
)
_GOES_ON = re.compile(rf"((?:\s+[–—-])?(?:\s+\w+){{0,3}}\s+(?:{_NOT.pattern}))", re.I)
_CLAUSE = re.compile(r"(?:[,;:]\s|[—–])(?!(?:he|she|they|it)\b)")
_QUESTION = re.compile(r"[\s\"'”’»)\]]*[?？؟]")
_STOP = re.compile(r"[.!?…][”\"’»]*\s")
_BETWEEN = 14  # words an ellipsis may stand for within a sentence


def context(text: str, sentence: tuple[int, int], start: int, end: int, asked: bool) -> Iterator[str]:
    """Say what around `text[start:end]`, in a sentence of it, changes it; `asked` where it was given as a question."""
    ahead, behind = text[sentence[0] : start], text[end : sentence[1]]
    clause = _CLAUSE.split(ahead)[-1]
    near = " ".join(clause.split()[-_FEW:])
    denied = _DENIED.search(near)
    if denied:
        yield f"a denial stands before it: “{near[denied.start() :].strip(_MARKS)} …”"
    if _SUPPOSED.search(ahead):
        yield "it is supposed and not said"
    elif condition := _CONDITION.search(ahead):
        yield f"it holds under a condition: “{' '.join(condition[1].split())}, …”"
    whole = text[sentence[0] : sentence[1]].rstrip("\"'”’»)] ").endswith("?") or _QUESTION.match(behind)
    if whole and not asked and "?" not in text[start:end]:
        yield "it stands in a question"
    if _nested(text, start, end):
        yield "it is a quotation inside a quotation"
    turned = _TURNED.match(behind) or _GOES_ON.match(behind)
    if turned:
        yield f"the sentence goes on: “{' '.join(turned[1].split()).rstrip(_ENDS)}”"


def of_edits(edits: Sequence[Edit]) -> Iterator[str]:
    """Say where an edit drops a denial or puts one in: "We will … pay" for "We will not pay"."""
    for edit in edits:
        if edit.kind == "typography":
            continue
        if edit.kind == "ellipsis" and _STOP.search(edit.source):
            yield "the ellipsis joins what stands in two sentences"
        short = edit.kind != "ellipsis" or len(edit.source.split()) <= _BETWEEN
        there, said = _NOT.search(edit.source) if short else None, _NOT.search(edit.said)
        if there and not said:
            yield f"the words given leave out “{there.group()}”, which turns what is said round"
        elif said and not there:
            yield f"the words given have “{said.group()}”, which the article has not: it turns what is said round"


def _nested(text: str, start: int, end: int) -> bool:
    for a, b in quotations(text):
        if a <= start and end <= b:
            return any(a + c <= start and end <= a + d for c, d in quotations(text[a:b]))
    return False
