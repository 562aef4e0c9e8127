from functools import cache

import pytest
from fakes import HashEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.article import canonical_text
from index import export
from index.sentence import sentences
from index.split import AIM, room, split

LIMIT = 256


@cache
def _bert() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(export.source_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def bert(text):
    return _bert().encode(text, add_special_tokens=False).offsets


def every_byte(text):
    """Count a token for each byte of UTF-8, as the hungriest tokenizer does."""
    return [(at, at + 1) for at, letter in enumerate(text) for _ in letter.encode()]


TOKENIZERS = {"bert": bert, "hash": HashEncoder().token_offsets, "bytes": every_byte}

PIECES = (
    "The U.S. agreed. ", "“Why?” he asked. ", "Mr. J. D. Vance said so. ", "no stop", "A heading\n\n", "# Heading\n",
    "- item one\n", "1. first\n", "word " * 60, "x" * 150, "." * 70, "!?" * 9, " " * 90, "a.b.c.", "…", "[…] ",
    "\n", "\n\n", "\r\n", "\r", "\t", "\x0c", "\x1c", "\u2028", "\u2029", "\x00",
    "\ufeff", "\u200b", "\u200d", "\u00ad", "\u202e", "👩‍👩‍👧‍👦", "🇫🇷", "e\u0301\u0301\u0302", "İ", "ﬁ",
    "ا" * 30, "؟ ", "قال الرئيس. ", "北约在东京开设办事处。", "「はい。」と言った。", "यह एक वाक्य है। ",
)  # fmt: skip
hostile = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def check(text, body_start, tokenizer, max_tokens=LIMIT, language="und"):
    passages = split(text, tokenizer, max_tokens=max_tokens, language=language, body_start=body_start)
    covered, at = set(), body_start
    for passage in passages:
        assert at <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end] == passage.text
        assert not passage.text[0].isspace() and not passage.text[-1].isspace()
        assert len(tokenizer(passage.text)) <= room(max_tokens) or len(passage.text) == 1
        inner = passage.start
        for start, end in passage.sentences:
            assert inner <= start < end <= passage.end
            assert not text[inner:start].strip()
            inner = end
        assert not text[inner : passage.end].strip()
        assert not text[at : passage.start].strip()
        covered.update(range(passage.start, passage.end))
        at = passage.end
    assert not text[at:].strip()
    return passages


@given(
    text=hostile,
    start=st.integers(0, 50),
    name=st.sampled_from(sorted(TOKENIZERS)),
    language=st.sampled_from(["en", "de", "und"]),
)
@settings(max_examples=250, deadline=None)
def test_passages_are_ordered_slices_that_lose_nothing_and_fit(text, start, name, language):
    text = canonical_text(text)
    check(text, min(start, len(text)), TOKENIZERS[name], language=language)


@given(text=hostile, max_tokens=st.integers(16, 64))
@settings(max_examples=150, deadline=None)
def test_a_small_encoder_is_never_overfed(text, max_tokens):
    check(canonical_text(text), 0, every_byte, max_tokens)


@given(hostile)
@settings(max_examples=200, deadline=None)
def test_sentences_cover_every_character_that_is_no_space(text):
    text, at = canonical_text(text), 0
    for start, end in sentences(text):
        assert at <= start < end and not text[at:start].strip()
        assert not text[start].isspace() and not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


MEGABYTES = ["The alliance met in Vilnius, and “agreed.” ", "x", " "]
TENTHS = ["北", "a. ", ". ", ".", "\"'", "👩‍👧 ", "\n", "e\u0301", "1. ", "A.B.", "。", "- \n", "\u200b", "( ", "#\n"]


@pytest.mark.parametrize(
    ("unit", "size"), [(unit, 1_000_000) for unit in MEGABYTES] + [(unit, 100_000) for unit in TENTHS]
)
def test_a_megabyte_in_one_line_is_cut_and_nothing_lost(unit, size):
    text = "Begin " + unit * (size // len(unit)) + " end"
    passages = split(text, bert, max_tokens=LIMIT)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    longest = max(passages, key=lambda passage: len(passage.text))
    assert len(bert(longest.text)) <= room(LIMIT)


PROSE = "The alliance met in Vilnius on Tuesday, and all of its members agreed on a plan for the coming years. "


def test_prose_is_cut_into_passages_of_the_length_sought():
    lengths = [len(bert(passage.text)) for passage in split(PROSE * 100, bert, max_tokens=LIMIT)]
    assert all(AIM[0] <= length <= room(LIMIT) for length in lengths)


def test_passages_are_cut_between_paragraphs_where_they_can_be():
    text = "\n\n".join([PROSE * 5, PROSE * 4, PROSE * 5, PROSE * 4])
    starts = [passage.start for passage in split(text, bert, max_tokens=LIMIT)]
    assert starts == [0, text.index("\n\n", 500) + 2] or all(text[at - 2 : at] == "\n\n" for at in starts[1:])


def test_a_heading_starts_a_passage_and_never_ends_one():
    headings = ["The first section", "What comes next", "Why is this happening now?"]
    text = "\n\n".join(part for heading in headings for part in (heading, PROSE * 7))
    passages = split(text, bert, max_tokens=LIMIT)
    assert [p.text.split("\n")[0] for p in passages] == headings


def test_headings_are_sentences_of_their_own():
    passage = split("Policy statements\n\nNATO agreed.\nIt did so\nin Madrid.", bert, max_tokens=LIMIT)[0]
    assert [passage.text[start:end] for start, end in passage.sentences] == [
        "Policy statements",
        "NATO agreed.",
        "It did so\nin Madrid.",
    ]


def test_a_monster_sentence_is_cut_behind_commas_and_never_inside_a_word():
    text = "and then they said, " * 200
    words = [passage.text.split() for passage in split(text, bert, max_tokens=LIMIT)]
    assert len(words) > 3 and all(piece[-1] == "said," for piece in words)
    assert {word for piece in words for word in piece} == {"and", "then", "they", "said,"}


def test_the_front_matter_stands_in_no_passage():
    text = "Title: A title\n\nThe body begins here."
    (passage,) = split(text, bert, max_tokens=LIMIT, body_start=16)
    assert passage.text == "The body begins here." and passage.sentences == ((16, 37),)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u2029"])
def test_a_text_of_spaces_has_no_passages(text):
    assert split(text, bert, max_tokens=LIMIT) == ()


def test_one_character_is_a_passage():
    assert [(p.start, p.end, p.text, p.sentences) for p in split(" x ", bert, max_tokens=LIMIT)] == [
        (1, 2, "x", ((1, 2),))
    ]


def test_room_leaves_space_for_the_title_and_the_special_tokens():
    assert room(256) == 256 - 2 - 40 and room(512) == 512 - 42 and room(64) == 64 - 2 - 16
