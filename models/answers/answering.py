"""The answer to a question about an article, with its evidence, or that the article gives none."""

from models.answers import facts, naming, said
from models.answers.clauses import clause
from models.answers.index import Index, index
from models.answers.questions import Question, understand
from models.answers.ranking import Features, best, scale
from models.reading import Answer, Attribution, Span

NOTHING = Answer(answerable=False)

_SURE = 1.5  # more than the floor that has to speak for a speaker where the question has no verb of saying
_ALSO = 1.2  # below the best quote's worth that another's may lie to be shown with it
_SAID_SO = 0.5  # of what "هل قال" asks that a quote has to cover
_SHORT = frozenset(("number", "date", "duration"))


def answer(attribution: Attribution, question: str) -> Answer:
    """Return what the article tells in answer to a question; `answerable` is False where it tells nothing.

    `text` is a slice of the article or a speaker's name in it, `evidence` the sentence that proves it. No question
    raises, whatever it holds.
    """
    asked = understand(question)
    if asked is None:
        return NOTHING
    article = index(attribution)
    if asked.asked == "who_said":
        return _who_said(article, asked, 0.0)
    if asked.asked in ("what_said", "did_say"):
        return _what_said(article, asked)
    if asked.wants == "person":
        told = _who_said(article, asked, _SURE)
        if told.answerable:
            return told
    return _fact(article, asked)


def _who_said(article: Index, asked: Question, more: float) -> Answer:
    """Name the speaker of the quote that agrees best with what is asked."""
    known = [n for n, quote in enumerate(article.attribution.quotes) if quote.speaker is not None]
    if not known:
        return NOTHING
    weights, features = scale("who_said"), said.features(article, asked)
    worths = [weights.worth(features[n]) for n in known]
    top = best(worths)
    if worths[top] < weights.enough("who_said", said.absent(article, asked)) + more:
        return NOTHING
    return _told(article, known[top], (known[top],), by_name=True)


def _what_said(article: Index, asked: Question) -> Answer:
    """Show what the speaker who is named said on the topic, in the article's order."""
    whose = candidates_of(article, asked)
    if not whose:
        return NOTHING
    weights, features = scale("what_said"), said.features(article, asked)
    worths = [weights.worth(features[n]) for n in whose]
    top = best(worths)
    if worths[top] < weights.enough(kind_of(asked), said.absent(article, asked)):
        return NOTHING
    shown = tuple(n for n, worth in zip(whose, worths, strict=True) if worth >= worths[top] - _ALSO)
    return _told(article, whose[top], shown, by_name=False)


def candidates_of(article: Index, asked: Question) -> list[int]:
    """Return the quotes of the speakers that a question surely names, of all where it surely names none."""
    quotes = article.attribution.quotes
    if not asked.named:
        return list(range(len(quotes)))
    sure = naming.named(article, asked.named)
    top = max(sure.values(), default=0.0)
    speakers = {n for n, how in sure.items() if how >= max(_NAMED, _AS_SURE * top)}
    return [n for n, quote in enumerate(quotes) if quote.speaker in speakers or not speakers]


def kind_of(asked: Question) -> str:
    """Return the kind of a question of what was said, by which the floor differs: of somebody, or of anybody."""
    return "of_somebody" if asked.named else "of_anybody"


_NAMED = 0.45  # sureness with which a question has to name a speaker
_AS_SURE = 0.95  # of the surest speaker's sureness: "الوزير" may be two ministers


def _told(article: Index, best_quote: int, quotes: tuple[int, ...], *, by_name: bool) -> Answer:
    quote = article.attribution.quotes[best_quote]
    speaker = article.attribution.speaker_of(quote)
    alone = all(article.attribution.quotes[n].speaker == quote.speaker for n in quotes)
    name = speaker.name if speaker is not None and alone else None
    text = name if by_name and name else quote.of(article.text)
    return Answer(answerable=True, text=text, speaker=name, quotes=quotes, evidence=article.sentence_at(quote))


def _fact(article: Index, asked: Question) -> Answer:
    """Answer a question of fact: briefly where one short answer stands in the sentence, else by its words."""
    weights, found = scale("fact"), facts.offered(article, asked)
    if not found:
        return NOTHING
    worths = [weights.worth(each.features) for each in found]
    top = best(worths)
    if worths[top] < weights.enough(asked.wants, said.absent(article, asked)):
        return NOTHING
    return shown(article, asked, found[top])


def shown(article: Index, asked: Question, fact: facts.Fact) -> Answer:
    """Return a fact as an answer: its candidate alone where that is brief and the only one, else the words around."""
    sentence, short = article.sentences[fact.sentence], fact.candidate
    if short is not None and fact.alone and asked.wants in _SHORT:
        words: Span = short
    else:
        words = clause(article, fact.sentence, fact.topic, short)
    return Answer(answerable=True, text=words.of(article.text), evidence=Span(sentence.start, sentence.end))
