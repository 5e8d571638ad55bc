"""A link into the article behind it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.articles.links.posts import post_of, read_post
from bot.articles.pages import read_page
from bot.articles.pages.charset import decoded
from bot.articles.recognise import recognise
from models.reading import Article

if TYPE_CHECKING:
    from bot.articles.links.fetching import Fetched, Fetcher


async def read_link(url: str, limit: int, fetcher: "Fetcher") -> Article:
    """Return the article behind a link; `limit` as in `recognise`.

    Raises what `Fetcher.fetch`, `read_page` and `recognise` raise, and PrivatePost.
    """
    post = post_of(url)
    if post is not None:
        fetched = await fetcher.fetch(post.embed, _PAGES)
        return await asyncio.to_thread(read_post, fetched.content, limit, post)
    fetched = await fetcher.fetch(url, READERS)
    return await asyncio.to_thread(READERS[fetched.kind], fetched, limit)


def _page(fetched: "Fetched", limit: int) -> Article:
    return read_page(fetched.content, limit, fetched.charset, fetched.url)


def _text(fetched: "Fetched", limit: int) -> Article:
    article = recognise(decoded(fetched.content, fetched.charset), limit)
    return Article(article.text, title=article.title, url=fetched.url)


_PAGES = ("text/html", "application/xhtml+xml")

READERS: Mapping[str, Callable[["Fetched", int], Article]] = {**dict.fromkeys(_PAGES, _page), "text/plain": _text}
"""What is read, by its content type, and how; anything else is not even downloaded."""
