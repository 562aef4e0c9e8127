import pytest

from index.sentence import blocks, sentences

# "|" stands where a sentence ends inside a text.
ENGLISH = """
The U.S. agreed to the plan.| It will be signed in Geneva.
He lives in the U.S.| The visit ended on Jan. 5, according to Mr. Smith.
“What happens in Europe matters for Asia.”| Stoltenberg arrived on Tuesday.
“We will not go,” he said.| “Not now.”
“Why not?” he asked.| Nobody answered.
Sen. J. D. Vance, R-Ohio, said no.| Rep. Mike Turner agreed.
No. 10 declined to comment.| A spokesman said: “No.”
It rose 3.5 percent to $4.2 billion.| Analysts had expected 3.1 percent.
The meeting begins at 9 a.m. Monday.| It ends at 5 p.m. on Friday.
It ended at 5 p.m.| The ministers left.
St. Petersburg is in Russia.| So is Moscow.
Apple Inc. said on Monday it would pay.| Shares rose.
He works for Apple Inc.| The firm declined to comment.
James D.J. Brown, a professor, said so.| He teaches in Tokyo.
“I think … we should wait,” she said.| They did.
It was over...| Then came the rain.
Wait!| Who are you?| I am Dr. Who.
See Fig. 3 and pp. 12-14.| The rest is in vol. 2.
The treaty (see Art. 5) applies.| (It was signed in 1949.)| It has 14 articles.
They met in Washington, D.C., on Tuesday.| Then they flew to Washington, D.C.| The trip took a day.
Gen. Mark A. Milley, the chairman, spoke.| Lt. Gen. Smith did not.
“Stop it!” the minister shouted.| “We are done.”
Prices rose e.g. in Spain, i.e. the south.| Others fell.
The result was 5 vs. 3 in favor.| The case, Roe v. Wade, is old.
It was published by Prof. Lee et al. in 2020.| Few read it.
U.S. Secretary of State Antony Blinken spoke.| He met U.N. Secretary-General António Guterres.
The vote was 50-50.[1]| The vice president broke the tie.[2][3]| It passed.
John F. Kennedy Jr. died in 1999.| He was 38.
"It is fine."| That is what he said.
The Dow fell 1.2%.| The S&P 500 rose .3%.
It costs approx. 5 euros.| That is cheap.
[…] The genesis was clear.| […] It was not.
no capitals here. | but stops there are.
A last word. 😀
"""
SPANISH = """
El Sr. García llegó ayer.| La reunión fue en EE. UU. y duró poco.
¿Por qué vino?| No lo sabemos.| ¡Qué pena!
La Dra. López dijo: “No iremos”.| El art. 5 lo prohíbe.
"""
GERMAN = """
Am 3. Oktober 1990 war es soweit.| Die Feier fand in Berlin statt.
Das kostet ca. 5 Mio. Euro.| Dr. Müller zahlt.
„Wir gehen nicht.“| Das sagte Prof. Schmidt am 5. Mai.
Es gibt z. B. Äpfel, Birnen usw. im Korb.| Der Korb ist voll.
Der 2. Weltkrieg endete 1945.| Danach kam der Kalte Krieg.
„Warum?“, fragte er.| Niemand antwortete.
"""
FRENCH = """
M. Macron est arrivé.| Il a rencontré Mme. Le Pen.
« Pourquoi ? »| Personne ne sait.
C’est vrai !| L’art. 5 le dit.
"""
RUSSIAN = """
В 2022 г. началась война.| Президент В. В. Путин выступил.
Цена выросла на 5 млн. руб. за год.| Потом упала.
«Почему?» — спросил он.| Никто не ответил.
Это было в 1990-х гг.| Потом всё изменилось.
"""
OTHERS = """
北约在东京开设办事处。|法国反对。|“为什么？”|他问。
会議は終わった。|「はい。」と彼は言った。|なぜ？|分からない。
قال الرئيس إنه لن يذهب.| لماذا فعل ذلك؟| لا أحد يعرف.
नाटो ने कार्यालय खोला।| फ्रांस ने विरोध किया।| क्यों?| कोई नहीं जानता।
"""
SETS = {"en": ENGLISH, "es": SPANISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN, "und": OTHERS}
EXAMPLES = [(language, line) for language, lines in SETS.items() for line in lines.strip().split("\n")]


@pytest.mark.parametrize(("language", "marked"), EXAMPLES)
def test_sentences_end_where_a_reader_ends_them(language, marked):
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in sentences(text, language)] == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(("language", "marked"), [one for one in EXAMPLES if one[0] == "en"])
def test_a_line_end_in_mid_sentence_ends_no_sentence(language, marked):
    text = marked.replace("|", "").replace(" ", "\n")
    assert [text[start:end].split() for start, end in sentences(text, language)] == [
        p.split() for p in marked.split("|")
    ]


def parts(text):
    return [text[start:end] for start, end in sentences(text)]


def test_a_blank_line_ends_a_sentence_without_a_full_stop():
    assert parts("Policy statements\n\nNATO agreed\n \t\nin Madrid") == [
        "Policy statements",
        "NATO agreed",
        "in Madrid",
    ]


def test_list_items_are_sentences():
    text = "The aims are:\n- to deter\n- to defend\n1. First\n2) Second\n• third"
    assert parts(text) == ["The aims are:", "- to deter", "- to defend", "1. First", "2) Second", "• third"]


def test_a_wrapped_line_that_looks_like_an_item_is_none():
    assert parts("The alliance\n— its largest member —\nmet on May\n13. It was late.") == [
        "The alliance\n— its largest member —\nmet on May\n13.",
        "It was late.",
    ]


def test_rows_of_a_table_are_sentences():
    assert parts("Figures:\nJapan\t31\nKorea\t32\t\nThe end.\t\nIt was.") == [
        "Figures:",
        "Japan\t31",
        "Korea\t32",
        "The end.",
        "It was.",
    ]


def test_marked_headings_are_set_off_on_both_sides():
    assert parts("Before it\n# A heading\nand after.") == ["Before it", "# A heading", "and after."]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("A short line\n\nA sentence stands here.", [True, False]),
        ("Why now?\n\nBecause.", [True, False]),
        ("The aims include:\n\nPeace.", [True, False]),
        ("# Marked.\nText.", [True, False]),
        ("- an item\n\nText.", [False, False]),
        ("Japan\t31\n\nWhat news!", [False, False]),
        ("“A pull quote”\n\nText,\n\n" + "long " * 40, [False, False, False]),
    ],
)
def test_headings_are_short_blocks_that_do_not_end_as_sentences_do(text, headings):
    assert [block.heading for block in blocks(text)] == headings


def test_nothing_before_the_start_is_a_sentence():
    assert sentences("Title: x\n\nBody. More.", start=10) == ((10, 15), (16, 21))


def test_offsets_count_code_points():
    assert sentences("😀 One. İki.") == ((0, 6), (7, 11))
