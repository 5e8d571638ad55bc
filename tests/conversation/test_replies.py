"""What is shown of a reading and of an answer."""

from dataclasses import replace

import pytest

from bot.conversation.replies import answer_reply, summary_reply, who_reply
from bot.conversation.reply import Button, Evidence, Heading, Item, Lead, Paragraph, Quotation
from models.reading import Answer, Reading, Speaker, Summary
from models.summaries.engine import Length
from tests.conversation.readings import QUOTES, READING, SENTENCE, SPEAKERS, TEXT, quote, span


def summary(reading=READING, length=Length.NORMAL):
    return summary_reply(reading, reading.summary, length, 17, "ar")


def test_a_summary_shows_headline_points_and_who_spoke_with_the_number_of_quotes():
    assert summary().blocks == (
        Heading("مهرجان الزيتون يعود إلى نابلس"),
        Item("يعود المهرجان في تشرين"),
        Heading("من تكلّم في الخبر"),
        Item("رنا عودة: اقتباسان"),
        Item("أبو خليل: اقتباس واحد"),
        Item("رئيس البلدية: اقتباس واحد"),
        Item("كلام لم يُعرف قائله: اقتباس واحد"),
    )


@pytest.mark.parametrize(
    ("length", "others"),
    [
        (Length.NORMAL, ["short:17", "long:17"]),
        (Length.SHORT, ["normal:17", "long:17"]),
        (Length.LONG, ["short:17", "normal:17"]),
    ],
)
def test_the_buttons_lead_to_who_said_what_and_to_the_other_lengths(length, others):
    reply = summary(length=length)

    asking = [["who:17", "people:17"], ["figures:17", "questions:17"]]
    assert [[button.action for button in row] for row in reply.buttons] == [*asking, others]
    assert reply.buttons[0][0] == Button("من قال ماذا", "who:17")
    assert reply.article == 17


@pytest.mark.parametrize(
    ("length", "words"),
    [(Length.SHORT, "لا ملخّص أقصر من هذا لهذا الخبر."), (Length.LONG, "لا ملخّص أطول من هذا لهذا الخبر.")],
)
def test_a_length_that_changes_nothing_says_so(length, words):
    assert Paragraph(words) in summary(length=length).blocks
    other = replace(READING.summary, points=(*READING.summary.points, *READING.summary.points))
    assert Paragraph(words) not in summary_reply(READING, other, length, 17, "ar").blocks


def test_a_summary_without_a_headline_begins_with_its_points():
    assert summary_reply(READING, Summary(""), Length.SHORT, 17, "ar").blocks[0] == Heading("من تكلّم في الخبر")


def test_a_summary_says_so_where_nobody_spoke():
    silent = Reading(READING.article, (), (), (), READING.summary)

    assert summary(silent).blocks[-1] == Paragraph("لم أجد في الخبر كلاما منسوبا إلى أحد.")


def test_of_many_speakers_those_who_said_most_are_named_and_the_rest_counted():
    speakers = tuple(Speaker(f"متحدث {n}") for n in range(12))
    quotes = (*(quote("الأسعار", n) for n in range(12)), quote("الأسعار", 11))

    shown = summary(replace(READING, speakers=speakers, quotes=quotes)).blocks[3:]

    assert shown[0] == Item("متحدث 11: اقتباسان")
    assert len(shown) == 9
    assert shown[-1] == Item("و4 متكلّمين آخرين")


def test_who_said_what_groups_the_statements_by_speaker_and_each_is_a_slice_of_the_article():
    reply = who_reply(READING, 17, "ar")

    assert reply.blocks == (
        Heading("رنا عودة — مديرة المهرجان"),
        Quotation("يعود المهرجان في تشرين بعد غياب عامين"),
        Quotation("أن عدد المعاصر المشاركة عشرون معصرة"),
        Heading("أبو خليل"),
        Quotation("إن رئيس البلدية وعد «بسوق دائمة للزيت»"),
        Heading("رئيس البلدية"),
        Lead("نقلا عن: أبو خليل"),
        Quotation("بسوق دائمة للزيت"),
        Heading("كلام لم يُعرف قائله"),
        Quotation("إن الأسعار سترتفع"),
    )
    assert all(block.text in TEXT for block in reply.blocks if isinstance(block, Quotation))


