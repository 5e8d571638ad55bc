"""Links are found wherever they stand in a text, and no more of them than is theirs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.links.finding import links_in


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://news.example/a", ("https://news.example/a",)),
        ("اقرأ هذا https://news.example/a وقل لي رأيك", ("https://news.example/a",)),
        ("انظر:https://news.example/a", ("https://news.example/a",)),
        ("الخبرhttps://news.example/aوالله", ("https://news.example/aوالله",)),
        ("(https://news.example/a)", ("https://news.example/a",)),
        ("«https://news.example/a»", ("https://news.example/a",)),
        ("<https://news.example/a>", ("https://news.example/a",)),
        ("[الخبر](https://news.example/a)", ("https://news.example/a",)),
        ("قرأت https://news.example/a، فما رأيك؟", ("https://news.example/a",)),
        ("هل قرأت https://news.example/a؟", ("https://news.example/a",)),
        ("https://news.example/a.", ("https://news.example/a",)),
        ("https://news.example/a…", ("https://news.example/a",)),
        ("https://news.example/a!!!", ("https://news.example/a",)),
        ("https://news.example/wiki/خبر_(صحافة)", ("https://news.example/wiki/خبر_(صحافة)",)),
        ("(https://news.example/wiki/خبر_(صحافة))", ("https://news.example/wiki/خبر_(صحافة)",)),
        ("https://news.example/أخبار/عاجل-اليوم؟", ("https://news.example/أخبار/عاجل-اليوم",)),
        ("https://news.example/%D8%AE%D8%A8%D8%B1", ("https://news.example/%D8%AE%D8%A8%D8%B1",)),
        ("https://أخبار.example/خبر", ("https://أخبار.example/خبر",)),
        ("https://news.exampleشاهد", ("https://news.example",)),
        ("www.news.exampleشاهد", ("https://www.news.example",)),
        ("وwww.news.example/a", ("https://www.news.example/a",)),
        ("و www.news.example/a.", ("https://www.news.example/a",)),
        ("HTTPS://News.Example/A", ("HTTPS://News.Example/A",)),
        ("t.me/channel/12", ("https://t.me/channel/12",)),
        ("@t.me/x و me.t.me/x", ()),
        ("https://a.example/1https://b.example/2", ("https://a.example/1", "https://b.example/2")),
        ("https://archive.example/web/https://b.example/2", ("https://archive.example/web/https://b.example/2",)),
        ("https://a.example/?u=https://b.example/2", ("https://a.example/?u=https://b.example/2",)),
        ("https://a.example\nhttps://b.example\nhttps://a.example", ("https://a.example", "https://b.example")),
        ("\u200fhttps://news.example/a\u200f", ("https://news.example/a",)),
        ("https://", ()),
        ("https://،،", ()),
        ("http://http://", ()),
        ("www.", ()),
        ("بلا رابط، a.b وuser@www.example", ()),
        ("", ()),
    ],
)
def test_links_are_found_and_end_where_they_end(text, links):
    assert links_in(text) == links


@given(st.text(alphabet="htps:/wt.me()[]،؟a خ\u200f@", max_size=60))
def test_any_text_gives_links_that_have_a_scheme_and_no_blank(text):
    for link in links_in(text):
        assert link.lower().startswith(("http://", "https://"))
        assert len(link.split()) == 1


@pytest.mark.parametrize("unit", ["https://", "www.a", "t.me/a", "https://a(", ")", "http://a.ب", "@", "https:/"])
def test_no_text_takes_long(unit):
    begun = time.monotonic()
    links_in(unit * (200_000 // len(unit)))
    assert time.monotonic() - begun < 2
