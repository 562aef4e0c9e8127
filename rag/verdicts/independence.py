"""Which articles are one source: those that share text, and those that say they carry the same agency's report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.records import ArticleRecord
from rag.copies import shingles

SHARED = 0.3  # of the shingles of the shorter text; two reports of one event in their own words share under a tenth
_HEAD, _TAIL = 400, 300  # characters at the ends of a text in which it says whose report it is
_AGENCIES = {
    "Reuters": r"Reuters|Thomson Reuters",
    "AP": r"AP|Associated Press",
    "AFP": r"AFP|Agence France[- ]Presse",
    "dpa": r"dpa|Deutsche Presse-Agentur",
    "Kyodo": r"Kyodo(?: News)?",
    "Xinhua": r"Xinhua",
    "TASS": r"TASS|Tass",
    "UPI": r"UPI|United Press International",
    "PA": r"PA Media|Press Association",
    "ANSA": r"ANSA",
    "EFE": r"EFE",
    "Yonhap": r"Yonhap",
    "Jiji": r"Jiji(?: Press)?",
    "Interfax": r"Interfax",
    "Anadolu": r"Anadolu(?: Agency)?",
    "PTI": r"PTI|Press Trust of India",
    "IANS": r"IANS",
    "Bloomberg": r"Bloomberg(?: News)?",
    "APA": r"APA",
    "CP": r"Canadian Press",
    "AAP": r"AAP|Australian Associated Press",
    "Belga": r"Belga",
    "ANP": r"ANP",
    "NTB": r"NTB",
    "TT": r"TT Nyhetsbyr[åa]n",
}
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _AGENCIES.items())
# "TOKYO (Reuters) –", "(AP) —", "Reuters, 12 July", "Source: AFP", "Reporting by Jane Doe, Reuters".
_STATED = (
    re.compile(rf"[(\[]\s*(?:{_ANY})\s*[)\]]"),
    re.compile(rf"(?m)^(?:(?i:source|by|from|reporting by|agency|quelle)\s*[:/]?\s+)?(?:{_ANY})\s*(?:$|[,/|–—-])"),
    re.compile(rf"(?i:reporting by|report by|source:|contributed by|©)[^.\n]{{0,60}}?\b(?:{_ANY})\b"),
)


def agency_of(record: ArticleRecord, text: str) -> str | None:
    """Give the agency whose report an article says it carries, by its publisher, its authors or its own lines."""
    for stated in (record.publisher or "", *record.authors):
        found = re.fullmatch(rf"\s*(?:(?:The|By)\s+)?(?:{_ANY})\s*", stated)
        if found:
            return found.lastgroup
    for part in (text[:_HEAD], text[-_TAIL:]):
        for pattern in _STATED:
            found = pattern.search(part)
            if found:
                return next(name for name in _AGENCIES if found.groupdict()[name])
    return None


def sources(records: Sequence[ArticleRecord], texts: Mapping[str, str]) -> dict[str, int]:
    """Give the number of the source of each article, by its id; `texts` are those of the versions, by SHA-256.

    Articles of one source have one number; sources are numbered from 1 in the order of the records.
    """
    parent = list(range(len(records)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    agencies = [agency_of(record, texts[record.sha256]) for record in records]
    for later in range(len(records)):
        for earlier in range(later):
            one, other = root(later), root(earlier)
            if one != other and _same(records, texts, agencies, later, earlier):
                parent[max(one, other)] = min(one, other)
    numbers: dict[int, int] = {}
    return {record.article_id: numbers.setdefault(root(at), len(numbers) + 1) for at, record in enumerate(records)}


def _same(
    records: Sequence[ArticleRecord], texts: Mapping[str, str], agencies: Sequence[str | None], one: int, other: int
) -> bool:
    if agencies[one] is not None and agencies[one] == agencies[other]:
        return True
    a, b = (texts[records[at].sha256] for at in (one, other))
    return a == b or share_text(a, b)


def share_text(one: str, other: str) -> bool:
    """Say whether a good part of the shorter of two texts stands in the longer, word for word."""
    a, b = _shingles(one), _shingles(other)
    return len(a & b) >= SHARED * min(len(a), len(b))


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[int]:
    return shingles(text)
