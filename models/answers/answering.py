"""The answer to a question about an article, with its evidence, or that the article gives none."""

from dataclasses import replace

from models.answers import facts, naming, premises, said
from models.answers.clauses import clause
from models.answers.english import has_arabic, in_arabic, is_english
from models.answers.index import Index, index
from models.answers.questions import LONGEST, Question, understand
from models.answers.ranking import Scale, Scales, best, scales
from models.answers.requests import Request
from models.answers.roles import role
from models.answers.tallies import tallied
from models.reading import Answer, Attribution, Span

NOTHING = Answer(answerable=False)

_SURE = 2.5  # more than the floor that has to speak for a speaker where the question has no verb of saying
_RELAYED = 1.0  # what a quote loses that holds another speaker's: too rare to be learned
_ALSO = 1.5  # below the best quote's worth that another's may lie to be shown with it
_AS_NEAR = 0.5  # … and of the best quote's coverage of the question that it has to reach
_NAMED = 0.45  # sureness with which a question has to name a speaker
_AS_SURE = 0.95  # of the surest speaker's sureness: "الوزير" may be two ministers
_SAID_SO = 0.5  # of what "هل قال" asks that a quote has to cover
_SURELY_SAID = 0.6  # of what "هل قال فلان" asks that another's quote has to cover to be told as what he said
_RATHER = 2.0  # … and by how much more it has to be worth than the best of the one who is named
_MOSTLY = 0.6  # of the words shown that a quote has to be for them to be told as its speaker's
_SHORT = frozenset(("number", "date", "duration"))


def answer(attribution: Attribution, question: str, learned: Scales | None = None) -> Answer:
    """Return what the article tells in answer to a question; `answerable` is False where it tells nothing.

    `text` is a slice of the article or a speaker's name in it, `evidence` the sentence that proves it. No question
    raises, whatever it holds. `learned` are other scales than those that ship.
    """
    article, by = index(attribution), learned or scales()
    asked = read(article, question)
    if asked is None:
        return NOTHING
    if asked.request is not None and (found := _requested(article, asked.request)) is not None:
        return found
    if asked.asked == "who_said":
        return _who_said(article, asked, by["who_said"], 0.0)
    if asked.asked == "did_say" and asked.named and (other := _said_by_another(article, asked, by["who_said"])):
        return other
    if asked.asked in ("what_said", "did_say"):
        return _what_said(article, asked, by["what_said"])
    if asked.wants == "person":
        who = _who_said(article, asked, by["who_said"], _SURE)
        if who.answerable:
            return who
    return _fact(article, asked, by["fact"])


def _requested(article: Index, asked: Request) -> Answer | None:
    """Return a list, a count or who somebody is; None where the words ask something else of this article."""
    return role(article, asked) if asked.wanted == "role" else tallied(article, asked)


def read(article: Index, question: str) -> Question | None:
    """Return what a question asks of an article, one in English as far as it can be put into Arabic."""
    if len(question) > LONGEST or not is_english(question):
        return understand(question) if has_arabic(question[: LONGEST + 1]) else None
    asked = understand(in_arabic(question, (word.norm for word in article.words)))
    return None if asked is None else replace(asked, text=question)


def _who_said(article: Index, asked: Question, by: Scale, more: float) -> Answer:
    """Name the speaker of the quote that agrees best with what is asked."""
    named = known(article)
    if not named:
        return NOTHING
    features = said.features(article, asked)
    worths = [by.worth(features[n]) - _RELAYED * features[n]["relayed"] for n in named]
    top = best(worths)
    if worths[top] < by.enough("who_said", said.absent(article, asked)) + more:
        return NOTHING
    if said.is_beside_it(article, asked, (named[top],), features):
        return NOTHING
    return told(article, named[top], (named[top],), by_name=True)


def known(article: Index) -> list[int]:
    """Return the quotes whose speaker is known."""
    return [n for n, quote in enumerate(article.attribution.quotes) if quote.speaker is not None]


def _what_said(article: Index, asked: Question, by: Scale) -> Answer:
    """Show what the speaker who is named said on the topic, in the article's order."""
    whose = candidates_of(article, asked)
    if asked.named and not naming_surely(article, asked):
        return premises.wordless(article, asked.named)
    if not whose:
        return NOTHING
    if asked.named and premises.unsaid(article, asked, whose):
        return premises.on_other_things(article, whose)
    features = said.features(article, asked)
    worths = [by.worth(features[n]) for n in whose]
    top = best(worths)
    vague = asked.asked == "did_say" and features[whose[top]]["near"] < _SAID_SO
    if vague or worths[top] < by.enough(kind_of(asked), said.absent(article, asked)):
        return NOTHING
    least = _AS_NEAR * features[whose[top]]["near"]
    also = [n for n, worth in zip(whose, worths, strict=True) if worth >= worths[top] - _ALSO]
    shown = tuple(n for n in also if features[n]["near"] >= least)
    if said.is_beside_it(article, asked, shown, features):
        return NOTHING
    return told(article, whose[top], shown, by_name=False)


