"""A posting: what the lexical search knows of a passage, and the form in which tantivy keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.tokens import tokens

_TITLE_END = "¶"  # no token: a phrase does not run from the title into the text


@dataclass(frozen=True, slots=True)
class Posting:
    """What the search knows of one passage; `row` is the catalog's number for it, never used twice.

    `published_day` counts days since 0001-01-01 (`date.toordinal()`), None where the date is unknown.
    """

    row: int
    article: str
    collection: str
    published_day: int | None
    publisher: str | None
    title: str
    text: str
    language: str = "und"


def new_schema() -> Any:  # noqa: ANN401 - tantivy has no runtime types
    """Give the fields of the postings."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", stored=True, indexed=True, fast=True)
    for name in ("article", "collection", "publisher", "language"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):  # stored, since a removal writes the passages beside it again
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def document(posting: Posting) -> dict[str, Any]:
    """Give the fields of one passage; what is not known of it has none."""
    title, body = tokens(posting.title, posting.language), tokens(posting.text, posting.language)
    document: dict[str, Any] = {
        "row": posting.row,
        "article": posting.article,
        "collection": posting.collection,
        "language": posting.language,
        "title": " ".join(title),
        "body": " ".join([*title, _TITLE_END, *body] if title else body),
    }
    if posting.publisher is not None:
        document["publisher"] = posting.publisher
    if posting.published_day is not None:
        document["day"] = posting.published_day
    return document
