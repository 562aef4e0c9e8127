"""A question as a query of the postings: its words one by one, what it quotes as phrases, and the filters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import Any

from index.passage import Filters
from index.tokens import tokens, variants

# A title opens the body of each of its passages, and counts a little more by its own field: scifact train nDCG@10 at
# weights 0/.1/.2/.3 .693/.692/.691/.688, test .677/.681/.677/.677; by the field alone, at .4, .684 and .669;
# news-2022 at 0 .607, at .1 .618, by the field alone .593 (`python -m eval.bench.lexical` with `--title-weight`,
# 2026-11-22).
TITLE_WEIGHT = 0.1
MAX_WORDS = 256  # different words of a question; a pasted article is cut here
MAX_PHRASES = 16
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|「([^」]+)」')


def quoted(query: str) -> list[str]:
    """Give the words that stand in double quotation marks of any style."""
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(query)]


def unquoted(query: str) -> str:
    """Give the query without its quotation marks, so that its words are searched one by one."""
    return _QUOTED.sub(lambda match: f" {next(group for group in match.groups() if group)} ", query)


def compiled_query(
    schema: Any,  # noqa: ANN401 - tantivy has no runtime types
    languages: Sequence[str],
    query: str,
    filters: Filters,
) -> Any | None:  # noqa: ANN401
    """Give tantivy's query for a question over postings in those languages, None where it has no words."""
    from tantivy import Occur, Query

    words = dict.fromkeys(variants(query, languages))
    forms = list(dict.fromkeys(chain.from_iterable(islice(words, MAX_WORDS))))
    if not forms:
        return None
    parts = [(Occur.Must, Query.boolean_query([(Occur.Should, part) for part in _words(schema, forms)]))]
    for phrase in quoted(query)[:MAX_PHRASES]:
        readings = _phrase(schema, phrase, languages)
        if readings is not None:
            parts.append((Occur.Must, Query.const_score_query(readings, 0.0)))
    parts += [(Occur.Must, Query.const_score_query(part, 0.0)) for part in _filters(schema, filters)]
    return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]


def _words(schema: Any, forms: Sequence[str]) -> Iterator[Any]:  # noqa: ANN401
    """Give the scored clauses, all of them plain terms: tantivy skips what cannot win only in a union of such.

    An article holds a word under the stem of its own language, so the other stems of it count for nothing there.
    """
    from tantivy import Query

    for form in forms:
        yield Query.term_query(schema, "body", form)
        yield Query.boost_query(Query.term_query(schema, "title", form), TITLE_WEIGHT)


def _phrase(schema: Any, phrase: str, languages: Sequence[str]) -> Any | None:  # noqa: ANN401
    from tantivy import Occur, Query

    readings = dict.fromkeys(tuple(tokens(phrase, code)) for code in languages)
    clauses = []
    for reading, field in product(readings, ("body", "title")):
        if len(reading) == 1:
            clauses.append((Occur.Should, Query.term_query(schema, field, reading[0])))
        elif reading:
            clauses.append((Occur.Should, Query.phrase_query(schema, field, list(reading))))
    return Query.boolean_query(clauses) if clauses else None


def _filters(schema: Any, filters: Filters) -> Iterator[Any]:  # noqa: ANN401
    from tantivy import FieldType, Query

    for field, values in (
        ("article", filters.articles),
        ("collection", filters.collections),
        ("publisher", filters.publishers),
    ):
        if values:
            yield Query.term_set_query(schema, field, list(values))
    if filters.dated:
        since = filters.since.toordinal() if filters.since else 0
        until = filters.until.toordinal() if filters.until else 4_000_000
        yield Query.range_query(schema, "day", FieldType.Integer, since, until)
