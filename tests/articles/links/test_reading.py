"""A link becomes the article behind it, over a real connection, or says why not."""

from pathlib import Path

import pytest

from bot.articles.links.fetching import PUBLIC
from bot.articles.links.reading import read_link
from bot.errors import (
    ConsentWall,
    LinkForbidden,
    LinkGone,
    LinkNotPage,
    NoArticle,
    NotArabic,
    Paywalled,
    PrivatePost,
    TooLong,
    TooShort,
)
from tests.articles.formats import articles as bridge
from tests.articles.links.site import answer, packed, redirect

LIMIT = 200_000
BODY = (
    "افتتحت بلدية السنديان صباح اليوم مكتبة عامة في مبنى محطة القطار القديمة، وفيها أربعون ألف كتاب.",
    "وقال رئيس البلدية كريم الناصر إن المكتبة ستبقى مفتوحة حتى العاشرة ليلا.",
    "ورأت أمينة المكتبة سلمى حداد أن «المدينة التي تقرأ لا تهرم».",
)
TITLE = "مكتبة في محطة القطار القديمة"
CLOSED = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
COOKIES = "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لنعرض لك إعلانات تناسبك ونقيس عدد الزوار."


def page(body: str = "".join(f"<p>{each}</p>" for each in BODY), head: str = "") -> str:
    return (
        f"<!doctype html><html lang='ar'><head><title>{TITLE} | صدى السنديان</title>{head}</head><body>"
        f"<nav><a href='/'>الرئيسية</a><a href='/s'>رياضة</a></nav><main><h1>{TITLE}</h1>{body}</main>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


async def test_a_link_gives_its_article_with_where_it_is_from(site):
    head = (
        "<meta property='og:site_name' content='صدى السنديان'><meta name='author' content='وائل شاهين'>"
        "<meta property='article:published_time' content='2025-05-06T21:00:00+03:00'>"
    )
    site.pages |= {"/1": redirect("/news/1"), "/news/1": packed(page(head=head).encode())}

    article = await read_link("http://news.example/1", LIMIT, site.fetcher())

    assert article.text == "\n".join(BODY)
    assert (article.title, article.source, article.author) == (TITLE, "صدى السنديان", "وائل شاهين")
    assert (article.published, article.url) == ("2025-05-06", "http://news.example/news/1")


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=windows-1256", "cp1256"),
        ("text/html; charset=utf-8", "cp1256"),
        ("text/html; charset=iso-8859-1", "cp1256"),
        ("text/html", "cp1256"),
        ("text/html; charset=windows-1256", "utf-8"),
        ("text/html; charset=no-such", "utf-8"),
        ("text/html; charset=iso-8859-6", "iso8859-6"),
        ("text/html", "utf-16"),
        ("application/xhtml+xml", "utf-8-sig"),
    ],
)
async def test_the_letters_are_read_whatever_the_header_says(site, kind, encoding):
    site.pages["/"] = answer(page().replace("«", '"').replace("»", '"').encode(encoding), kind)

    article = await read_link("http://news.example/", LIMIT, site.fetcher())

    assert article.text == "\n".join(BODY).replace("«", '"').replace("»", '"')
    assert article.title == TITLE


async def test_the_charset_of_the_page_counts_where_the_header_has_none(site):
    source = page(head="<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-6'>")
    site.pages["/"] = answer(source.replace("«", '"').replace("»", '"').encode("iso8859-6"), "text/html")

    assert BODY[1] in (await read_link("http://news.example/", LIMIT, site.fetcher())).text


async def test_a_plain_text_is_read_as_one(site):
    site.pages["/a.txt"] = answer("\n".join((TITLE, *BODY)), "text/plain; charset=utf-8")

    article = await read_link("http://news.example/a.txt", LIMIT, site.fetcher())

    assert (article.text, article.title) == ("\n".join((TITLE, *BODY)), TITLE)
    assert article.url == "http://news.example/a.txt"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", NoArticle),
        (page(""), NoArticle),
        (page("<p>خبر قصير جدا.</p>"), NoArticle),
        ("<html><body><div id=app></div><script src=/a.js></script></body></html>", NoArticle),
        ("<p>The library of the old station opens its doors today, said the mayor of the town.</p>", NotArabic),
        (page(head=CLOSED), Paywalled),
        (page(f"<p>{BODY[0]}</p><div class=wall><p>هذا المحتوى متاح للمشتركين فقط.</p></div>"), Paywalled),
        (page("<p>عذرا، الصفحة التي تبحث عنها غير موجودة.</p>"), LinkGone),
        (page(f"<p>{COOKIES}</p>"), ConsentWall),
        (page("<p>" + BODY[0] * 3_000 + "</p>"), TooLong),
    ],
)
async def test_a_page_without_an_article_says_why(site, body, error):
    site.pages["/"] = answer(body)

    with pytest.raises(error):
        await read_link("http://news.example/", LIMIT, site.fetcher())