def _said_by_another(article: Index, asked: Question, by: Scale) -> Answer | None:
    """Return that it was somebody else where "هل قال فلان إن …" names the wrong speaker, None where it does not."""
    features, numbers = said.features(article, asked), known(article)
    if not numbers:
        return None
    own = [n for n in candidates_of(article, asked) if features[n].get("named", 0.0) >= _NAMED]
    best_own = max((by.worth(features[n]) for n in own), default=float("-inf"))
    top = max(numbers, key=lambda n: by.worth(features[n]))
    covers = features[top]["near"] >= _SURELY_SAID
    if top in own or not covers or by.worth(features[top]) < best_own + _RATHER:
        return None
    return replace(told(article, top, (top,), by_name=True), answerable=False, text="", lack="another")


def candidates_of(article: Index, asked: Question) -> list[int]:
    """Return the quotes of the speakers that a question surely names, of all where it surely names none."""
    quotes = article.attribution.quotes
    if not asked.named:
        return list(range(len(quotes)))
    speakers = naming_surely(article, asked)
    return [n for n, quote in enumerate(quotes) if quote.speaker in speakers or not speakers]


def naming_surely(article: Index, asked: Question) -> frozenset[int]:
    """Return the speakers whom a question surely names."""
    sure = naming.named(article, asked.named)
    top = max(sure.values(), default=0.0)
    return frozenset(n for n, how in sure.items() if how >= max(_NAMED, _AS_SURE * top))


def kind_of(asked: Question) -> str:
    """Return the kind of a question of what was said, by which the floor differs: of somebody, or of anybody."""
    return "of_somebody" if asked.named else "of_anybody"


def told(article: Index, best_quote: int, quotes: tuple[int, ...], *, by_name: bool) -> Answer:
    """Return some quotes as an answer, the best of them leading: by its speaker's name, else by its words."""
    quote = article.attribution.quotes[best_quote]
    speaker = article.attribution.speaker_of(quote)
    alone = all(article.attribution.quotes[n].speaker == quote.speaker for n in quotes)
    name = speaker.name if speaker is not None and alone else None
    text = name if by_name and name else quote.of(article.text)
    return Answer(answerable=True, text=text, speaker=name, quotes=quotes, evidence=article.sentence_at(quote))


def _fact(article: Index, asked: Question, by: Scale) -> Answer:
    """Answer a question of fact: briefly where one short answer stands in the sentence, else by its words."""
    found = facts.offered(article, asked)
    if not found or premises.never_happened(article, asked):
        return NOTHING
    worths = [by.worth(each.features) for each in found]
    top = best(worths)
    vague = asked.wants == "yes_or_no" and found[top].features["near"] < _SAID_SO
    timeless = asked.wants == "date" and found[top].candidate is None  # no sentence without a day or year tells when
    if vague or timeless or worths[top] < by.enough(asked.wants, said.absent(article, asked)):
        return NOTHING
    return shown(article, asked, found[top])


def shown(article: Index, asked: Question, fact: facts.Fact) -> Answer:
    """Return a fact as an answer: its candidate alone where that is brief and the only one, else the words around."""
    sentence, short = article.sentences[fact.sentence], fact.candidate
    evidence = Span(sentence.start, sentence.end)
    if short is not None and fact.alone and asked.wants in _SHORT:
        return Answer(answerable=True, text=short.of(article.text), evidence=evidence)
    words = clause(article, fact.sentence, fact.topic, short)
    if asked.wants in facts.TYPED or (quote := quoted(article, words)) is None:
        return Answer(answerable=True, text=words.of(article.text), evidence=evidence)
    speaker = article.attribution.speaker_of(article.attribution.quotes[quote])
    name = None if speaker is None else speaker.name
    return Answer(answerable=True, text=words.of(article.text), speaker=name, quotes=(quote,), evidence=evidence)


def quoted(article: Index, words: Span) -> int | None:
    """Return the quote that most of some words are, None where none is: a reason that somebody gives is told as his."""
    quotes = article.attribution.quotes
    inside = {n: min(each.end, words.end) - max(each.start, words.start) for n, each in enumerate(quotes)}
    most = max(inside, key=lambda n: (inside[n], -len(quotes[n].of(article.text))), default=None)
    return most if most is not None and inside[most] >= _MOSTLY * (words.end - words.start) else None
