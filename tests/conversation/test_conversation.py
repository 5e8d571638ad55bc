"""Whole turns of a chat, through the real models and a real database."""

import logging
import time
from dataclasses import replace

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.reply import Evidence, Heading, Item, Lead, Paragraph, Quotation
from bot.conversation.turn import Message, Origin
from bot.storage import Store
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import BRIDGE, DENIAL, HARVEST, PARK
from tests.conversation.people import CHAT, LIMIT, Person, actions, quotations, words


class Broken:
    """A summarizer that fails, as one may whose model did not load."""

    def summarize(self, attribution, length):
        raise RuntimeError("no weights")


class Away:
    """A writing engine whose server is away until `back` is set; then it tells the article in its own words."""

    back = False

    def summarize(self, attribution, length):
        plain = ExtractiveSummarizer().summarize(attribution, length)
        return replace(plain, engine="llm") if self.back else replace(plain, shortfall="unreachable")


async def test_an_article_is_answered_with_headline_points_who_spoke_and_buttons(person):
    reply = await person.says(PARK)

    assert reply.blocks[0] == Heading("حديقة جديدة على شاطئ صيدا")
    assert any(isinstance(block, Item) for block in reply.blocks)
    assert "مروان حداد: اقتباسان" in words(reply)
    assert "ليلى نصار: اقتباس واحد" in words(reply)
    offered = ("who", "people", "figures", "questions", "short", "long")
    assert actions(reply) == [f"{what}:{reply.article}" for what in offered]


async def test_who_said_what_shows_slices_of_the_article_under_their_speakers(person):
    summary = await person.says(PARK)

    reply = await person.presses(summary.buttons[0][0].action)

    assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(reply)
    assert len(quotations(reply)) == 3
    assert all(quotation in PARK for quotation in quotations(reply))


async def test_a_denial_is_shown_as_one(person):
    summary = await person.says(DENIAL)

    reply = await person.presses(f"who:{summary.article}")

    denied = reply.blocks.index(Quotation("وقوع إصابات بين العمال"))
    assert reply.blocks[denied - 1] == Lead("نفت:")


async def test_shorter_and_longer_summaries_differ_and_lead_back(person):
    normal = await person.says(HARVEST)

    short = await person.presses(f"short:{normal.article}")
    long = await person.presses(f"long:{normal.article}")
    back = await person.presses(f"normal:{normal.article}")

    assert sum(type(block) is Item for block in short.blocks) < sum(type(block) is Item for block in normal.blocks)
    assert set(words(normal).splitlines()) <= set(words(long).splitlines())
    assert back == normal


async def test_a_question_is_answered_with_the_quotation_its_speaker_and_its_sentence(person):
    await person.says(PARK)

    reply = await person.says("من قال إن الحديقة ستبقى مفتوحة مجانا؟")

    assert quotations(reply) == ["ستبقى الحديقة مفتوحة للناس كلهم مجانا"]
    assert "مروان حداد" in words(reply)
    evidence = next(block for block in reply.blocks if isinstance(block, Evidence))
    assert evidence.text in PARK


async def test_a_question_in_everyday_arabic_without_a_mark_is_answered_too(person):
    await person.says(PARK)

    reply = await person.says("شو قالت ليلى نصار")

    assert any("تحتاج إلى ماء قليل" in quotation for quotation in quotations(reply))


async def test_what_the_article_does_not_say_is_said_plainly(person):
    await person.says(PARK)

    assert words(await person.says("ماذا قال وزير المالية عن الضرائب؟")) == say("answer.unnamed", "ar")
    assert words(await person.says("كم عدد الزوارق؟")) == say("answer.absent", "ar")


async def test_a_question_goes_to_the_latest_article(person):
    await person.says(PARK)
    await person.says(BRIDGE)

    reply = await person.says("ماذا قال فراس يونس؟")

    assert quotations(reply)
    assert quotations(reply)[0] in BRIDGE


