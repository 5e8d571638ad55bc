"""Replies as Telegram messages: well-formed, within its limits, right to left, and nothing left out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.reply import Button, Evidence, Heading, Item, Lead, Paragraph, Quotation, Reply
from bot.direction import is_arabic, neutral
from bot.telegram.render import render
from models.reading import Span
from tests.telegram import markup

LIMIT = 4096
MARKS = re.compile(r"[\u200f\u2068\u2069]")

text = st.text(alphabet=st.sampled_from("قالتم وزير.،؟!\n <>&\"'aB9%-\u202e\u2069\u200f\x00\ud83d😀"), max_size=60)
long_text = st.builds(lambda words, times: words * times, text, st.integers(1, 300))
blocks = st.one_of(
    st.builds(Heading, text),
    st.builds(Lead, text),
    st.builds(Paragraph, long_text),
    st.builds(Item, text),
    st.builds(Quotation, long_text),
    st.builds(
        lambda words, a, b: Evidence(words, Span(*sorted((a % (len(words) + 1), b % (len(words) + 1))))),
        long_text,
        st.integers(0, 20_000),
        st.integers(0, 20_000),
    ),
)
replies = st.builds(Reply, st.lists(blocks, max_size=8).map(tuple))


def letters(words: str) -> str:
    return "".join(words.split())


@settings(max_examples=150)
@given(replies, st.sampled_from(["ar", "en"]))
def test_every_message_is_markup_that_telegram_takes_and_within_its_limit(reply, language):
    for part in render(reply, language):
        shown, entities = markup.parse(part.html)
        assert shown == part.text
        assert 0 < markup.units(shown.strip()) <= markup.units(shown) <= LIMIT
        assert len(entities) <= 100


@settings(max_examples=150)
@given(replies)
def test_the_messages_together_hold_every_block_in_order(reply):
    whole = "".join(letters(MARKS.sub("", part.text)) for part in render(reply))
    bullets = [("•" if isinstance(block, Item) and neutral(block.text).strip() else "") for block in reply.blocks]
    expected = "".join(
        bullet + letters(MARKS.sub("", neutral(block.text)))
        for bullet, block in zip(bullets, reply.blocks, strict=True)
    )
    assert whole == expected


@settings(max_examples=150)
@given(replies)
def test_every_line_of_an_arabic_reply_starts_right_to_left(reply):
    for part in render(reply):
        for line in part.text.split("\n"):
            assert not line or line[0] == "\u200f" or is_arabic(line[0])
            assert line.count("\u2068") == line.count("\u2069")


@settings(max_examples=100)
@given(st.lists(st.integers(1, 4000), min_size=1, max_size=12))
def test_a_quotation_that_fits_a_message_is_never_cut(lengths):
    quotations = ["ق" * length for length in lengths]
    blocks = tuple(
        block for words in quotations for block in (Heading("الوزير"), Quotation(words), Paragraph("فقرة " * 50))
    )

    parts = [markup.parse(part.html) for part in render(Reply(blocks))]

    assert [words for part in parts for words in markup.under("blockquote", *part)] == quotations


def test_a_reply_is_rendered_as_headings_lists_quotations_and_evidence():
    reply = Reply(
        (
            Heading("الوزير — وزير النقل"),
            Quotation("إن الجسر سيفتح غدا"),
            Item("النقطة الأولى"),
            Item("النقطة الثانية"),
            Evidence("سيفتح الجسر غدا."),
            Lead("أضاف:"),
            Quotation("إنه واسع"),
            Evidence("قال الوزير إن الجسر سيفتح غدا.", Span(11, 29)),
            Paragraph("انتهى"),
        )
    )

    (part,) = render(reply)

    assert part.html == (
        "<b>الوزير — وزير النقل</b>\n"
        "<blockquote>إن الجسر سيفتح غدا</blockquote>\n\n"
        "\u200f• النقطة الأولى\n"
        "\u200f• النقطة الثانية\n"
        "<blockquote>سيفتح الجسر غدا.</blockquote>\n\n"
        "أضاف:\n"
        "<blockquote>إنه واسع</blockquote>\n\n"
        "قال الوزير <b>إن الجسر سيفتح غدا</b>.\n\n"
        "انتهى"
    )


@pytest.mark.parametrize("block", [Heading, Paragraph, Item, Quotation, Evidence])
def test_markup_from_outside_is_shown_as_it_was_written(block):
    attack = "</b></blockquote><a href='https://example.org'>اضغط</a> & &lt;b&gt; <b>"

    (part,) = render(Reply((block(attack),)))

    shown, entities = markup.parse(part.html)
    assert attack in MARKS.sub("", shown)
    assert {entity["type"] for entity in entities} <= {"bold", "blockquote"}


def test_the_marked_part_of_evidence_stays_marked_though_hidden_characters_before_it_are_taken_out():
    (part,) = render(Reply((Evidence("  \u202eقال\r\nالوزير نعم", Span(8, 14)),)))

    assert markup.under("bold", *markup.parse(part.html)) == ["الوزير"]


def test_a_long_quotation_becomes_several_block_quotes_cut_between_sentences():
    sentence = "وقال الوزير إن العمل في الجسر سينتهي قبل الشتاء. "
    parts = render(Reply((Heading("الوزير"), Quotation(sentence * 200))))

    shown = [markup.parse(part.html) for part in parts]
    assert len(parts) == 3
    assert all(words.endswith("الشتاء.") for part in shown for words in markup.under("blockquote", *part))
    assert shown[0][0].startswith("الوزير\n")


def test_long_paragraphs_are_cut_between_lines_before_sentences_and_never_inside_a_word():
    line = "كلمة " * 100 + "آخر السطر"
    parts = render(Reply((Paragraph("\n".join([line] * 20)), Paragraph("كلمات " * 1000))))

    assert all(part.text.endswith(("آخر السطر", "كلمات")) for part in parts)


def test_characters_that_telegram_counts_twice_are_counted_twice():
    parts = render(Reply((Paragraph("😀" * 4000),)))

    assert len(parts) == 3
    assert all(markup.units(part.text) <= LIMIT for part in parts)


def test_a_heading_goes_with_what_it_leads():
    reply = Reply((Paragraph("كلام " * 700), Heading("الوزير"), Heading("عن الجسر"), Quotation("نعم " * 300)))

    first, second = render(reply)

    assert "الوزير" not in first.text
    assert second.text.startswith("الوزير\nعن الجسر\nنعم")


def test_the_keyboard_stands_under_the_last_message_and_an_arabic_row_begins_at_its_right():
    rows = ((Button("من قال ماذا", "who:17"),), (Button("أقصر", "short:17"), Button("أطول", "long:17")))

    *before, last = render(Reply((Paragraph("كلام " * 2000),), rows))

    assert before
    assert all(part.keyboard is None for part in before)
    keyboard = last.keyboard.inline_keyboard
    assert [[(each.text, each.callback_data) for each in row] for row in keyboard] == [
        [("من قال ماذا", "who:17")],
        [("أطول", "long:17"), ("أقصر", "short:17")],
    ]
    (english,) = render(Reply((Paragraph("words"),), rows), "en")
    assert [each.callback_data for each in english.keyboard.inline_keyboard[1]] == ["short:17", "long:17"]


def test_a_label_reads_right_to_left_though_a_latin_name_begins_it():
    rows = ((Button("1. BBC تكشف صفقة السفن", "open:17"), Button("English", "set:0:2")),)

    (part,) = render(Reply((Paragraph("كلام"),), rows), "en")

    assert [button.text for button in part.keyboard.inline_keyboard[0]] == [
        "\u200f1. \u2068BBC\u2069 تكشف صفقة السفن",
        "English",
    ]


def test_a_block_without_a_visible_character_is_left_out():
    (part,) = render(Reply((Heading(" \n"), Item(""), Quotation("\u202e"), Paragraph("كلام"))))

    assert part.html == "كلام"


def test_english_words_of_ours_run_left_to_right_and_the_articles_own_words_right_to_left():
    reply = Reply((Paragraph("The article does not say."), Item("أحمد: one quotation"), Quotation("BBC قالت")))

    (part,) = render(reply, "en")

    assert part.text == (
        "The article does not say.\n\n\u200f• أحمد: \u2068one quotation\u2069\n\n\u200f\u2068BBC\u2069 قالت"
    )


def test_a_title_that_a_latin_name_begins_reads_right_to_left_in_an_english_reply_too():
    (part,) = render(
        Reply((Heading("BBC تكشف صفقة السفن"), Item("Delta وOmega شركتان في المرفأ"), Heading("Who spoke"))), "en"
    )

    assert [line[:1] for line in part.text.split("\n") if line] == ["\u200f", "\u200f", "W"]
