"""The engine that needs nothing fetched: it chooses sentences of the article and says them shorter."""

from collections.abc import Sequence

from models.reading import Attribution, Point, Summary
from models.summaries.candidates import Candidate, candidates
from models.summaries.clauses import matter
from models.summaries.diversity import distinct
from models.summaries.engine import Length
from models.summaries.features import features
from models.summaries.headline import title_of, without_stop
from models.summaries.ranking import Ranker, weighted
from models.summaries.shortening import shortened
from models.summaries.wording import Wording

_POINTS = {Length.SHORT: 1, Length.NORMAL: 3, Length.LONG: 5}
_WORDS_A_POINT = 80  # of the article: 60 words give one point, 200 three
_BUDGET = 30  # words of a point that is let be
_HEADLINE_BUDGET = 14
_LONGEST_SHORTENED = 1_500  # characters; a sentence that runs on for longer is no sentence


class ExtractiveSummarizer:
    """Chooses the sentences that carry the news, each with its evidence; `ranker` says how much each carries."""

    def __init__(self, ranker: Ranker = weighted) -> None:
        self._ranker = ranker

    def summarize(self, attribution: Attribution, length: Length = Length.NORMAL) -> Summary:
        """Return the headline and 1, 3 or 5 points, the weightiest first and the others in the article's order."""
        text = attribution.article.text
        title = title_of(attribution.article)
        found = candidates(attribution, title) or candidates(attribution, title, headings=True)
        chosen = self._chosen(found, title, length)
        points = tuple(Point(_shortened(text, each, _BUDGET).of(text), each.sentence) for each in chosen)
        if title is None and chosen:
            title = without_stop(_shortened(text, chosen[0], _HEADLINE_BUDGET).of(text))
        return Summary(title or "", points)

    def _chosen(self, found: Sequence[Candidate], title: str | None, length: Length) -> list[Candidate]:
        """Return the candidates that become points: those that stand alone, else one of those that read best."""
        known, vectors = features(found, title)
        least = min((each.fault for each in found), default=0)
        pool = [n for n, each in enumerate(found) if each.fault == least]
        most = 1 if least else min(_POINTS[length], _room(found))
        weights = [self._ranker(known[n]) for n in pool]
        taken = [pool[n] for n in distinct(weights, [vectors[n] for n in pool], most)]
        return [found[n] for n in (*taken[:1], *sorted(taken[1:]))]


def _room(found: Sequence[Candidate]) -> int:
    """Return how many points an article has room for: one for eighty words, and half of its sentences at most."""
    size = sum(each.size for each in found)
    return max(1, min(1 + size // _WORDS_A_POINT, (len(found) + 1) // 2))


def _shortened(text: str, each: Candidate, budget: int) -> Wording:
    if each.sentence.end - each.sentence.start > _LONGEST_SHORTENED:
        return each.wording
    return shortened(matter(text, each.wording, each.quoted, each.quotes), each.wording, budget)
