"""Questions that an article answers, made from its own quotations; none is offered before it was asked."""

from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import Final

from bot.conversation.actions import Action, Wanted
from bot.conversation.replies import answer_reply, article_button, back_to_summary
from bot.conversation.reply import Button, Heading, Item, Paragraph, Reply
from bot.conversation.spoken import by_speaker
from bot.texts import number as shown
from bot.texts import say
from models.answers import answer
from models.answers.terms import term
from models.arabic.dates import dates
from models.arabic.numbers import value_of
from models.arabic.words import Word, words
from models.quotes.cues import is_complementiser
from models.quotes.lexicon import CueForm, forms
from models.quotes.names import gender
from models.reading import Answer, Attribution, Quote, Reading

MOST: Final = 3
_TRIES: Final = 24  # questions that are asked at most to find those
_FEWEST_WORDS: Final = 3  # of what was said, in "من قال إن …؟"
_LONGEST_WHO: Final = 12
_LONGEST_NAME: Final = 5  # words
_SHORTEST_TOPIC: Final = 5  # letters with the article
_SAYING: Final = frozenset(("say", "assert", "announce", "report", "relay", "write", "warn", "judge"))
_LEADING: Final = frozenset(("في", "علي", "عن", "الي", "مع", "بين", "حول", "بشان", "ضد", "ان"))
_IDIOMS: Final = frozenset(
    ("الرغم", "الاقل", "الاكثر", "الارجح", "الواقع", "النهايه", "البدايه", "المقابل")
)  # "على الرغم"
_PRONOUNS: Final = ("ها", "هم", "هما", "هن")


def questions_reply(reading: Reading, number: int, language: str) -> Reply:
    """Return the questions by their numbers, a button each."""
    found = questions(reading)
    if not found:
        return Reply((Paragraph(say("questions.none", language)),), back_to_summary(number, language), number)
    items = [Item(each, say("list.number", language, n=n)) for n, each in enumerate(found, 1)]
    choices = tuple(
        Button(shown(n, language), str(Action(Wanted.QUESTION, number, n))) for n in range(1, len(found) + 1)
    )
    return Reply((Heading(say("questions", language)), *items), (choices, *back_to_summary(number, language)), number)


def question_reply(reading: Reading, number: int, question: str, found: Answer, language: str) -> Reply:
    """Return the answer to one of the questions, below it."""
    answered = answer_reply(reading, found, number, language)
    others = article_button(Wanted.QUESTIONS, number, language)
    back = ((others, *back_to_summary(number, language)[0]),)
    return Reply((Heading(question), *answered.blocks), back, number)


def suggested(reading: Reading, which: int) -> tuple[str, Answer] | None:
    """Return one of the questions by its number, with the answer; None where there is none of that number."""
    found = questions(reading)
    if not 1 <= which <= len(found):
        return None
    return found[which - 1], answer(reading, found[which - 1])


def questions(attribution: Attribution) -> tuple[str, ...]:
    """Return at most three questions, each of which `models.answers` answers with the quotation it is made from."""
    found: dict[str, Quote] = {}
    for question, quote in islice(_candidates(attribution), _TRIES):
        if len(found) == MOST:
            break
        if quote not in found.values() and _is_answered(attribution, question, quote):
            found[question] = quote
    return tuple(found)


def _is_answered(attribution: Attribution, question: str, quote: Quote) -> bool:
    found = answer(attribution, question)
    speaker = attribution.speaker_of(quote)
    shown = [attribution.quotes[n] for n in found.quotes]
    return found.answerable and quote in shown and speaker is not None and found.speaker == speaker.name


def _candidates(attribution: Attribution) -> Iterator[tuple[str, Quote]]:
    """Yield questions: denials first, then of each speaker one in turn, of every second "ماذا قال" before "من قال"."""
    asked: list[Iterator[tuple[str, Quote]]] = []
    for n, spoken in enumerate(each.quotes for each in by_speaker(attribution) if each.speaker):
        yield from _denied(attribution, spoken)
        both = [_who(attribution, spoken), _what(attribution, spoken)]
        asked.append(chain(*(both if n % 2 == 0 else reversed(both))))
    yield from (each for row in zip_longest(*asked) for each in row if each is not None)


def _denied(attribution: Attribution, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Quote]]:
    """Yield "من نفى وقوع إصابات؟", "من استبعد أن …؟"."""
    text = attribution.article.text
    for quote in quotes:
        verb = _verb(text, quote)
        if verb is None or verb.verb.kind != "deny" or not _can_be_asked(text, quote):
            continue
        if not quote.of(text).startswith("ب"):  # "رفض التسليم بحملات"
            yield " ".join(filter(None, ("من", verb.verb.lemma, _particle(text, quote), quote.of(text)))) + "؟", quote


