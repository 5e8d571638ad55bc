"""The headline: the article's title, the heading that its text begins with, or its first point in few words."""

import re

from models.arabic.page import is_byline, is_leftover
from models.reading import Article
from models.summaries.wording import plain, tidy

_LONGEST = 30  # words of a title; more is running text
_HEADING = 18  # words of a heading at the top of a text
_LOOK = 2_000  # characters from the top
_TOP = 3  # lines from the top among which a heading is looked for
# "مباحثات لخفض التوتر | صحيفة الأفق": what follows the bar is the site
_SITE = re.compile(
    r"\s+[|»]\s+[^|»]{2,40}$|\s+[-–—]\s+(?:BBC|CNN|DW|RT|العربية|الجزيرة|سكاي نيوز|رويترز|فرانس ?24)[^-–—]{0,30}$", re.I
)
_TEASER = re.compile(r"^(?:عاجل|بالفيديو|فيديو|بالصور|صور|شاهد|خاص|حصري)\s*(?:\.{2,}|…|:|\||-)\s*")
_STOPS = (".", "!", "…", "؛", "،")


def title_of(article: Article) -> str | None:
    """Return the article's own title in order, None where it has none that is worth the name."""
    given = cleaned_title(article.title or "")
    if 1 < len(given.split()) <= _LONGEST:
        return given
    return _heading(article.text)


def cleaned_title(line: str) -> str:
    """Return a title without its site and its teaser, "" where it is a leftover of the page."""
    line = plain(line[:400])
    line = _TEASER.sub("", _SITE.sub("", line)).strip(" ،؛:|-–—")
    return "" if is_leftover(line) or is_byline(line) else line


def without_stop(point: str) -> str:
    """Return a point as a headline."""
    return tidy(point).removesuffix(".")


def _heading(text: str) -> str | None:
    """Return the heading that a text begins with, what its page left above it passed over."""
    lines = [line for line in text[:_LOOK].splitlines() if len(line.split()) > 1]
    for line in lines[: min(_TOP, len(lines) - 1)]:
        heading = cleaned_title(line)
        if heading and (len(heading.split()) > _HEADING or line.rstrip().endswith(_STOPS)):
            return None  # the article has begun
        if heading:
            return heading
    return None
