"""Whether what the article answers to a completed question is an answer to it: it must not find too much."""

from collections.abc import Iterable
from itertools import pairwise

from bot.conversation.followups import Completed, content, listed
from bot.storage import Turn
from models.arabic.stems import root, stem
from models.arabic.words import bare, words
from models.reading import Answer, Quote, Reading, Span

_NOTHING = Answer(answerable=False)
_ENOUGH = 0.6  # of the words of a question that what answers it has to hold


def fitting(reading: Reading, question: str, found: Answer, whole: Completed, turn: Turn) -> Answer:
    """Return an answer as far as it is one to the completed question."""
    if not found.answerable:
        return found
    if whole.more:
        return _unshown(reading, found, turn)
    if whole.alone and not _is_about(reading, question, found, turn):
        return _NOTHING
    return found if holds(_told(reading, found), whole.new) else _NOTHING


def last_sentence(reading: Reading, turn: Turn) -> str:
    """Return the sentence that proved the last answer; "" where that was a quotation, or it has little of the question.

    When and where somebody said it is no time or place of which they speak.
    """
    last = Span(turn.start, turn.end)
    if any(reading.quotes[n].meets(last) for n in turn.shown):
        return ""
    sentence = last.of(reading.article.text)
    return sentence if holds(sentence, content([word.norm for word in words(turn.question)])) else ""


def holds(text: str, asked: Iterable[str], share: float = _ENOUGH) -> bool:
    """Say whether a text has enough of some words, by stem or root."""
    wanted = list(asked)
    if not wanted:
        return True
    norms = _norms(text)
    stems = {stem(norm) for norm in norms}
    roots = {root(norm) for norm in norms} - {""}
    return sum(stem(norm) in stems or root(norm) in roots for norm in wanted) >= share * len(wanted)


def replies_to(reading: Reading, speaker: str) -> Answer:
    """Return what others said in reply to a speaker: "ورد عليه النائب" right behind words of his, "ورد على الوزير"."""
    before, found = None, []
    for n, quote in enumerate(reading.quotes):
        who = reading.speaker_of(quote)
        if who is not None and who.name != speaker and _answers(reading, quote, speaker, before):
            found.append(n)
            continue  # a second reply is one to the same words
        before = None if who is None else who.name
    return _of_quotes(reading, tuple(found))


def _answers(reading: Reading, quote: Quote, speaker: str, before: str | None) -> bool:
    """Say whether the words around a quote say that it answers a speaker, who spoke `before` where no name tells."""
    text = reading.article.text
    around = [each for each in reading.sentences if each.meets(quote) or each.meets(quote.cue)]
    told = [word.norm for each in around for word in words(text, each.start, each.end) if not quote.covers(word)]
    at = next((n for n, norm in enumerate(told) if norm.removeprefix("و") in listed("replies")), None)
    if at is None:
        return False
    name = {bare(word.norm) for word in words(speaker)}
    addressed = any(one == "علي" and bare(two) in name for one, two in pairwise(told[at:]))
    return addressed or (before == speaker and bool(listed("on_him") & set(told[at:])))


def _of_quotes(reading: Reading, quotes: tuple[int, ...]) -> Answer:
    """Return the answer that quotes give, with the sentence of the first."""
    if not quotes:
        return _NOTHING
    first = reading.quotes[quotes[0]]
    sentence = next((each for each in reading.sentences if each.meets(first)), None)
    evidence = None if sentence is None else Span(sentence.start, sentence.end)
    speakers = {reading.quotes[n].speaker for n in quotes}
    who = reading.speaker_of(first) if len(speakers) == 1 else None
    name = None if who is None else who.name
    return Answer(answerable=True, text=first.of(reading.article.text), speaker=name, quotes=quotes, evidence=evidence)


def _is_about(reading: Reading, question: str, found: Answer, turn: Turn) -> bool:
    """Say whether "ومتى؟" found its answer where the last answer stands, or where its words do."""
    asked = [word.norm for word in words(question)]
    at_last = found.evidence == Span(turn.start, turn.end) and bool(last_sentence(reading, turn))
    asks_why = asked[0] in listed("why")
    if asks_why and not _norms(_evidence(reading, found)) & listed("reasons"):
        return False
    if at_last:  # the sentence that was just shown is no answer unless it holds one
        return asks_why or found.text != _evidence(reading, found)
    at = max((n for n, norm in enumerate(asked) if norm in listed("about")), default=0)
    return holds(_evidence(reading, found), content(asked[at:]))


def _unshown(reading: Reading, found: Answer, turn: Turn) -> Answer:
    """Return an answer without the quotes that were shown, and what stands in one of them."""
    shown = [reading.quotes[n] for n in turn.shown]
    left = tuple(n for n in found.quotes if not any(each.covers(reading.quotes[n]) for each in shown))
    return _of_quotes(reading, left)


def _told(reading: Reading, found: Answer) -> str:
    """Return the sentences in which an answer stands."""
    quotes = [reading.quotes[n] for n in found.quotes]
    around = [each for each in reading.sentences if any(each.meets(quote) for quote in quotes)]
    return " ".join([_evidence(reading, found), *(each.of(reading.article.text) for each in around)])


def _norms(text: str) -> frozenset[str]:
    return frozenset(word.norm for word in words(text))


def _evidence(reading: Reading, found: Answer) -> str:
    return "" if found.evidence is None else found.evidence.of(reading.article.text)
