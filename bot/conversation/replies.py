"""Readings and answers as replies: what is shown of them, in which order, with which buttons."""

from collections.abc import Callable, Iterator
from itertools import groupby

from bot.conversation.actions import Action, Wanted
from bot.conversation.reply import (
    Block,
    Button,
    Evidence,
    Heading,
    Item,
    Lead,
    Paragraph,
    Quotation,
    Reply,
)
from bot.conversation.spoken import Spoken, by_speaker, relayed_by
from bot.texts import count, say
from models.quotes import label
from models.reading import Answer, Article, Attribution, Counted, Quote, Reading, Span, Speaker, Summary
from models.summaries.engine import Length

_MOST_NAMES = 8  # speakers named under a summary; the rest are counted, and all stand under "who said what"
_MOST_LISTED = 15  # speakers or statements in an answer that lists them; the rest are counted
_MOST_PROOFS = 5  # sentences that prove how often a name stands in the article
_LENGTH_BUTTONS = {
    Length.SHORT: (Length.NORMAL, Length.LONG),
    Length.NORMAL: (Length.SHORT, Length.LONG),
    Length.LONG: (Length.SHORT, Length.NORMAL),
}
_ASKING_BUTTONS = ((Wanted.WHO, Wanted.PEOPLE), (Wanted.FIGURES, Wanted.QUESTIONS))


def spoken_reply(key: str, language: str, /, **values: object) -> Reply:
    """Return words of the bot's own, a paragraph each."""
    return Reply(tuple(Paragraph(part) for part in say(key, language, **values).split("\n\n")))


def failed_reply(number: int, language: str) -> Reply:
    """Return the sorry for an article that is kept and could not be read, with a button that tries again."""
    again = Button(say("button.again", language), str(Action(Wanted.SUMMARY, number)))
    return Reply((Paragraph(say("talk.reading_failed", language)),), ((again,),), number)


def summary_reply(reading: Reading, summary: Summary, length: Length, number: int, language: str) -> Reply:
    """Return headline, points, who spoke and the buttons; `summary` is the reading's own or one of another length."""
    blocks = (
        *([Heading(summary.headline)] if summary.headline else []),
        *_points(reading, summary, language),
        *_no_other(reading, summary, length, language),
        *_who_spoke(by_speaker(reading), language),
    )
    lengths = tuple(article_button(Wanted(each), number, language) for each in _LENGTH_BUTTONS[length])
    return Reply(blocks, (*asking_buttons(number, language), lengths), number)


def receipt_reply(article: Article, number: int, language: str) -> Reply:
    """Return that an article is kept, with the buttons that ask about it: for a chat that wants no summary unasked."""
    summary = article_button(Wanted.SUMMARY, number, language)
    received = Paragraph(say("receipt", language))
    blocks: tuple[Block, ...] = (Heading(article.title), received) if article.title else (received,)
    return Reply(blocks, ((summary,), *asking_buttons(number, language)), number)


def who_reply(attribution: Attribution, number: int, language: str) -> Reply:
    """Return every statement of the article under its speaker, the unattributed ones last."""
    spoken = by_speaker(attribution)
    blocks = tuple(block for each in spoken for block in _spoken(attribution, each, language))
    nobody = Paragraph(say("who.nobody", language))
    return Reply(blocks or (nobody,), back_to_summary(number, language), number)


def answer_reply(reading: Reading, answer: Answer, number: int, language: str) -> Reply:
    """Return the answer with who said it and the sentence that proves it, or that the article gives none."""
    quotes = [reading.quotes[index] for index in answer.quotes]
    if not answer.answerable:
        return Reply((*_without_answer(reading, answer, quotes, language),), article=number)
    if answer.counted is not None:
        return Reply((*_COUNTED[answer.counted](reading, answer, language),), article=number)
    blocks = (
        *(_short_answer(reading, answer, quotes) if answer.wording is None else [Paragraph(answer.wording)]),
        *_quoted(reading, answer, quotes, language),
        *_evidence(reading, answer, quotes),
        *(Evidence(span.of(reading.article.text)) for span in answer.also),
        *([] if answer.wording is None else [Paragraph(say("answer.worded", language))]),
    )
    return Reply(blocks, article=number)