async def test_a_question_goes_to_the_article_of_the_message_it_replies_to(person):
    await person.says(PARK)
    pasted, answered = person.wrote, person.answer
    await person.says(BRIDGE)

    for replied_to in (pasted, answered):
        reply = await person.says("ماذا قال مروان حداد؟", reply_to=replied_to)

        assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(reply)


async def test_a_reply_to_an_answer_goes_on_with_its_article(person):
    await person.says(PARK)
    await person.says(BRIDGE, origin=None)
    first = await person.says("ماذا قال مروان حداد؟", reply_to="1")

    second = await person.says("ماذا قالت ليلى نصار؟", reply_to=person.answer)

    assert second.article == first.article
    assert quotations(second)


async def test_a_reply_to_some_other_message_asks_about_the_latest_article(person):
    await person.says(PARK)

    reply = await person.says("ماذا قال مروان حداد؟", reply_to="999")

    assert quotations(reply)


async def test_a_few_words_under_an_article_ask_about_it(person):
    await person.says(PARK)

    under = await person.says("كلفة الحديقة الجديدة", reply_to=person.answer)
    alone = await person.says("كلفة الحديقة الجديدة")

    assert under.article is not None
    assert words(alone) == say("talk.not_understood", "ar")


async def test_a_question_before_any_article_gets_a_friendly_word(person):
    reply = await person.says("من قال إن الاتفاق قريب؟")

    assert words(reply) == say("talk.article_first", "ar")


async def test_no_chat_reaches_an_article_of_another(conversation):
    owner, stranger = Person(conversation), Person(conversation, chat="telegram:2")
    summary = await owner.says(PARK)

    for action in actions(summary):
        assert words(await stranger.presses(action)) == say("talk.article_gone", "ar")
    asked = await stranger.says("ماذا قال مروان حداد؟", reply_to="1")
    assert words(asked) == say("talk.article_first", "ar")


@pytest.mark.parametrize("action", ["", "who:999", "delete:1", "who:" + "9" * 40, "👍"])
async def test_a_button_of_no_article_is_answered_in_words(person, action):
    await person.says(PARK)

    assert words(await person.presses(action)) == say("talk.article_gone", "ar")


async def test_buttons_and_replies_work_after_a_restart(person, store, database_url):
    summary = await person.says(PARK)
    before = await person.presses(f"who:{summary.article}")
    await store.close()
    again = await Store.open(database_url)

    restarted = Person(Conversation(again, Broken(), LIMIT, Fetcher()))  # what was read is not read again

    assert await restarted.presses(f"who:{summary.article}") == before
    assert await restarted.presses(f"normal:{summary.article}") == summary
    await again.close()


async def test_a_reading_that_fails_keeps_the_article_and_can_be_tried_again(store, conversation, caplog):
    failing = Person(Conversation(store, Broken(), LIMIT, Fetcher()))

    reply = await failing.says(PARK)

    assert words(reply) == say("talk.reading_failed", "ar")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    mended = Person(conversation)
    assert (await mended.presses(actions(reply)[0])).blocks[0] == Heading("حديقة جديدة على شاطئ صيدا")
    assert quotations(await mended.says("ماذا قال مروان حداد؟"))


async def test_a_summary_of_another_length_that_fails_is_answered_in_words(person, store):
    summary = await person.says(PARK)
    failing = Person(Conversation(store, Broken(), LIMIT, Fetcher()))

    reply = await failing.presses(f"long:{summary.article}")

    assert words(reply) == say("talk.reading_failed", "ar")


async def test_a_question_that_cannot_be_answered_through_our_fault_gets_a_sorry(person, monkeypatch, caplog):
    def fail(attribution, question):
        raise RuntimeError("a mistake in a model")

    summary = await person.says(PARK)
    monkeypatch.setattr("bot.conversation.asking.answer", fail)

    reply = await person.says("ماذا قال مروان حداد؟")

    assert words(reply) == say("error.unexpected", "ar")
    assert reply.article == summary.article
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_where_a_forwarded_article_comes_from_is_kept(person, store):
    origin = Origin("قناة صيدا", "https://t.me/saida/5", "2024-03-05")

    reply = await person.says(PARK, origin=origin)

    article = await store.article(CHAT, reply.article)
    assert (article.source, article.url, article.published) == ("قناة صيدا", "https://t.me/saida/5", "2024-03-05")


