"""Reading short articles of our own in the tests: what was said, and by whom."""

from models.quotes import attribute
from models.reading import Article, Attribution


def read(text: str) -> Attribution:
    return attribute(Article(text))


def said(text: str) -> list[tuple[str | None, str]]:
    """Return the speaker and the words of every quote, in order."""
    found = read(text)
    named = [(found.speaker_of(quote), quote.of(text)) for quote in found.quotes]
    return [(speaker.name if speaker else None, words) for speaker, words in named]