def article_button(wanted: Wanted, number: int, language: str) -> Button:
    """Return the button that asks something of an article."""
    return Button(say(f"button.{wanted}", language), str(Action(wanted, number)))


def asking_buttons(number: int, language: str) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that ask about an article in other ways than for its summary."""
    return tuple(tuple(article_button(wanted, number, language) for wanted in row) for row in _ASKING_BUTTONS)


def back_to_summary(number: int, language: str) -> tuple[tuple[Button, ...], ...]:
    """Return the way back from what a button showed."""
    return ((article_button(Wanted.SUMMARY, number, language),),)


def _points(reading: Reading, summary: Summary, language: str) -> Iterator[Block]:
    """Yield the points, with their proofs where a model worded them, and why it fell short where it did."""
    written = summary.engine != "extractive"
    for point in summary.points:
        yield Item(point.text)
        if written:
            yield Evidence(point.evidence.of(reading.article.text))
    if written:
        yield Paragraph(say("summary.written", language))
    if summary.shortfall is not None:
        yield Paragraph(say(f"summary.shortfall.{summary.shortfall}", language))


def _no_other(reading: Reading, summary: Summary, length: Length, language: str) -> Iterator[Block]:
    """Yield a word on why nothing changed, where a short article has no shorter or longer summary."""
    same = [point.text for point in summary.points] == [point.text for point in reading.summary.points]
    if length is not Length.NORMAL and same:
        yield Paragraph(say(f"summary.none_{length}", language))


def _who_spoke(spoken: tuple[Spoken, ...], language: str) -> Iterator[Block]:
    if not spoken:
        yield Paragraph(say("summary.no_speakers", language))
        return
    yield Heading(say("summary.speakers", language))
    # the sort is stable: of those who said as much as each other, the first to speak comes first
    named = sorted((each for each in spoken if each.speaker), key=lambda each: -len(each.quotes))
    unnamed = [each for each in spoken if each.speaker is None]
    for each in (*named[:_MOST_NAMES], *unnamed):
        name = each.speaker.name if each.speaker else say("who.unattributed", language)
        quotes = count("quotes", len(each.quotes), language)
        yield Item(say("summary.speaker", language, name=name, count=quotes))
    if len(named) > _MOST_NAMES:
        yield Item(count("summary.more_speakers", len(named) - _MOST_NAMES, language))


def _spoken(attribution: Attribution, spoken: Spoken, language: str) -> Iterator[Block]:
    yield Heading(speaker_title(spoken.speaker, language))
    for quote in spoken.quotes:
        yield from statement(attribution, quote, language)


def statement(attribution: Attribution, quote: Quote, language: str) -> Iterator[Block]:
    """Yield one quotation below whose words it is told from, and what its source did with it."""
    relayer = relayed_by(attribution, quote)
    if relayer is not None:
        yield Lead(say("who.relayed", language, name=relayer.name))
    yield from said(attribution, quote)


def said(attribution: Attribution, quote: Quote) -> Iterator[Block]:
    """Yield a quotation below what its source did with it: what was denied must not read as what was said."""
    text = attribution.article.text
    cue = label(text, quote)
    if cue:
        yield Lead(f"{cue}:")
    yield Quotation(quote.of(text))


def speaker_title(speaker: Speaker | None, language: str) -> str:
    """Return a speaker's name with the role, where the name does not hold it."""
    if speaker is None:
        return say("who.unattributed", language)
    if speaker.role is None or speaker.role in speaker.name:
        return speaker.name
    return say("who.speaker", language, name=speaker.name, role=speaker.role)


def _without_answer(reading: Reading, answer: Answer, quotes: list[Quote], language: str) -> Iterator[Block]:
    """Yield that there is no answer, or what is wrong with the question and what the article tells instead."""
    if answer.lack is None:
        yield Paragraph(say("answer.absent", language))
        return
    yield Paragraph(say(f"answer.{answer.lack}", language, name=answer.speaker))
    for quote in quotes:
        yield from said(reading, quote)
    if not quotes and answer.evidence is not None:
        yield Evidence(answer.evidence.of(reading.article.text))


