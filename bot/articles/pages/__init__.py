"""An article out of a page of the web, saved or fetched."""

from bot.articles.pages.reading import read_page

__all__ = ["read_page"]
