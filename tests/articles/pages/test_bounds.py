"""A page that would take a parser minutes is refused in a moment, and no honest one is."""

import time

import pytest

from bot.articles.pages.bounds import check_tags
from bot.errors import PageTooTangled

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
    try:
        check_tags(unit * (2_000_000 // len(unit)))
    except PageTooTangled:
        pass
    assert time.monotonic() - begun < 3