def _speakers_counted(reading: Reading, _: Answer, language: str) -> Iterator[Block]:
    """Yield who speaks, how often, and each with the sentence of the first statement."""
    spoken = [each for each in by_speaker(reading) if each.speaker is not None]
    yield Heading(count("counted.speakers", len(spoken), language))
    for each in spoken[:_MOST_LISTED]:
        name = each.speaker.name if each.speaker else ""
        yield Item(say("summary.speaker", language, name=name, count=count("quotes", len(each.quotes), language)))
        yield Evidence(*_sentence_of(reading, each.quotes[0].mention or each.quotes[0].cue))
    if len(spoken) > _MOST_LISTED:
        yield Item(count("summary.more_speakers", len(spoken) - _MOST_LISTED, language))


def _quotes_counted(reading: Reading, answer: Answer, language: str) -> Iterator[Block]:
    """Yield how many statements somebody makes, and these."""
    told = count("quotes", len(answer.quotes), language)
    yield Paragraph(say("counted.quotes", language, name=answer.speaker, count=told))
    for n in answer.quotes[:_MOST_LISTED]:
        yield from said(reading, reading.quotes[n])


def _mentions_counted(reading: Reading, answer: Answer, language: str) -> Iterator[Block]:
    """Yield how often a name stands in the article, and the first sentences that hold it."""
    told = count("counted.times", len(answer.places), language)
    yield Paragraph(say("counted.mentions", language, name=answer.speaker, count=told))
    shown = dict.fromkeys(_sentence_of(reading, place) for place in answer.places)
    yield from (Evidence(*each) for each in list(shown)[:_MOST_PROOFS])


def _sentence_of(reading: Reading, place: Span) -> tuple[str, Span | None]:
    """Return the sentence that a stretch stands in, and where in it."""
    whole = next((each for each in reading.sentences if each.meets(place)), place)
    start = max(place.start, whole.start) - whole.start
    marked = Span(start, min(place.end, whole.end) - whole.start)
    return whole.of(reading.article.text), marked


_COUNTED: dict[Counted, Callable[[Reading, Answer, str], Iterator[Block]]] = {
    "speakers": _speakers_counted,
    "number_of_speakers": _speakers_counted,
    "quotes": _quotes_counted,
    "mentions": _mentions_counted,
}


def _short_answer(reading: Reading, answer: Answer, quotes: list[Quote]) -> Iterator[Block]:
    """Yield the answer's own words where neither a quotation nor the evidence says just that."""
    shown = [quote.of(reading.article.text) for quote in quotes]
    if quotes:
        if any(answer.text in words and answer.text != words for words in shown) and answer.text:
            yield Paragraph(answer.text)
    elif answer.text and (answer.evidence is None or answer.evidence.of(reading.article.text) != answer.text):
        yield Paragraph(answer.text)


def _quoted(reading: Reading, answer: Answer, quotes: list[Quote], language: str) -> Iterator[Block]:
    for index, same in groupby(quotes, key=lambda quote: quote.speaker):
        name = answer.speaker if index is None else reading.speakers[index].name
        yield Heading(say("who.unattributed", language) if name is None else name)
        for quote in same:
            yield from said(reading, quote)


def _evidence(reading: Reading, answer: Answer, quotes: list[Quote]) -> Iterator[Block]:
    if answer.evidence is None or any(quote.covers(answer.evidence) for quote in quotes):
        return
    sentence = answer.evidence.of(reading.article.text)
    yield Evidence(sentence, _marked(answer, sentence, quotes))


def _marked(answer: Answer, sentence: str, quotes: list[Quote]) -> Span | None:
    """Return where in the sentence the answer stands: its first quote's part there, else its own words."""
    if answer.evidence is None:
        return None
    for quote in quotes:
        if quote.meets(answer.evidence):
            start = max(quote.start, answer.evidence.start) - answer.evidence.start
            return Span(start, min(quote.end, answer.evidence.end) - answer.evidence.start)
    at = sentence.find(answer.text) if answer.text and answer.text != sentence else -1
    return None if at < 0 else Span(at, at + len(answer.text))
