"""The numbers and dates of an article, each in the sentence that has it."""

import re
from collections.abc import Iterator

from bot.conversation.actions import Action, Wanted
from bot.conversation.paging import Group, packed, turning, within
from bot.conversation.replies import back_to_summary
from bot.conversation.reply import Evidence, Heading, Paragraph, Reply
from bot.texts import say
from models.answers.terms import term
from models.arabic.dates import dates
from models.arabic.numbers import Number, numbers
from models.arabic.stems import stem
from models.arabic.words import Word, words
from models.reading import Attribution, Span

_BETWEEN = "، "
_MONEY, _SHARE = frozenset("$€£¥"), frozenset("%٪")
_LATIN_BEFORE = re.compile(r"[A-Za-z]-?$")
_ONE = frozenset(("واحد", "واحده", "احد", "احدي", "الواحد", "الواحده"))
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
    days = list(_joined(text, dates(of)))
    counts = [each for each in numbers(of) if not any(each.meets(day) for day in days) and not _is_in_name(text, each)]
    counted = [_with_signs(text, _counted(text, of, each)) for each in counts]
    found = _joined(text, sorted((*days, *counted), key=lambda span: span.start), "ال")
    return tuple(span for span in found if not _is_one(span.of(text)))


def _counted(text: str, of: list[Word], found: Number) -> Span:
    """Return a number with the noun that it counts, where one follows: "40 مليون دولار", "5 في المئة"."""
    last = found.last
    if found.dual or found.value == 1 or last >= len(of) or text[found.end : of[last].start] != " ":
        return Span(found.start, found.end)
    norm = of[last].norm
    if norm == "في" and last + 1 < len(of) and of[last + 1].norm in _PERCENT:
        return Span(found.start, of[last + 1].end)
    joined = norm[0] == "و" and stem(norm)[0] != "و"  # "وقال", not "وحدة"
    counts = norm in _PERCENT or not (joined or term(norm) is None)
    return Span(found.start, of[last].end) if counts else Span(found.start, found.end)


def _is_in_name(text: str, found: Number) -> bool:
    """Say whether a number is part of a name in Latin letters: F-16, COVID-19."""
    return _LATIN_BEFORE.search(text, max(0, found.start - 2), found.start) is not None


def _with_signs(text: str, found: Span) -> Span:
    """Return a figure with the sign of its money or its share: "$2.5 مليار", "40%"."""
    start = found.start - (text[found.start - 1 : found.start] in _MONEY and found.start > 0)
    return Span(start, found.end + (text[found.end : found.end + 1] in _SHARE and found.end < len(text)))


def _joined(text: str, found: list[Span], beginning: str = "") -> Iterator[Span]:
    """Yield the spans; one that begins so and nothing but a blank parts from the one before is a part of that.

    "منذ عام" and "2024" are one date, "الستة" describes "خلال الأشهر".
    """
    before: Span | None = None
    for span in found:
        if before is not None and text[before.end : span.start] == " " and span.of(text).startswith(beginning):
            before = Span(before.start, span.end)
            continue
        if before is not None:
            yield before
        before = span
    if before is not None:
        yield before


def _is_one(figure: str) -> bool:
    """Say whether a figure only says one, as in "ليرة واحدة": that counts nothing."""
    return all(word.norm in _ONE for word in words(figure))


def _evidence(text: str, sentence: Span, found: tuple[Span, ...]) -> Evidence:
    """Return the sentence, its figure marked where it has one alone."""
    marked = Span(found[0].start - sentence.start, found[0].end - sentence.start) if len(found) == 1 else None
    return Evidence(sentence.of(text), marked)
