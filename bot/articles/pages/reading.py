"""A page's bytes into its article, by nothing but what the page holds."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.articles.pages.charset import decoded
from bot.articles.recognise import recognise
from bot.errors import ConsentWall, EmptyText, LinkGone, NoArticle, Paywalled, TooLong, TooShort
from models.arabic.words import words
from models.reading import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.articles.pages.facts import Facts

_TEASER_WORDS = 150  # what a page shows to those who have not paid is shorter
_TEASER_CHARS = 5_000


def read_page(content: bytes, limit: int, charset: str | None = None, url: str | None = None) -> Article:
    """Return the article of a page; a pure function, so that it can run in a process of its own.

    `limit` as in `recognise`; `charset` is what the header of its answer says, `url` where it was fetched from, None
    for a saved page. Raises LinkGone, Paywalled or ConsentWall for a page that says that it has no article to show,
    and what `recognise` raises.
    """
    from bot.articles.pages.facts import facts_of  # noqa: PLC0415 - loads lxml, which only pages need
    from bot.articles.pages.furniture import clear  # noqa: PLC0415
    from bot.articles.pages.lines import article_lines  # noqa: PLC0415

    tree = _parsed(decoded(content, charset))
    facts = facts_of(tree, url)
    shown = _shown(tree)
    clear(tree)
    extracted = _extracted(tree)
    if len(extracted) > limit:
        raise TooLong(length=len(extracted), limit=limit)
    text = "\n".join(article_lines(extracted, facts))
    return replace(
        _recognised(text, limit, shown, facts),
        title=facts.title,
        source=facts.outlet,
        author=facts.author,
        published=facts.day,
        url=facts.address,
    )


def _parsed(source: str) -> "HtmlElement":
    from lxml.etree import LxmlError  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    from bot.articles.pages.bounds import check_tags, check_tree  # noqa: PLC0415

    check_tags(source)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise NoArticle from error
    check_tree(tree)
    return tree


def _shown(tree: "HtmlElement") -> str:
    """Return the texts of the page's body, a line each."""
    unseen = {"script", "style", "template", "noscript"}
    found = [
        text
        for element in tree.iter("*")
        for text in ((element.text if element.tag not in unseen else None), element.tail)
    ]
    return "\n".join(text.strip() for text in found if text and text.strip())


def _extracted(tree: "HtmlElement") -> str:
    """Return the text that trafilatura takes for the page's article, a line a paragraph."""
    import trafilatura  # noqa: PLC0415 - takes a second to load, and only pages need it
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page that holds no article
    page = trafilatura.bare_extraction(tree, include_comments=False)
    return (page.text or "") if isinstance(page, Document) else ""


def _recognised(text: str, limit: int, shown: str, facts: "Facts") -> Article:
    """Return the article of a text unless the page says that it shows something else in its place."""
    from bot.articles.pages.furniture import holds  # noqa: PLC0415

    short = len(words(text[:_TEASER_CHARS])) < _TEASER_WORDS
    if facts.closed or (short and holds(shown, "closed")):
        raise Paywalled
    if short and holds(shown, "missing"):
        raise LinkGone
    try:
        return recognise(text, limit)
    except (EmptyText, TooShort, NoArticle) as error:
        raise ConsentWall if holds(shown, "consent") else NoArticle from error
