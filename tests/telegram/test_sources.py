"""Articles that come as links and as files: alone, behind words, several, with a question beside them."""

from pathlib import Path

import pytest

from bot.conversation import Conversation
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles.formats import articles as crossing
from tests.articles.links.site import answer, running
from tests.telegram import markup
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.conftest import answering
from tests.telegram.people import Person

PDF = (Path(__file__).parents[1] / "articles/formats/pdfs/one_column.pdf").read_bytes()
SUBSCRIBERS = (
    '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    "<h1>خبر للمشتركين</h1><p>قال وزير النقل إن الجسر سيفتح في مارس.</p><p>اشترك لتقرأ البقية.</p>"
)


def page(article):
    title, *paragraphs = filter(None, article.splitlines())
    return answer(
        f"<html lang='ar'><head><title>{title}</title><meta property='og:site_name' content='صدى النهر'></head><body>"
        f"<nav><a href='/'>الرئيسية</a></nav><h1>{title}</h1>{''.join(f'<p>{each}</p>' for each in paragraphs)}</body>"
    )


@pytest.fixture
async def site():
    async with running() as site:
        site.pages |= {"/bridge": page(BRIDGE), "/wheat": page(WHEAT), "/closed": answer(SUBSCRIBERS)}
        yield site


@pytest.fixture
async def reader(api, store, site):
    async with answering(api, Conversation(store, ExtractiveSummarizer(), 200_000, site.fetcher())):
        yield Person(api)


async def test_a_link_alone_gives_the_article_with_its_outlet(reader, store):
    await reader.say("http://news.example/bridge")

    assert "جسر النهر الجديد يفتح في مارس" in (await reader.sees()).under("bold")
    article = await store.article(f"telegram:{reader.id}", 1)
    assert (article.source, article.url) == ("صدى النهر", "http://news.example/bridge")


@pytest.mark.parametrize(
    "text",
    [
        "شوفوا هذا الخبر http://news.example/bridge، مهم",
        "look: http://news.example/bridge",
        "لخص لي هذا http://news.example/bridge",
    ],
)
async def test_a_link_is_found_wherever_it_stands(reader, text):
    await reader.say(text)

    assert "جسر النهر الجديد يفتح في مارس" in (await reader.sees()).under("bold")


async def test_a_link_behind_words_is_read(api, reader):
    text = "اقرأ هذا الخبر"
    link = {"type": "text_link", "offset": 5, "length": markup.units("هذا الخبر"), "url": "http://news.example/bridge"}
    await api.push({"message": reader.message(text) | {"entities": [link]}})

    assert "جسر النهر الجديد يفتح في مارس" in (await reader.sees()).under("bold")


async def test_a_question_beside_a_link_is_answered_from_it(api, reader):
    await reader.say("ماذا قالت ليلى منصور في http://news.example/bridge ؟")

    shown = await reader.sees()
    assert any("ثلاثين ألف سيارة" in words for words in shown.under("blockquote"))
    assert shown.buttons
    assert len(api.of("sendMessage")) == 1


async def test_several_links_are_answered_with_one_digest(api, reader):
    await reader.say("http://news.example/bridge\nhttp://news.example/wheat\nhttp://news.example/gone")

    digest = await reader.sees()

    for words in ("جسر النهر الجديد", "موسم القمح", "الحداد", "حسون", "لا صفحة في هذا الرابط", "news.example/gone"):
        assert words in digest.words
    assert len(digest.buttons) == 2
    assert len(api.of("sendMessage")) == 1


async def test_a_page_for_subscribers_asks_for_a_paste(reader):
    await reader.say("http://news.example/closed")

    assert "للمشتركين" in (await reader.sees()).words


async def test_a_post_that_tells_of_a_link_it_cannot_open_is_read_itself(reader):
    post = "\n".join(WHEAT.splitlines()[:3]) + "\nالتفاصيل: http://news.example/closed"
    await reader.say(post)

    shown = await reader.sees()
    assert "للمشتركين" in shown.words
    assert "حسون" in shown.words


async def test_a_long_article_with_a_link_in_it_is_the_article(site, reader):
    await reader.say(BRIDGE + "\nتابعونا على http://news.example/wheat")

    assert "جسر النهر الجديد يفتح في مارس" in (await reader.sees()).under("bold")
    assert not site.asked


async def test_a_link_to_this_machine_is_refused(reader):
    await reader.say("http://127.0.0.1:8081/bot")

    assert "لا أفتح هذا الرابط" in (await reader.sees()).words


@pytest.mark.parametrize("name", ["خبر.pdf", "بلا اسم"])
async def test_a_file_is_read_like_a_paste_and_asked_about(api, reader, name):
    api.files["f1"] = PDF
    await reader.say(document={"file_id": "f1", "file_unique_id": "f1", "file_name": name, "file_size": len(PDF)})

    assert crossing.TITLE in (await reader.sees()).under("bold")
    await reader.say("من قال إن أحدا لن يدفع رسما؟")
    assert "كريم الأشقر" in (await reader.sees()).words


async def test_the_caption_of_a_file_is_the_question(api, reader):
    api.files["f1"] = PDF
    document = {"file_id": "f1", "file_unique_id": "f1", "file_name": "خبر.pdf", "file_size": len(PDF)}
    await reader.say(document=document, caption="من قال إن أحدا لن يدفع رسما؟")

    shown = await reader.sees()
    assert "كريم الأشقر" in shown.words.partition(crossing.TITLE)[0]
    assert crossing.TITLE in shown.under("bold")


async def test_a_file_beyond_the_limit_is_not_downloaded(api, reader):
    api.files["f1"] = PDF
    await reader.say(document={"file_id": "f1", "file_unique_id": "f1", "file_name": "ك.pdf", "file_size": 21 << 20})

    assert "20 ميغابايت" in (await reader.sees()).words
    assert not api.of("getFile")


async def test_two_files_at_once_are_answered_with_one_digest(api, reader):
    api.files |= {"f1": PDF, "f2": WHEAT.encode()}
    for file, name in (("f1", "أ.pdf"), ("f2", "ب.txt")):
        document = {"file_id": file, "file_unique_id": file, "file_name": name, "file_size": len(api.files[file])}
        await reader.say(document=document, media_group_id="files")

    digest = await reader.sees()

    assert crossing.TITLE in digest.words
    assert "حسون" in digest.words
    assert len(api.of("sendMessage")) == 1