def _who(attribution: Attribution, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Quote]]:
    """Yield "من قال إن …؟" and "من قال «…»؟" for what was said and is short enough to be asked so."""
    text = attribution.article.text
    for quote in quotes:
        if not _is_plainly_said(text, quote) or not _can_be_asked(text, quote):
            continue
        particle = _particle(text, quote)
        if particle == "إن" or (particle == "أن" and quote.of(text).startswith("ال")):
            yield f"من قال إن {quote.of(text)}؟", quote
        elif quote.kind == "direct":
            yield f"من قال «{quote.of(text)}»؟", quote


def _what(attribution: Attribution, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Quote]]:
    """Yield "ماذا قال فلان عن …؟" of the weightiest thing in each quotation."""
    text = attribution.article.text
    for quote in quotes:
        speaker, topic = attribution.speaker_of(quote), _topic(text, quote)
        if topic is not None and speaker is not None and _is_name(speaker.name) and _is_plainly_said(text, quote):
            verb = "قالت" if _is_feminine(text, quote, speaker.name) else "قال"
            yield f"ماذا {verb} {speaker.name} عن {topic}؟", quote


def _verb(text: str, quote: Quote) -> CueForm | None:
    """Return the verb that brings a quote in, None for a noun or a preposition."""
    cue = words(text, quote.cue.start, quote.cue.end)[:1]
    found = forms().get(cue[0].norm) or forms().get(cue[0].norm[1:], ()) if cue else ()
    return next((form for form in found if form.form == "finite"), None)


def _is_plainly_said(text: str, quote: Quote) -> bool:
    verb = _verb(text, quote)
    return verb is not None and verb.verb.kind in _SAYING


def _can_be_asked(text: str, quote: Quote) -> bool:
    """Say whether a quote is short, and does not begin with a word that points back out of it: "كلفتها بلغت"."""
    said = words(text, quote.start, quote.end)
    short = _FEWEST_WORDS <= len(said) <= _LONGEST_WHO and "\n" not in quote.of(text)
    return short and not said[0].norm.endswith(_PRONOUNS)


def _particle(text: str, quote: Quote) -> str:
    """Return the إن or أن right before a quote, "" where there is none."""
    before = words(text, quote.cue.end, quote.start)[-1:]
    if not before or text[before[0].end : quote.start].strip() or not is_complementiser(before[0].norm):
        return ""
    return before[0].of(text)


def _is_name(name: str) -> bool:
    """Say whether a name is short and begins with no verb and no preposition, as one that was read wrong may."""
    of = words(name)
    return 0 < len(of) <= _LONGEST_NAME and of[0].norm not in forms() and not of[0].norm.startswith("لل")


def _is_feminine(text: str, quote: Quote, name: str) -> bool:
    verb = _verb(text, quote)
    shown = gender([word.norm for word in words(name)]) if verb is None else verb.gender
    return shown == "f"


def _topic(text: str, quote: Quote) -> str | None:
    """Return the rarest noun with its article in a quote, with an adjective that follows it: "الأشجار المزروعة".

    It has to begin the quote or follow a preposition: in "سرطان الثدي" the noun with ال is only half of the thing.
    """
    said = words(text, quote.start, quote.end)
    heads = [at for at in range(len(said)) if _is_head(text, said, at)]
    if not heads:
        return None
    at = max(heads, key=lambda head: _weight(said[head]))
    last = at + 1 if at + 1 < len(said) and _is_adjective(text, said[at], said[at + 1]) else at
    return text[said[at].start : said[last].end]


def _is_head(text: str, said: list[Word], at: int) -> bool:
    word = said[at]
    if not word.of(text).startswith("ال") or len(word.norm) < _SHORTEST_TOPIC or term(word.norm) is None:
        return False
    if word.norm in _IDIOMS:
        return False
    led = at == 0 or said[at - 1].norm in _LEADING
    return led and value_of(word.norm) is None and not dates([word])


def _is_adjective(text: str, noun: Word, word: Word) -> bool:
    if word.norm == "الذي":
        return False
    agrees = word.norm.endswith(("ي", "يه")) or (noun.norm.endswith(("ه", "ات")) and word.norm.endswith("ه"))
    return text[noun.end : word.start] == " " and word.of(text).startswith("ال") and agrees


def _weight(word: Word) -> float:
    found = term(word.norm)
    return 0.0 if found is None else found.weight
