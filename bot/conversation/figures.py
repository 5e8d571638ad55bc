"""The numbers and dates of an article, each in the sentence that has it."""

from collections.abc import Iterator

from bot.conversation.actions import Action, Wanted
from bot.conversation.paging import Group, packed, turning, within
from bot.conversation.replies import back_to_summary
from bot.conversation.reply import Evidence, Heading, Paragraph, Reply
from bot.texts import say
from models.answers.terms import term
from models.arabic.dates import dates
from models.arabic.numbers import Number, numbers
from models.arabic.words import Word, words
from models.reading import Attribution, Span

_BETWEEN = "، "
_PERCENT = frozenset(("الميه", "المايه", "بالميه", "بالمايه"))


def figures_reply(attribution: Attribution, number: int, at: int, language: str) -> Reply:
    """Return a page of the sentences that hold a number or a date, these above each."""
    text = attribution.article.text
    groups: list[Group] = [
        (Heading(_BETWEEN.join(span.of(text) for span in found)), _evidence(text, sentence, found))
        for sentence, found in figures(attribution)
    ]
    if not groups:
        return Reply((Paragraph(say("figures.none", language)),), back_to_summary(number, language), number)
    pages = packed(groups)
    at = within(at, len(pages))
    turns = turning(lambda to: Action(Wanted.FIGURES, number, to), at, len(pages), language)
    blocks = tuple(block for group in pages[at] for block in group)
    return Reply(blocks, (*turns, *back_to_summary(number, language)), number)


def figures(attribution: Attribution) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield each sentence that holds numbers or dates, with these in order; a date is not told again as a number."""
    text, title = attribution.article.text, attribution.article.title
    for sentence in attribution.sentences:
        if sentence.of(text) == title:
            continue  # what a headline counts, the text tells in full
        found = _figures(text, words(text, sentence.start, sentence.end))
        if found:
            yield sentence, found


def _figures(text: str, of: list[Word]) -> tuple[Span, ...]:
    days = dates(of)
    counted = [_counted(text, of, each) for each in numbers(of)]
    own = [span for span in counted if not any(span.meets(day) for day in days)]
    return tuple(sorted((*days, *own), key=lambda span: span.start))


def _counted(text: str, of: list[Word], found: Number) -> Span:
    """Return a number with the noun that it counts, where one follows: "40 مليون دولار", "5 في المئة"."""
    last = found.last
    if found.dual or last >= len(of) or text[found.end : of[last].start] != " ":
        return Span(found.start, found.end)
    following = [word.norm for word in of[last : last + 2]]
    if following[0] == "في" and following[1:2] and following[1] in _PERCENT:
        return Span(found.start, of[last + 1].end)
    counts = term(following[0]) is not None and not following[0].startswith(("و", "ف", "ال"))
    return Span(found.start, of[last].end) if counts or following[0] in _PERCENT else Span(found.start, found.end)


def _evidence(text: str, sentence: Span, found: tuple[Span, ...]) -> Evidence:
    """Return the sentence, its figure marked where it has one alone."""
    marked = Span(found[0].start - sentence.start, found[0].end - sentence.start) if len(found) == 1 else None
    return Evidence(sentence.of(text), marked)
