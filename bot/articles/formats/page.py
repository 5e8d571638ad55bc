"""An article out of a saved page."""

import logging
from dataclasses import replace

import trafilatura
from trafilatura.settings import Document

from bot.articles.recognise import recognise
from bot.errors import NoArticle
from models.reading import Article


def read(content: bytes, limit: int) -> Article:
    """Return the article that a page holds, with what the page says of it; raises as `recognise` does."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page that holds no article
    page = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
    if not isinstance(page, Document) or not page.text:
        raise NoArticle
    return replace(
        recognise(page.text, limit),
        title=page.title,
        source=page.sitename,
        author=page.author,
        published=page.date,
        url=page.url,
    )
