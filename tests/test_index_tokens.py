"""The word tokenizer: what becomes one token, and that offsets are those of the text as it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import MAX_LENGTH, token, tokens, unaccented, variants, words

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("aİıßﬁ'’-‐.,%$€0١½²東京ไทยเป็นे\u0301\u00ad\u200b\u200d\u00a0 \n\t한국éёйﷺ𝒩"),
    ),
    max_size=60,
)


@given(HOSTILE, st.sampled_from(["en", "de", "tr", "ru", "ar", "fr", "zh", "th", "vi", "und", "xx"]))
def test_offsets_are_slices_in_order_and_tokens_fit_a_whitespace_tokenizer(text, language):
    found = words(text, language)
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert word.token and len(word.token) <= MAX_LENGTH
        assert word.token.split() == [word.token]
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert [word.token for word in found] == tokens(text, language)


@given(HOSTILE)
def test_every_letter_and_digit_lies_in_a_token_but_those_an_apostrophe_sets_off(text):
    if any(mark in text for mark in "'’ʼ＇"):
        return
    covered = {at for word in words(text) for at in range(word.start, word.end)}
    missed = [c for at, c in enumerate(text) if at not in covered and unicodedata.category(c) in ("Ll", "Lu", "Nd")]
    assert missed == []


@given(HOSTILE, st.sampled_from([("en",), ("de", "en", "ru"), ("fr", "zh", "und")]))
def test_a_question_is_cut_as_the_articles_are_in_each_language(text, languages):
    held = [tokens(text, language) for language in languages]
    asked = variants(text, languages)
    assert all(len(one) == len(asked) for one in held)
    assert all(word in forms for one in held for word, forms in zip(one, asked, strict=True))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("U.S. officials", "en", ["us", "offici"]),
        ("an F-16, the e-mail", "en", ["an", "f16", "the", "email"]),
        ("COVID-19 and Indo-Pacific", "en", ["covid", "19", "and", "indo", "pacif"]),
        ("France's offices don't", "en", ["franc", "offic", "dont"]),
        ("$12 or 12.5% of 1,000", "en", ["$", "12", "or", "12.5", "%", "of", "1000"]),
        ("1.000,50 und 12,5", "de", ["1000.50", "und", "12.5"]),
        ("in the 1980s, $12bn", "en", ["in", "the", "1980", "s", "$", "12", "bn"]),
        ("L'OTAN n'a pas d’accord", "fr", ["otan", "a", "pas", "accord"]),
        ("Straße GRÖSSER", "de", ["strass", "gross"]),
        ("co-\noperation agree-\nment", "en", ["cooper", "agreement"]),
        ("東京事務所 NATO", "ja", ["東京", "京事", "事務", "務所", "nato"]),
        ("猫", "ja", ["猫"]),
        ("ไทย เป็น", "th", ["ไทย", "เป็น"]),
        ("الْكِتَابُ ٣٫٥", "ar", ["كتاب", "3.5"]),
        ("ＮＡＴＯ ﬁnancial 𝒩ato", "en", ["nato", "financi", "nato"]),
        ("İSTANBUL'da", "tr", ["istanbul"]),
        ("", "en", []),
    ],
)
def test_words_numbers_and_scripts(text, language, expected):
    assert tokens(text, language) == expected


def test_offsets_survive_folding_that_changes_the_length():
    text = "İİ Straße ﬁn agree-\nment"
    assert [text[word.start : word.end] for word in words(text, "de")] == ["İİ", "Straße", "ﬁn", "agree-\nment"]


def test_accents_fold_where_people_leave_them_out_and_stay_where_they_make_another_letter():
    assert unaccented("canción") == "cancion"
    assert unaccented("łódź") == "lodz"
    assert unaccented("ёлка") == "елка"
    assert unaccented("йод") == "йод"
    assert unaccented("हिन्दी") == "हिन्दी"
    assert token("Việt", "vi") == "việt"


@pytest.mark.parametrize("unit", ["a", "東", "1,", "a'", "a.", "a-", "e\u0301", "\u0301", "เ", "A-\n", "$", "l'"])
def test_a_hundred_thousand_characters_without_a_space_are_cut_in_time(unit):
    assert len(words(unit * 100_000)) >= 0