async def test_a_file_behind_a_link_is_read_as_a_file(site):
    content = (Path(__file__).parents[1] / "formats/pdfs/one_column.pdf").read_bytes()
    site.pages["/a.pdf"] = answer(content, "application/pdf")

    article = await read_link("http://news.example/a.pdf", LIMIT, site.fetcher())

    assert article.title == bridge.TITLE
    assert article.url == "http://news.example/a.pdf"


async def test_a_picture_is_not_even_downloaded(site):
    site.pages["/a.png"] = answer(b"\x89PNG", "image/png")

    with pytest.raises(LinkNotPage):
        await read_link("http://news.example/a.png", LIMIT, site.fetcher())


async def test_a_page_cannot_say_that_it_is_of_another_site(site):
    site.pages |= {
        "/x": answer(page(head="<link rel='canonical' href='https://other.example/1'>")),
        "/amp": answer(page(head="<link rel='canonical' href='https://www.news.example/1'>")),
    }

    assert (await read_link("http://news.example/x", LIMIT, site.fetcher())).url == "http://news.example/x"
    assert (await read_link("http://news.example/amp", LIMIT, site.fetcher())).url == "https://www.news.example/1"


async def test_the_default_policy_does_not_reach_this_machine(site):
    site.pages["/"] = answer(page())

    with pytest.raises(LinkForbidden):
        await read_link("http://news.example/", LIMIT, site.fetcher(PUBLIC))


POST = """<!DOCTYPE html><html><head><title>Telegram Widget</title></head><body class="widget_frame_base">
<div class="tgme_widget_message js-widget_message" data-post="sindian/12"><div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/sindian"><span dir="auto">أخبار السنديان</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>
<div class="tgme_widget_message_info"><span class="tgme_widget_message_views">1.2K</span>
<span class="tgme_widget_message_meta"><span class="tgme_widget_message_from_author" dir="auto">سمر</span>
<a class="tgme_widget_message_date" href="/12"><time datetime="2025-05-06T18:00:00+00:00">6/5</time></a>
</span></div></div></div></body></html>"""


@pytest.mark.parametrize(
    "link", ["https://t.me/sindian/12", "t.me/sindian/12", "https://t.me/s/sindian/12?single", "http://telegram.me/sindian/12"]
)  # fmt: skip
async def test_a_post_of_a_public_channel_is_read_with_its_lines(site, link):
    text = f"<b>{TITLE}</b><br/><br/>{BODY[0]}<br>{BODY[1]} <a href='x'>{BODY[2]}</a>"
    site.pages["/sindian/12?embed=1&mode=tme"] = answer(POST.format(text=text))

    article = await read_link(link, LIMIT, site.fetcher())

    assert article.text == f"{TITLE}\n\n{BODY[0]}\n{BODY[1]} {BODY[2]}"
    assert (article.title, article.source, article.author) == (TITLE, "أخبار السنديان", "سمر")
    assert (article.published, article.url) == ("2025-05-06", "https://t.me/sindian/12")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ('<div class="tgme_widget_message_error">Post not found</div>', LinkGone),
        ("<html></html>", LinkGone),
        ("", LinkGone),
        ('<div class="tgme_widget_message"><div class="tgme_widget_message_photo"></div></div>', NoArticle),
        (POST.format(text="صباح الخير"), TooShort),
    ],
)
async def test_a_post_that_is_missing_or_without_an_article_says_so(site, source, error):
    site.pages["/sindian/12?embed=1&mode=tme"] = answer(source)

    with pytest.raises(error):
        await read_link("https://t.me/sindian/12", LIMIT, site.fetcher())


@pytest.mark.parametrize("link", ["https://t.me/c/1234567/89", "t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf"])
async def test_a_post_of_a_private_chat_is_not_asked_for(site, link):
    with pytest.raises(PrivatePost):
        await read_link(link, LIMIT, site.fetcher())
    assert site.asked == []
