"""A draft as it is checked: its text, its sentences where they stand, and their words without markup."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import canonical_text
from corpus.errors import QuestionError, ReadError
from corpus.language import UNDETERMINED, language_of
from corpus.visible import is_text
from index.sentence import block_sentences, blocks
from rag.verdicts.compare import is_english
from rag.verdicts.turns import turns
from rag.words.function_words import FUNCTION_WORDS

MAX_CHARS = 600_000  # some 200 pages
_MARK = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s+|[-*+•‣]\s+|\d{1,2}[.)]\s+)+"  # headings, quotes and list items
    r"|<(?P<hidden>script|style)\b[^<>]{0,300}>.{0,20000}?</(?P=hidden)>"  # no words of the draft
    r"|</?[A-Za-z][^<>]{0,200}>|<!--.*?-->"
    r"|!?\[(?P<link>[^\[\]]{0,300})\]\((?:[^()\s]|\([^()\s]{0,99}\)){0,500}(?:\s+(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\)"
    r"|(?P<strong>\*\*|__)(?P<bold>\S(?:[^\n]{0,300}?\S)?)(?P=strong)"
    r"|(?<![\w*])\*(?P<italic>[^*\s](?:[^*\n]{0,300}[^*\s])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<under>[^_\s](?:[^_\n]{0,300}[^_\s])?)_(?!\w)"
    r"|`{1,3}(?P<code>[^`\n]{0,300})`{1,3}"
    r"|\[\^?\d{1,3}\]:?|\[\^[\w-]{1,30}\]:?",
    re.DOTALL,
)
_PARTING = re.compile(  # what parts the sentences of a pasted page
    r"<(?P<hidden>script|style)\b[^<>]{0,300}>.{0,20000}?</(?P=hidden)>|"
    r"(?:</?(?:p|div|h\d|li|ul|ol|br|hr|table|tr|td|th|thead|tbody|section|article|blockquote|header|footer|body|html|main|nav)\b[^<>]{0,300}>\s*)+",
    re.I | re.DOTALL,
)
_SPACED = re.compile(r"(?<=[\w\"”’)]) (?=[.,](?:\s|$))")  # where the number of a note stood
_NOTED = re.compile(r"[.!?][\"”’)]*(?:\[\^?[\w-]{1,30}\])+(?=\s+[A-ZÀ-Þ“\"‘(*_\[])|\n(?=\[\^[\w-]{1,30}\]:)")
_ROW_CELL = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")
_CELL = re.compile(r"\S(?:[^\t]*[^\s])?")
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 5_000  # characters that tell the language
_LEAST = 0.25  # of the words are small English ones, where the language model takes an English text for another
_FEWEST = 3  # words of a table's cell that may claim something
_UNREAD = re.compile(r"```|~~~|[-*_–—=·•#|: ]+$|\[\^?[\w-]{1,30}\]:\s*(?:https?:|<|www\.)\S+\s*$")
_MARKUP = re.compile(
    r"</?(?:p|div|span|a|b|i|em|strong|h\d|li|ul|ol|br|table|td|tr|article|html|body)\b[^<>]{0,300}>", re.I
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft, `text[start:end]`; `heads` where it is a heading, which claims nothing by itself.

    `speaker` is who says it in a transcript.
    """

    start: int
    end: int
    heads: bool
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked; spans count in `text`, which begins to be read at `body_start`."""

    text: str
    language: str
    body_start: int = 0
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Draft:
        r"""Read a pasted text; line ends become `\n` and nothing else changes.

        Raises QuestionError for an empty or overlong one, or one that is not text.
        """
        draft = canonical_text(text)
        if not draft.strip():
            raise QuestionError("there is nothing to check; write a claim or paste a draft")
        if not is_text(draft):
            raise QuestionError("the draft holds bytes that are not text; write it in UTF-8")
        if len(draft) > MAX_CHARS:
            raise QuestionError(f"the draft has {len(draft):,} characters; check at most {MAX_CHARS:,} at a time")
        notes = ("markup was left out of the claims",) if _MARKUP.search(draft) else ()
        return cls(draft, language_of(draft), notes=notes)

    @classmethod
    def read(cls, path: Path, max_bytes: int) -> Draft:
        """Read a draft from a file of any kind that articles come in; raises ReadError and QuestionError."""
        from corpus.read import ReadOptions, read

        try:
            articles = list(read(path, options=ReadOptions(max_bytes=max_bytes)))
        except ReadError as error:
            raise type(error)(f"{path}: {error}") from error
        if len(articles) != 1:
            raise QuestionError(f"{path.name} holds {len(articles)} texts; save the one to check as a file of its own")
        article = articles[0]
        draft = cls.of(article.text)
        return cls(draft.text, draft.language, article.body_start, (*draft.notes, *article.notes))

    @property
    def english(self) -> bool:
        """Say whether its sentences can be read by English rules."""
        words = _WORD.findall(self.text[:_HEAD])
        share = sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
        return is_english(self.text) and (self.language in ("en", UNDETERMINED) or share >= _LEAST)

    def sentences(self) -> Iterator[Sentence]:
        """Give the sentences in order, each where it stands; code between fences and addresses of notes are none."""
        heads = [turn.label for turn in turns(self.text)]
        for block in blocks(self.text, self.body_start):
            if _UNREAD.match(self.text, block.start, block.end):
                continue
            spans = self._cells(self._apart(block_sentences(self.text, block, self.language)))
            for start, end, speaker in self._spoken(spans, heads):
                if _UNREAD.match(self.text, start, end):
                    continue
                if not (block.heading and self.text[start:end].lstrip().startswith("#")):
                    yield Sentence(start, end, block.heading, speaker)

    def _spoken(self, spans: Iterable[tuple[int, int]], heads: Sequence[int]) -> Iterator[tuple[int, int, str | None]]:
        """Give sentences with who says them in a transcript, without the labels at `heads` of its turns."""
        all_turns = turns(self.text)
        for start, end in spans:
            at, speaker = start, None
            for turn in all_turns[max(0, bisect_right(heads, start) - 1) : bisect_left(heads, end)]:
                if at < turn.label and self.text[at : turn.label].strip():
                    yield at, at + len(self.text[at : turn.label].rstrip()), speaker
                at, speaker = max(at, turn.start), turn.speaker
            if at < end:
                yield at, end, speaker

    def _apart(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Give sentences, those apart between which the number of a note stands, and the notes line by line."""
        for start, end in self._parted(spans):
            at = start
            for noted in _NOTED.finditer(self.text, start, end):
                yield at, noted.end()
                at = noted.end() + len(self.text[noted.end() : end]) - len(self.text[noted.end() : end].lstrip())
            if at < end:
                yield at, end

    def _parted(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Give sentences, those apart between which a tag begins or ends a block of a page."""
        for start, end in spans:
            at = start
            for tag in _PARTING.finditer(self.text, start, end):
                if plain(self.text[at : tag.start()]):
                    yield at, tag.start()
                at = tag.end()
            if at < end and (at == start or plain(self.text[at:end])):
                yield at, end

    def _cells(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Give sentences, those of a row of a table cell by cell, where a cell has words enough to be one."""
        for start, end in spans:
            row = _ROW_CELL if self.text.startswith("|", start) else _CELL
            cells = [cell.span() for cell in row.finditer(self.text, start, end)]
            whole = [(first, last) for first, last in cells if len(self.text[first:last].split()) >= _FEWEST]
            yield from (whole if len(cells) > 1 else [(start, end)])


def plain(text: str) -> str:
    """Give the words of a piece of a draft: Markdown and tags gone, white space single.

    >>> plain("- The **mayor** [resigned](https://example.org/a)  on Monday.")
    'The mayor resigned on Monday.'
    """
    stripped = text
    for _ in range(2):  # a link may hold emphasis
        stripped = _MARK.sub(_inside, stripped)
    return _SPACED.sub("", " ".join(html.unescape(stripped).split()))


def _inside(match: re.Match[str]) -> str:
    return next((match[name] for name in ("link", "bold", "italic", "under", "code") if match[name] is not None), " ")
