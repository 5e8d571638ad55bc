"""A link into the article behind it."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bot.articles import sandbox
from bot.articles.files import read_bytes
from bot.articles.links.posts import post_of, read_post
from bot.articles.pages import read_page
from bot.articles.pages.charset import decoded
from bot.articles.recognise import recognise
from models.reading import Article

if TYPE_CHECKING:
    from bot.articles.links.fetching import Fetched, Fetcher

_PAGES: Final = ("text/html", "application/xhtml+xml")
_FILES: Final = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")

KINDS: Final = (*_PAGES, "text/plain", *_FILES)
"""What is read, by its content type; anything else is not even downloaded."""


async def read_link(url: str, limit: int, fetcher: "Fetcher") -> Article:
    """Return the article behind a link; `limit` as in `recognise`.

    Raises what `Fetcher.fetch`, `read_page`, `read_bytes` and `recognise` raise, and PrivatePost.
    """
    post = post_of(url)
    if post is not None:
        fetched = await fetcher.fetch(post.embed, _PAGES)
        return await sandbox.run(read_post, fetched.content, limit, post)
    fetched = await fetcher.fetch(url, KINDS)
    if fetched.kind in _PAGES:
        return await sandbox.run(read_page, fetched.content, limit, fetched.charset, fetched.url)
    if fetched.kind in _FILES:
        return _from(fetched, await read_bytes(_name(fetched.url), fetched.content, limit))
    return _from(fetched, recognise(decoded(fetched.content, fetched.charset), limit))


def _from(fetched: "Fetched", article: Article) -> Article:
    return replace(article, url=fetched.url)


def _name(url: str) -> str:
    return unquote(PurePosixPath(urlsplit(url).path).name)
