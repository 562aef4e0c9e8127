"""JSON lines, JSON arrays and CSV -> one article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from corpus.address import site_of, web_address
from corpus.article import Article, Origin, Stated, canonical_text
from corpus.dates import iso_date, unclear
from corpus.decode import decode
from corpus.errors import EmptySource, Malformed
from corpus.language import language_of
from corpus.people import names
from corpus.source import Reader, ReadOptions, Source
from corpus.visible import LONE_SURROGATE

Row = Mapping[str, Any]
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
_CSV = (".csv", ".tsv")
_LONGEST_FIELD = 300_000_000  # csv's own limit of 131,072 characters is less than a long article
_COLUMNS_TOLD = 12
_TOLD = 3  # bad rows named in the message; the rest are counted


class JsonReader:
    """Reads JSON: an object a line, or one array of objects."""

    def reads(self, source: Source) -> bool:
        """Say whether the first line is a JSON object, or the name says JSON and a bracket opens."""
        head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if source.suffix in (*_JSON_LINES, ".json"):
            return head[:1] in (b"{", b"[")
        line, end, _ = head.partition(b"\n")
        return head[:1] == b"{" and bool(end) and _is_object(line)

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give an article a row; raises `Malformed` after the good rows, naming the bad ones."""
        text = canonical_text(decode(source.raw).text)
        whole = _loaded(text) if source.suffix == ".json" or text.lstrip().startswith("[") else None
        rows = enumerate(whole if isinstance(whole, list) else [whole], start=1) if whole is not None else _lines(text)
        yield from _articles(source, rows, options, "application/json")


class CsvReader:
    """Reads comma, semicolon and tab separated values with a line of column names."""

    def reads(self, source: Source) -> bool:
        """Say whether the name says so: the bytes cannot."""
        return source.suffix in _CSV

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give an article a row; raises `Malformed` after the good rows, naming the bad ones."""
        csv.field_size_limit(_LONGEST_FIELD)
        text = decode(source.raw).text
        reader = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
        yield from _articles(source, enumerate(_records(reader), start=1), options, "text/csv")


JSON_READER: Reader = JsonReader()
CSV_READER: Reader = CsvReader()


def _articles(
    source: Source, rows: Iterator[tuple[int, Row | None]], options: ReadOptions, media_type: str
) -> Iterator[Article]:
    bad: list[str] = []
    columns: dict[str, None] = {}
    good = 0
    for number, row in rows:
        columns.update(dict.fromkeys(map(str, filter(None, row or ()))) if isinstance(row, dict) and not good else {})
        lack = _lack(row, options)
        article = None if lack else _article(source, number, row or {}, options, media_type)
        if article is None:
            bad.append(f"row {number}: {lack or _no_text(options)}")
        else:
            good += 1
            yield article
    if not good and not bad:
        raise EmptySource("there is no row in it; write one article a row")
    if not good and columns and options.text_column.lower() not in {name.strip().lower() for name in columns}:
        raise Malformed(_no_column(columns, options))
    if bad:
        more = f" and {len(bad) - _TOLD} more" if len(bad) > _TOLD else ""
        raise Malformed(
            f"{good} row{'' if good == 1 else 's'} read, {len(bad)} left out ({'; '.join(bad[:_TOLD])}{more}); "
            "mend them and ingest the file again"
        )


def _lack(row: Row | None, options: ReadOptions) -> str:
    """Say why a row cannot be read, or nothing."""
    if not isinstance(row, dict):
        return "no JSON object"
    if any(value.strip() for value in row.get(None) or ()):  # csv's key for what is over
        return "more fields than column names; put quotation marks around a text that holds the separator"
    return ""


def _no_text(options: ReadOptions) -> str:
    return f"no text in the column {options.text_column!r}"


def _no_column(columns: Iterable[str], options: ReadOptions) -> str:
    there = ", ".join(name[:40] for name in islice(columns, _COLUMNS_TOLD))
    return f"no column is named {options.text_column!r} but {there}; name the column of the text with --text-column"


def _article(source: Source, number: int, row: Row, options: ReadOptions, media_type: str) -> Article | None:
    fields = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
    text = canonical_text(_words(fields, options.text_column, strip=False))
    if not text.strip():
        return None
    authors = _authors(fields.get(options.author_column.lower()))
    title, publisher = (
        " ".join(_words(fields, column).split()) for column in (options.title_column, options.publisher_column)
    )
    stated = _words(fields, options.date_column)
    published = iso_date(stated) if stated else None
    name = _words(fields, options.id_column) or str(number)
    url = web_address(_words(fields, options.url_column))
    return Article(
        key=f"{source.key}#{name}",
        text=text,
        title=Stated(title, Origin.HEADER) if title else None,
        authors=authors,
        authors_origin=Origin.HEADER if authors else None,
        publisher=Stated(publisher, Origin.HEADER) if publisher else site_of(url),
        published=Stated(published, Origin.HEADER) if published else None,
        url=url,
        language=language_of(text),
        media_type=media_type,
        raw=json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace"),
        notes=(f"row {number}: {unclear(stated)}",) if stated and not published else (),
    )


def _words(fields: Row, column: str, *, strip: bool = True) -> str:
    value = fields.get(column.lower()) if column else None
    if value is None or isinstance(value, (dict, list)):
        return ""
    # JSON can spell half a character, which no UTF-8 can.
    words = LONE_SURROGATE.sub("\ufffd", str(value))
    return words.strip() if strip else words


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(dict.fromkeys(str(item).strip() for item in value if isinstance(item, str) and item.strip()))
    return names(LONE_SURROGATE.sub("\ufffd", value)) if isinstance(value, str) else ()


def _lines(text: str) -> Iterator[tuple[int, Row | None]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _loaded(line)


def _loaded(text: str) -> Any:  # noqa: ANN401  JSON is anything
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_object(line: bytes) -> bool:
    return isinstance(_loaded(line.decode("utf-8", "replace")), dict)


def _records(reader: csv.DictReader[str]) -> Iterator[Row]:
    try:
        yield from reader
    except csv.Error as error:
        raise Malformed(f"line {reader.line_num} is no CSV ({error}); check its quotation marks") from error


def _dialect(text: str) -> type[csv.Dialect]:
    """Tell the separator by the line of column names, which holds no prose to mislead."""
    columns = text.partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(("\t", ";", ","), key=columns.count)

    return Dialect
