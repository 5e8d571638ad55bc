"""A page that would take a parser minutes is refused in a moment, and no honest one is."""

import time
from contextlib import suppress

import pytest

from bot.articles.pages.bounds import check_tags
from bot.articles.pages.reading import read_page
from bot.errors import NoArticle, PageTooTangled

MANY = " ".join(f"a{n}=1" for n in range(300))


@pytest.mark.parametrize(
    "page",
    [
        f"<p {MANY}>x",
        f"<p {MANY}",
        f"</p {MANY}>",
        "<p " + " ".join(f'a{n}=">"' for n in range(300)) + ">x",
        "<p " + "".join(f"a{n}='x'" for n in range(500)) + ">x",
        "<p " + "/".join(f"a{n}" for n in range(500)) + ">x",
        "<p\n" + "\n".join(f"a{n}<" for n in range(500)) + ">x",
        f"<!--><p {MANY}>",
        f"<!-- --!><p {MANY}>",
        f"<script/><p {MANY}>",
        f"<script></script><p {MANY}>",
        f"<p title='a' b\"><p {MANY}>",
    ],
)
def test_a_tag_of_hundreds_of_attributes_is_refused(page):
    with pytest.raises(PageTooTangled):
        check_tags(page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "نص < نص " * 1_000,
        "<img src='data:image/png;base64," + "ab/c" * 9_000 + "'>",
        "<div data-state='{" + '"a b" = c / d, ' * 900 + "}'>x</div>",
        "<script>" + "if (i<n && a = b) { c / d } " * 500 + "</script>",
        "<!-- <p " + MANY + "> -->",
        "<p>" + "a = b / c " * 1_000,
        '<img alt="5" tall"><p>' + "نص = / " * 900 + '<a href="x">',
    ],
)
def test_what_only_looks_so_is_not(page):
    check_tags(page)


@pytest.mark.parametrize("unit", ["<", "<a ", "<a b='", "<!--", "<script>", "<a =", '="', "<a b= ", "</"])
def test_no_page_takes_long_to_check(unit):
    begun = time.monotonic()
    with suppress(PageTooTangled):
        check_tags(unit * (2_000_000 // len(unit)))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "page",
    [
        "<div></div>" * 16_000,
        ("<div>" * 100 + "x" + "</div>" * 100) * 140,
        ("<p " + " ".join(f"a{n}=1" for n in range(180)) + ">x</p>") * 3_000,
        "<p>" + "نص " * 400_000,
    ],
)
def test_a_page_of_too_many_parts_is_refused_before_they_are_looked_through(page):
    begun = time.monotonic()
    with pytest.raises(PageTooTangled):
        read_page(page.encode(), 200_000)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "page", ["<div>" * 900_000, "<script type=application/ld+json>" + "[" * 900_000, "<h1>" * 900_000]
)
def test_a_page_without_a_bottom_holds_no_article(page):
    with pytest.raises((NoArticle, PageTooTangled)):
        read_page(page.encode(), 200_000)