async def test_a_forwarded_text_is_an_article_or_too_short_and_never_a_question(person):
    await person.says(PARK)

    reply = await person.says("من قال إن الجسر آمن؟", origin=Origin("قناة"))

    assert words(reply) == say("error.too_short", "ar")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "error.empty"),
        (" \n\u00a0", "error.empty"),
        ("ثلاث كلمات فقط", "talk.not_understood"),
        ("الوزير", "talk.single_word"),
        ("🎉🎉👍🏽", "talk.junk"),
        ("\u200f\u202b\u2068", "talk.junk"),
        ("«" * 1_000, "talk.junk"),
        ("English only", "error.not_arabic"),
        ("The library came to the village and stayed. " * 60, "error.not_arabic"),
        ("http://127.0.0.1/news/7", "error.link_forbidden"),
        ("لخص لي هذا https://،", "error.link_forbidden"),
        ("https://t.me/c/123/45", "error.private_post"),
        (
            "الرئيسية\nأخبار\nرياضة\nاقتصاد\nفن\nصحة\nطقس\nصور\nفيديو\nمن نحن\nاتصل بنا\nتابعنا على فيسبوك",
            "error.no_article",
        ),
        ("السلام عليكم", "talk.greeting"),
        ("شكرا جزيلا", "talk.thanks"),
        ("/start", "help"),
        ("/start@manqal_bot", "help"),
        ("/ask", "ask.hint"),
        ("/said", "said.hint"),
        ("/search ؟", "search.hint"),
        ("/articles", "articles.none"),
        ("/export", "articles.none"),
        ("/weather", "talk.unknown_command"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_whatever_else_is_sent_gets_its_clear_message(conversation, text, key, language):
    reply = await Person(conversation, language=language).says(text)

    assert "\n\n".join(block.text for block in reply.blocks) == say(key, language)
    assert all(isinstance(block, Paragraph) for block in reply.blocks)
    assert reply.article is None


async def test_a_paste_of_two_megabytes_is_refused_at_once_and_says_how_much_is_read(person):
    start = time.perf_counter()

    reply = await person.says("قال الوزير إن الخبر طويل. " * 50_000)

    assert "200,000" in words(reply)
    assert time.perf_counter() - start < 2


async def test_a_language_without_words_of_ours_is_spoken_to_in_english(conversation):
    reply = await Person(conversation, language="fr").says("شكرا")

    assert words(reply) == say("talk.thanks", "en")


async def test_an_article_with_half_a_character_in_it_is_kept_and_read(person):
    reply = await person.says(f"{PARK}\x00\ud83d")

    assert reply.blocks[0] == Heading("حديقة جديدة على شاطئ صيدا")


async def test_a_model_that_is_away_is_told_and_asked_again_when_the_summary_is_wanted_again(store):
    engine = Away()
    person = Person(Conversation(store, engine, LIMIT, Fetcher()))
    fallback = say("summary.shortfall.unreachable", "ar")

    assert fallback in words(await person.says(BRIDGE))
    assert fallback in words(await person.presses("normal:1"))
    engine.back = True
    summary = await person.presses("normal:1")
    assert fallback not in words(summary)
    assert say("summary.written", "ar") in words(summary)
    proofs = [block.text for block in summary.blocks if isinstance(block, Evidence)]
    assert proofs
    assert all(proof in BRIDGE for proof in proofs)


async def test_an_edit_that_was_kept_before_a_crash_is_answered_when_it_comes_again(person):
    await person.says(BRIDGE)
    edited = Message(CHAT, person.wrote, BRIDGE.replace("القديم", "الحديدي"))

    first = await person.conversation.edited(edited)
    again = await person.conversation.edited(edited, again=True)

    assert first is not None
    assert words(again.reply) == words(first.reply)
    assert await person.conversation.edited(edited) is None  # Telegram tells of a link's preview as of an edit
