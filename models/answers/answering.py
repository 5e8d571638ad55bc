"""The answer to a question about an article, with its evidence, or that the article gives none."""

from models.answers import facts, naming, said
from models.answers.clauses import clause
from models.answers.index import Index, index
from models.answers.questions import Question, understand
from models.answers.terms import Term
from models.reading import Answer, Attribution, Span

NOTHING = Answer(answerable=False)

_TOLD = 0.2  # of a question that a quote has to cover to be what "من قال" asks for
_NAMED = 0.45  # sureness with which a question has to name a speaker
_AS_SURE = 0.95  # of the surest speaker's sureness: "الوزير" may be two ministers
_ON_TOPIC = 0.1  # of a topic that a quote of the speaker who is named has to cover
_ON_ANY_TOPIC = 0.35  # … where the question names nobody
_ALSO = 0.6  # of the best quote's coverage that another has to reach to be shown with it
_SAID_SO = 0.5  # of what "هل قال" asks that a quote has to cover
_NOUN = 0.3  # what a speaker of the kind asked for adds: "أي صحيفة"
_TOLD_AFTER_ALL = 0.4  # of a question that does not ask for what was said that a quote has to cover to answer it
_RELAYED = 0.15  # what a quote loses that holds another speaker's: the agency of "وفق ما ذكرت الوكالة"
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
        return _who_said(article, asked)
    if asked.asked == "what_said":
        return _what_said(article, asked, _ON_TOPIC)
    if asked.asked == "did_say":
        return _what_said(article, asked, _SAID_SO)
    return _fact(article, asked)


def _who_said(article: Index, asked: Question) -> Answer:
    """Name the speaker of the quote that agrees best with what is asked."""
    covered = said.covered(article, article.match(asked.topic))
    quotes = article.attribution.quotes
    known = [(n, quote.speaker) for n, quote in enumerate(quotes) if quote.speaker is not None and covered[n] >= _TOLD]
    if not known:
        return NOTHING
    gain = {speaker: _NOUN * _of_kind(article, asked.noun, speaker) for _, speaker in known}
    relayed = said.relayed(article, frozenset(n for n in gain if naming.is_messenger(article, n)))
    best, _ = max(known, key=lambda each: covered[each[0]] + gain[each[1]] - _RELAYED * (each[0] in relayed))
    return _told(article, best, (best,), by_name=True)


def _of_kind(article: Index, noun: tuple[Term, ...], speaker: int) -> float:
    """Return how well a speaker is of the kind that the question asks for, 0 where it asks for none."""
    return (
        max((naming.is_of_kind(noun, name) for name in naming.names_of(article, speaker)), default=0.0) if noun else 0.0
    )


def _what_said(article: Index, asked: Question, needed: float) -> Answer:
    """Show what the speaker who is named said on the topic, in the article's order."""
    quotes = article.attribution.quotes
    topic = asked.topic
    if asked.named:
        speakers = _speakers(article, asked.named)
        whose = [n for n, quote in enumerate(quotes) if quote.speaker in speakers]
        topic = (*_beyond_name(article, asked.named, speakers), *topic)
    else:
        whose = list(range(len(quotes)))
        needed = max(needed, _ON_ANY_TOPIC)
    return _on_topic(article, whose, topic, needed)


def _on_topic(article: Index, whose: list[int], topic: tuple[Term, ...], needed: float) -> Answer:
    """Show those of some quotes that cover a topic about as well as the best of them does."""
    if not whose:
        return NOTHING
    covered = said.covered(article, article.match(topic))
    if topic and max(covered[n] for n in whose) < needed:
        return NOTHING
    best = max(whose, key=lambda n: covered[n])
    shown = tuple(n for n in whose if covered[n] >= _ALSO * covered[best])
    return _told(article, best, shown, by_name=False)


def _speakers(article: Index, named: tuple[Term, ...]) -> frozenset[int]:
    """Return the speakers that a question surely names."""
    sure = naming.named(article, named)
    top = max(sure.values(), default=0.0)
    return frozenset(n for n, how in sure.items() if how >= max(_NAMED, _AS_SURE * top))


def _beyond_name(article: Index, named: tuple[Term, ...], speakers: frozenset[int]) -> tuple[Term, ...]:
    """Return the words taken for a name that are none of it: "القرار" of "كيف وصف الوزير القرار"."""
    names = [name for speaker in speakers for name in naming.names_of(article, speaker)]
    return tuple(each for each in named if not any(naming.share([each], (*core, *rest)) for core, rest in names))


def _told(article: Index, best: int, quotes: tuple[int, ...], *, by_name: bool) -> Answer:
    quote = article.attribution.quotes[best]
    speaker = article.attribution.speaker_of(quote)
    alone = all(article.attribution.quotes[n].speaker == quote.speaker for n in quotes)
    name = speaker.name if speaker is not None and alone else None
    text = name if by_name and name else quote.of(article.text)
    return Answer(answerable=True, text=text, speaker=name, quotes=quotes, evidence=article.sentence_at(quote))


def _fact(article: Index, asked: Question) -> Answer:
    """Answer a question of fact: briefly where one short answer stands in the sentence, else by its words."""
    told = _by_cue(article, asked) if asked.wants == "person" and asked.noun else None
    if told is not None:
        return told
    found = facts.find(article, asked)
    if found is None:
        return NOTHING
    sentence = article.sentences[found.sentence]
    short = found.candidate
    if short is not None and found.alone and asked.wants in _SHORT:
        shown: Span = short
    else:
        shown = clause(article, found.sentence, found.topic, short)
    return Answer(answerable=True, text=shown.of(article.text), evidence=Span(sentence.start, sentence.end))


def _by_cue(article: Index, asked: Question) -> Answer | None:
    """Answer "من شرح كيف" where "وتوضح الباحثة" brings in the quote: a verb of saying that no list holds."""
    quotes = article.attribution.quotes
    covered = said.covered(article, article.match(asked.topic))
    cued = [
        n for n in said.cued(article, asked.noun[0]) if quotes[n].speaker is not None and covered[n] >= _TOLD_AFTER_ALL
    ]
    if not cued:
        return None
    best = max(cued, key=lambda n: covered[n])
    return _told(article, best, (best,), by_name=True)
