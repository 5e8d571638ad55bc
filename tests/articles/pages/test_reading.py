"""A page gives its article, its title, outlet, author and day, and none of what stands around it."""

import json

import pytest

from bot.articles.pages import read_page
from bot.articles.pages.facts import Facts
from bot.articles.pages.lines import article_lines
from bot.errors import NoArticle, Paywalled

LIMIT = 200_000
COMMENTS = "<p>كلام قارئ طويل عن الصيد والوقود والأسعار.</p>" * 40
TEASERS = "".join(f"<div><h3><a href='/{n}'>خبر آخر رقم {n}</a></h3><p>بداية خبر.</p></div>" for n in range(4))
TITLE = "صيادو الميناء يعودون إلى البحر"
BODY = (
    "عاد صيادو ميناء الزهراء إلى البحر فجر اليوم بعد إضراب استمر أحد عشر يوما احتجاجا على سعر الوقود.",
    "وقال نقيب الصيادين بسام الأعور إن الوزارة وافقت على دعم اللتر بربع ثمنه حتى نهاية الشتاء.",
    "ورد وكيل الوزارة طلال نعمة بأن الدعم «مؤقت ولن يمدد».",
)


def page(body: str = "", head: str = "", around: str = "{}", title: str = f"<title>{TITLE}</title>") -> bytes:
    text = body or "".join(f"<p>{each}</p>" for each in BODY)
    return f"<html><head>{title}{head}</head><body>{around.format(text)}</body></html>".encode()


def read(*args, **kwargs):
    return read_page(page(*args, **kwargs), LIMIT)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "box",
    [
        '<div class="post-share">شارك هذا الخبر مع أصدقائك على مواقع التواصل كلها الآن.</div>',
        '<ul id="relatedPosts"><li><a href="/1">ارتفاع أسعار السمك في الأسواق إلى الضعف.</a></li></ul>',
        '<div class="newsletter-box"><p>اشترك في نشرتنا لتصلك أخبار البحر كل صباح في بريدك.</p></div>',
        "<p>اقرأ أيضا: ارتفاع أسعار السمك في الأسواق</p>",
        "<p><strong>شاهد أيضاً:</strong> <a href='/2'>كيف تصنع الشباك باليد</a></p>",
        "<p>للمزيد من الأخبار تابعوا قناتنا</p>",
        "<figure><img src='/a.jpg'><figcaption>قوارب في الميناء صباح اليوم. تصوير: عادل سمعان</figcaption></figure>",
        "<div class='wp-caption-text'>قوارب الصيد عند رصيف الميناء القديم صباح اليوم الأحد.</div>",
        "<p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك في هذا الموقع.</p>",
        "<div class='ads-slot'>إعلان</div>",
    ],
)
def test_what_stands_between_the_paragraphs_is_left_out(box):
    first, *rest = (f"<p>{each}</p>" for each in BODY)

    assert read(f"<h1>{TITLE}</h1>{first}{box}{''.join(rest)}").text == "\n".join(BODY)


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='n-comments'><h3>تعليقات القراء (2)</h3>{COMMENTS}</div>",
        "<h4>عن الكاتب</h4><p>كاتب يهتم بشؤون البحر، وله كتابان عن الموانئ القديمة.</p>",
        "<p>(إعداد ليلى عساف للنشرة العربية - تحرير سمير راضي)</p>",
        "<p>جميع الحقوق محفوظة لصحيفة الميناء</p>",
        f"<section>{TEASERS}</section>",
        f"<h3>مواضيع ذات صلة</h3><p>{BODY[0][:60]}.</p>",
    ],
)
def test_what_stands_below_is_left_out(below):
    text = "".join(f"<p>{each}</p>" for each in BODY)

    assert read(f"<h1>{TITLE}</h1>{text}{below}").text == "\n".join(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "شارك في الجلسة ممثلون عن ثلاثة موانئ من الشمال والجنوب.",
        "صور الصيادون الاتفاق ونشروه.",
        "مصدر الخلاف أن الدعم لا يشمل القوارب الكبيرة.",
        "وقال صياد: عدنا.",
    ],
)
def test_a_sentence_that_looks_like_a_part_of_the_page_stays(line):
    assert line in read(f"<h1>{TITLE}</h1><p>{BODY[0]}</p><p>{line}</p><p>{BODY[1]}</p>").text


def test_a_box_that_holds_the_article_stays_whatever_it_is_called():
    for around in (
        '<div class="widget social-page">{}</div>',
        '<div id="ads-and-content"><main>{}</main></div>',
        '<div class="post comments-open">{}</div>',
        '<div class="consent-page"><article>{}</article></div>',
    ):
        assert read(around=f"<h1>{TITLE}</h1>{around}").text == "\n".join(BODY)


def test_a_table_that_lays_the_page_out_falls_into_its_paragraphs():
    text = "<br><br>".join((*BODY, BODY[0].replace("فجر", "مساء")))

    found = read(f"<table><tr><td><a href='/'>الرئيسية</a></td><td><b>{TITLE}</b><br><br>{text}</td></tr></table>").text

    assert BODY[0] in found
    assert "|" not in found
    assert "الرئيسية" not in found


