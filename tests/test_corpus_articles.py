"""The example articles: complete, of a readable length, and in words of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus import examples

SOURCES = Path(__file__).parents[2] / "shared" / "data" / "tokyo-office" / "articles"
QUOTATION = re.compile(r'“[^“”]{1,300}”|"[^"]{1,300}"')
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the five source articles are not at {SOURCES}")
every_article = pytest.mark.parametrize("path", examples.articles(), ids=lambda path: path.stem)


def parts(path: Path) -> tuple[dict[str, object], str]:
    """Split an article into front matter and body."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def own_words(text: str) -> list[str]:
    """Give the words outside quotations."""
    return re.findall(r"\w+", QUOTATION.sub(" ", text).lower())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def longest_shared_run(a: Sequence[str], b: Sequence[str]) -> tuple[str, ...]:
    """Give the longest run of words in both, by the table of common suffixes."""
    best, end, previous = 0, 0, [0] * (len(b) + 1)
    for i, word in enumerate(a, 1):
        current = [0] * (len(b) + 1)
        for j, other in enumerate(b, 1):
            if word == other:
                current[j] = previous[j - 1] + 1
                if current[j] > best:
                    best, end = current[j], i
        previous = current
    return tuple(a[end - best : end])


def runs(tokens: Sequence[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)}


def source_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]


def plain(text: str) -> str:
    """One kind of apostrophe and of space, so that a quotation can be looked up."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def test_longest_shared_run_by_hand():
    assert longest_shared_run(words("a b c d e"), words("x b c d y")) == ("b", "c", "d")
    assert longest_shared_run(["a"], ["b"]) == ()


def test_there_are_twelve_to_twenty_and_the_card_lies_outside_the_folder():
    assert 12 <= len(examples.articles()) <= 20
    assert examples.CARD.is_file()
    assert sorted(examples.FOLDER.iterdir()) == list(examples.articles())


@every_article
def test_front_matter_is_complete(path: Path):
    front, body = parts(path)
    assert set(front) == {"title", "author", "publisher", "date", "sources", "licence"}
    assert isinstance(front["title"], str) and len(front["title"]) > 10
    assert front["author"] == front["publisher"] == "citedesk examples"
    assert front["date"] == date(2026, 11, 22)
    assert isinstance(front["sources"], list) and len(front["sources"]) >= 2
    assert front["licence"] == "CC BY 4.0"
    assert body.strip()


@every_article
def test_length_is_300_to_800_words(path: Path):
    assert 300 <= len(parts(path)[1].split()) <= 800


@every_article
def test_every_source_in_the_front_matter_is_named_in_the_text(path: Path):
    front, body = parts(path)
    names = {name: name for name in ("Malhotra", "Grgić", "Goto", "NATO Expands")} | {"Dominguez": "Japan Times"}
    for source in front["sources"]:
        (key,) = [key for key in names if key in source]
        assert names[key] in body, f"{source} is listed and not named"


def test_no_two_articles_share_twelve_words():
    tokens = {path.stem: runs(own_words(parts(path)[1]), 12) for path in examples.articles()}
    for (a, first), (b, second) in itertools.combinations(tokens.items(), 2):
        assert not first & second, f"{a} and {b} share {first & second}"


@needs_sources
@every_article
def test_no_more_than_eight_words_in_a_row_from_a_source(path: Path):
    mine = own_words(parts(path)[1])
    for text in source_texts():
        assert not runs(mine, 9) & runs(words(text), 9), longest_shared_run(mine, words(text))
        assert not runs(mine, 9) & runs(own_words(text), 9), longest_shared_run(mine, own_words(text))


@needs_sources
@every_article
def test_every_quotation_stands_in_a_source(path: Path):
    everything = plain(" ".join(source_texts()))
    for quotation in QUOTATION.findall(parts(path)[1]):
        assert plain(quotation[1:-1]).rstrip(".,") in everything


@needs_sources
@every_article
def test_every_figure_stands_in_a_source(path: Path):
    figures = set(re.findall(r"\d+(?:[.,]\d+)*", " ".join(source_texts())))
    assert set(re.findall(r"\d+(?:[.,]\d+)*", parts(path)[1])) <= figures
