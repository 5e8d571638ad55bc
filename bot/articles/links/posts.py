"""Posts of public Telegram channels, which t.me shows to everyone in a form made for other sites."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.articles.pages.calendar import day_in
from bot.articles.recognise import recognise
from bot.errors import LinkGone, NoArticle, PrivatePost
from models.reading import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POST = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me)/(?:s/)?(?P<channel>[A-Za-z]\w{3,31})/(?:\d{1,10}/)?(?P<number>\d{1,10})/?(?:[?#].*)?",
    re.ASCII,
)
_PRIVATE = re.compile(r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me)/(?:c/\d|\+|joinchat/)", re.ASCII)
_NAME_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a public channel; `url` is its address, `embed` the page that shows nothing but it."""

    url: str
    embed: str


def post_of(url: str) -> Post | None:
    """Return the post that a link names, None where it names none; raise PrivatePost for one of a private chat."""
    if _PRIVATE.match(url):
        raise PrivatePost
    named = _POST.fullmatch(url)
    if named is None:
        return None
    address = f"https://t.me/{named['channel']}/{named['number']}"
    return Post(address, f"{address}?embed=1&mode=tme")


def read_post(content: bytes, limit: int, post: Post) -> Article:
    """Return the article of a post from the page that shows it; `limit` and what it raises as in `recognise`.

    Raises LinkGone where there is no such post, NoArticle where it has no text.
    """
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - only links need it

    page = document_fromstring(content or b"<html></html>", parser=HTMLParser(encoding="utf-8"))
    if _first(page, "tgme_widget_message_error") is not None or _first(page, "tgme_widget_message") is None:
        raise LinkGone
    text = _first(page, "tgme_widget_message_text")
    if text is None:
        raise NoArticle
    time = page.find(".//time[@datetime]")
    return replace(
        recognise(_plain(text), limit),
        source=_name(page, "tgme_widget_message_owner_name"),
        author=_name(page, "tgme_widget_message_from_author"),
        published=None if time is None else day_in(time.get("datetime", "")),
        url=post.url,
    )


def _first(page: "HtmlElement", name: str) -> "HtmlElement | None":
    return next((element for element in page.iter("*") if name in element.get("class", "").split()), None)


def _name(page: "HtmlElement", name: str) -> str | None:
    element = _first(page, name)
    return " ".join(element.text_content().split())[:_NAME_LONGEST] or None if element is not None else None


def _plain(text: "HtmlElement") -> str:
    """Return the words of a post with its line ends."""
    for line_end in text.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    return str(text.text_content()).strip()
