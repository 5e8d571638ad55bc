"""The engine that needs nothing fetched: it chooses sentences of the article and says them shorter."""

from models.reading import Attribution, Point, Summary
from models.summaries.candidates import Candidate
from models.summaries.choice import Choice, choice
from models.summaries.clauses import matter
from models.summaries.engine import Length
from models.summaries.headline import without_stop
from models.summaries.shortening import shortened
from models.summaries.wording import Wording

_BUDGET = 34  # words of a point that is let be
_HEADLINE_BUDGET = 14
_LONGEST_SHORTENED = 1_500  # characters; a sentence that runs on for longer is no sentence


class ExtractiveSummarizer:
    """Chooses the sentences that carry the news, each with its evidence."""

    def summarize(self, attribution: Attribution, length: Length = Length.NORMAL) -> Summary:
        """Return the headline and 1, 3 or 5 points, the weightiest first and the others in the article's order."""
        return summary_of(attribution.article.text, choice(attribution), length)


def summary_of(text: str, offered: Choice, length: Length) -> Summary:
    """Return the summary that a choice from a text makes."""
    taken = offered.taken(length)
    points = tuple(Point(_shortened(text, each, _BUDGET).of(text), each.sentence) for each in taken)
    title = offered.title
    if title is None and taken:
        title = without_stop(_shortened(text, taken[0], _HEADLINE_BUDGET).of(text))
    return Summary(title or "", points)


def _shortened(text: str, each: Candidate, budget: int) -> Wording:
    if each.sentence.end - each.sentence.start > _LONGEST_SHORTENED:
        return each.wording
    return shortened(matter(text, each.wording, each.quoted, each.quotes), each.wording, budget)