def test_who_said_what_says_so_where_nobody_spoke():
    silent = Reading(READING.article, (), (), (), READING.summary)

    assert who_reply(silent, 17, "en").blocks == (
        Paragraph("I found no words in this article that are put in anyone's mouth."),
    )


def answered(answer):
    return answer_reply(READING, answer, 17, "ar").blocks


def test_an_answer_is_the_quotation_its_speaker_and_the_sentence_with_the_quotation_marked():
    answer = Answer(answerable=True, text="رنا عودة", speaker="رنا عودة", quotes=(1,), evidence=SENTENCE)

    speaker, quotation, evidence = answered(answer)

    assert quotation == Quotation("أن عدد المعاصر المشاركة عشرون معصرة")
    assert speaker == Heading("رنا عودة")
    assert isinstance(evidence, Evidence)
    assert evidence.text == SENTENCE.of(TEXT)
    assert evidence.marked is not None
    assert evidence.marked.of(evidence.text) == quotation.text


def test_a_fact_is_its_words_and_the_sentence_with_these_marked():
    words, evidence = answered(Answer(answerable=True, text="عشرون معصرة", evidence=SENTENCE))

    assert words == Paragraph("عشرون معصرة")
    assert evidence.marked.of(evidence.text) == "عشرون معصرة"


def test_a_fact_that_someone_said_is_shown_with_who_said_it():
    answer = Answer(answerable=True, text="عشرون معصرة", speaker="رنا عودة", quotes=(1,), evidence=SENTENCE)

    assert [type(block) for block in answered(answer)] == [Paragraph, Heading, Quotation, Evidence]


def test_an_answer_that_is_a_whole_sentence_is_shown_once():
    answer = Answer(answerable=True, text=SENTENCE.of(TEXT), evidence=SENTENCE)

    assert answered(answer) == (Evidence(SENTENCE.of(TEXT)),)


def test_a_sentence_that_a_quotation_holds_is_not_shown_again():
    answer = Answer(answerable=True, speaker="رنا عودة", quotes=(0,), evidence=span("يعود المهرجان في تشرين"))

    assert answered(answer) == (Heading("رنا عودة"), Quotation(QUOTES[0].of(TEXT)))


def test_statements_of_several_speakers_stand_each_over_its_speaker():
    answer = Answer(answerable=True, quotes=(0, 1, 2, 4))

    assert answered(answer) == (
        Heading(SPEAKERS[0].name),
        Quotation(QUOTES[0].of(TEXT)),
        Quotation(QUOTES[1].of(TEXT)),
        Heading("أبو خليل"),
        Quotation(QUOTES[2].of(TEXT)),
        Heading("كلام لم يُعرف قائله"),
        Quotation(QUOTES[4].of(TEXT)),
    )


def test_what_the_article_does_not_say_is_said_plainly():
    reply = answer_reply(READING, Answer(answerable=False), 17, "ar")

    assert reply.blocks == (Paragraph("لا يذكر الخبر جوابا عن هذا السؤال."),)
    assert reply.article == 17


def test_an_english_speaker_reads_the_frame_in_english_and_the_article_as_it_is():
    reply = summary_reply(READING, Summary("عنوان"), Length.SHORT, 17, "en")

    assert reply.blocks[:3] == (Heading("عنوان"), Heading("Who spoke"), Item("رنا عودة: 2 quotations"))


def test_who_else_said_it_is_told_with_the_quote():
    given = Answer(answerable=False, speaker=SPEAKERS[0].name, quotes=(0,), lack="another")
    reply = answer_reply(READING, given, 17, "ar")

    assert reply.blocks[0] == Paragraph(f"لم يقل ذلك من سألت عنه؛ قاله {SPEAKERS[0].name}:")
    assert Quotation(QUOTES[0].of(TEXT)) in reply.blocks