def test_a_table_of_figures_keeps_its_rows_together():
    rows = "<tr><th>الصنف</th><th>السعر</th></tr><tr><td>سردين</td><td>3.40</td></tr>"

    found = read(f"<p>{BODY[0]}</p><p>{BODY[1]}</p><table>{rows}</table><p>{BODY[2]}</p>").text.splitlines()

    assert found[2:4] == ["الصنف | السعر", "سردين | 3.40"]


@pytest.mark.parametrize(
    ("title", "head", "body"),
    [
        (f"<title>{TITLE} | صدى الميناء</title>", "", ""),
        (f"<title>صدى الميناء - {TITLE}</title>", "", ""),
        ("<title>صدى الميناء</title>", meta("og:title", f"{TITLE} | صدى الميناء"), ""),
        ("<title>صدى الميناء</title>", meta("og:title", TITLE.replace("ون", "&#1608;ن")), ""),
        ("<title>صدى الميناء</title>", "", f"<h3>{TITLE}</h3>"),
        ("", "", f"<h1>{TITLE}</h1>"),
    ],
)
def test_the_title_is_without_the_outlet(title, head, body):
    head += meta("og:site_name", "صدى الميناء")
    text = "".join(f"<p>{each}</p>" for each in BODY)

    assert read(body + text, head, title=title).title == TITLE


def test_what_the_page_says_of_itself_for_programs_is_kept():
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "موقع"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2025-01-05T22:30:00+03:00",
                "author": [{"name": "ديما غانم"}, {"name": "رائد حاوي"}],
                "publisher": {"name": "صدى الميناء"},
            },
        ],
    }

    article = read(head=f'<script type="application/ld+json">{json.dumps(told)}</script>', title="")

    assert (article.title, article.source, article.published) == (TITLE, "صدى الميناء", "2025-01-05")
    assert article.author == "ديما غانم، رائد حاوي"


@pytest.mark.parametrize(
    "told", ["{", "[" * 10_000, "null", "[[[]]]", '{"@type": 7, "author": {"name": ["x"]}}', '"x"']
)
def test_what_it_says_badly_is_passed_over(told):
    article = read(head=f'<script type="application/ld+json">{told}</script>')

    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("كتب: سامر حنا", "سامر حنا"),
        ("بقلم ليلى الأسعد", "ليلى الأسعد"),
        ("<a rel='author' href='/x'>بواسطة هاني صقر</a>", "هاني صقر"),
        ("كتب الوزير رسالة", None),
        ("كتب: https://x.example/1", None),
    ],
)
def test_the_author_is_read_where_the_page_shows_one(line, author):
    assert read(f"<h1>{TITLE}</h1><div>{line}</div>" + "".join(f"<p>{each}</p>" for each in BODY)).author == author


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("<div>الأربعاء 12 مارس 2025</div>", "<div>نشر في: 11 مارس 2025 - 13:42</div>", "2025-03-11"),
        ("<div>الأربعاء 12 مارس 2025</div>", "", "2025-03-12"),
        ("", "<time datetime='2025-03-11T13:42'>أمس</time>", "2025-03-11"),
        ("", "<div>منذ يومين</div>", None),
    ],
)
def test_the_day_below_the_title_goes_before_the_day_on_the_calendar(above, below, day):
    text = "".join(f"<p>{each}</p>" for each in BODY)

    assert read(f"{above}<h1>{TITLE}</h1>{below}{text}").published == day


def test_a_page_without_words_of_its_own_gives_no_author_outlet_or_day():
    article = read_page(page(title=""), LIMIT)

    assert (article.title, article.source, article.author, article.published, article.url) == (None,) * 5


@pytest.mark.parametrize("closed", ["false", '"False"'])
def test_a_page_for_subscribers_is_not_read_as_if_it_were_whole(closed):
    told = f'{{"@type": "NewsArticle", "isAccessibleForFree": {closed}}}'
    with pytest.raises(Paywalled):
        read(head=f'<script type="application/ld+json">{told}</script>')


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"<html>", b"<?xml version='1.0' encoding='x'?><p>", b"\xff\xfe"]
)
def test_what_is_hardly_a_page_holds_no_article(content):
    with pytest.raises(NoArticle):
        read_page(content, LIMIT)


def test_a_first_line_that_is_a_sentence_stays_though_it_is_short():
    facts = Facts(TITLE, "صدى الميناء", None, None, None, closed=False)

    assert article_lines(f"{TITLE}\nصدى الميناء - خاص\nاتفق الطرفان أخيرا على كل شيء.\n{BODY[0]}", facts) == [
        "اتفق الطرفان أخيرا على كل شيء.",
        BODY[0],
    ]


def test_half_a_character_in_what_the_page_says_can_still_be_stored():
    told = '{"@type": "NewsArticle", "headline": "خبر \\ud83d عاجل", "author": "س\\u0000ر"}'

    article = read(head=f'<script type="application/ld+json">{told}</script>', title="")

    assert (article.title, article.author) == ("خبر \ufffd عاجل", "س\ufffdر")


def test_a_page_says_no_more_of_itself_than_is_stored():
    head = meta("og:site_name", "ص" * 9_000) + meta("og:title", "ع" * 9_000) + meta("author", "ك" * 9_000)
    article = read(head=head + f"<link rel=canonical href='https://x.example/{'a' * 9_000}'>", title="")

    assert len(article.title) == 300
    assert len(article.source) == 80
    assert (article.author, article.url) == (None, None)
