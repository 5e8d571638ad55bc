"""All that the program reads in an article, in one call."""

from models.answers import answer
from models.once import once
from models.quotes import attribute
from models.reading import Article, Attribution, Reading, Summary
from models.summaries.engine import Length, Summarizer
from models.summaries.extractive import ExtractiveSummarizer

_ANY = "قال المدير إن المتحف سيفتح أبوابه يوم الأحد المقبل بعد عامين من أعمال الترميم."


def read(article: Article, summarizer: Summarizer | None = None, length: Length = Length.NORMAL) -> Reading:
    """Return who said what in an article and its summary, by the extractive engine unless another is given."""
    found = attribute(article)
    return summed_up(found, (summarizer or ExtractiveSummarizer()).summarize(found, length))


def summed_up(found: Attribution, summary: Summary) -> Reading:
    """Return who said what in an article together with its summary."""
    return Reading(found.article, found.sentences, found.quotes, found.speakers, summary)


@once
def prepare() -> None:
    """Load what articles and questions are read with, which the first of each would do else: some two seconds."""
    answer(read(Article(_ANY)), "ماذا قال المدير؟")
