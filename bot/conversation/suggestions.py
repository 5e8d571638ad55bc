"""Questions that an article answers, made from its own quotations; none is offered before it was asked."""

from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Final

from bot.conversation.actions import Action, Wanted
from bot.conversation.replies import answer_reply, article_button, back_to_summary, spoken_reply
from bot.conversation.reply import Button, Heading, Item, Paragraph, Reply
from bot.conversation.spoken import by_speaker
from bot.texts import number as shown
from bot.texts import say
from models.answers import answer
from models.answers.terms import term
from models.arabic.words import Word, words
from models.quotes import label
from models.quotes.lexicon import CueForm, forms
from models.quotes.names import gender
from models.reading import Attribution, Quote, Reading

MOST: Final = 3
_TRIES: Final = 24  # questions that are asked at most to find those
_LONGEST_WHO: Final = 12  # words of what was said, in "من قال إن …؟"
_LONGEST_NAME: Final = 5  # words
_DENIALS: Final = ("نف", "تنف", "ينف")  # نفى، نفت، تنفي
_PRONOUNS: Final = ("ها", "هم", "هما", "هن")


def questions_reply(reading: Reading, number: int, language: str) -> Reply:
    """Return the questions by their numbers, a button each."""
    found = questions(reading)
    if not found:
        return Reply((Paragraph(say("questions.none", language)),), back_to_summary(number, language), number)
    items = [Item(say("questions.entry", language, n=n, question=each)) for n, each in enumerate(found, 1)]
    choices = tuple(
        Button(shown(n, language), str(Action(Wanted.QUESTION, number, n))) for n in range(1, len(found) + 1)
    )
    return Reply((Heading(say("questions", language)), *items), (choices, *back_to_summary(number, language)), number)


def question_reply(reading: Reading, number: int, which: int, language: str) -> Reply:
    """Return the answer to one of the questions, below it."""
    found = questions(reading)
    if not 1 <= which <= len(found):
        return spoken_reply("talk.article_gone", language)
    question = found[which - 1]
    answered = answer_reply(reading, answer(reading, question), number, language)
    others = article_button(Wanted.QUESTIONS, number, language)
    back = ((others, *back_to_summary(number, language)[0]),)
    return Reply((Heading(question), *answered.blocks), back, number)


def questions(attribution: Attribution) -> tuple[str, ...]:
    """Return at most three questions, each of which `models.answers` answers with the quotation it is made from."""
    found: list[str] = []
    for tried, (question, quote) in enumerate(_candidates(attribution)):
        if len(found) == MOST or tried == _TRIES:
            break
        if question not in found and _is_answered(attribution, question, quote):
            found.append(question)
    return tuple(found)


def _is_answered(attribution: Attribution, question: str, quote: Quote) -> bool:
    found = answer(attribution, question)
    speaker = attribution.speaker_of(quote)
    shown = [attribution.quotes[n] for n in found.quotes]
    return found.answerable and quote in shown and speaker is not None and found.speaker == speaker.name


def _candidates(attribution: Attribution) -> Iterator[tuple[str, Quote]]:
    """Yield questions, of each speaker one in turn: who denied or said it before what somebody said of something."""
    spoken = [each.quotes for each in by_speaker(attribution) if each.speaker]
    whose = [chain(_who(attribution, quotes), _what(attribution, quotes)) for quotes in spoken[0::2]]
    whats = [chain(_what(attribution, quotes), _who(attribution, quotes)) for quotes in spoken[1::2]]
    in_turn = [each for pair in zip_longest(whose, whats) for each in pair if each is not None]
    yield from (each for row in zip_longest(*in_turn) for each in row if each is not None)


def _who(attribution: Attribution, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Quote]]:
    """Yield "من نفى …؟", "من قال إن …؟" and "من قال «…»؟" for what is short enough to be asked so."""
    text = attribution.article.text
    for quote in quotes:
        said, content = words(text, quote.start, quote.end), quote.of(text)
        if not 2 <= len(said) <= _LONGEST_WHO or "\n" in content or said[0].norm.endswith(_PRONOUNS):
            continue
        if label(text, quote).startswith(_DENIALS):
            yield f"من نفى {content}؟", quote
        elif _follows_inna(text, quote):
            yield f"من قال إن {content}؟", quote
        elif quote.kind == "direct":
            yield f"من قال «{content}»؟", quote


def _follows_inna(text: str, quote: Quote) -> bool:
    """Say whether إن stands before a quote, or أن before a noun with its article: what follows can follow "قال إن"."""
    before = words(text, quote.cue.end, quote.start)[-1:]
    if not before or text[before[0].end : quote.start].strip():
        return False
    spelled = before[0].of(text)
    return spelled == "إن" or (spelled == "أن" and quote.of(text).startswith("ال"))


def _what(attribution: Attribution, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Quote]]:
    """Yield "ماذا قال فلان عن …؟" of the weightiest thing in each quotation."""
    text = attribution.article.text
    for quote in quotes:
        speaker = attribution.speaker_of(quote)
        topic = _topic(text, quote)
        if topic is None or speaker is None or len(words(speaker.name)) > _LONGEST_NAME or "\n" in topic:
            continue
        verb = "قالت" if _is_woman(attribution, quotes, speaker.name) else "قال"
        yield f"ماذا {verb} {speaker.name} عن {topic}؟", quote


def _topic(text: str, quote: Quote) -> str | None:
    """Return the rarest noun with its article in a quote, with the adjective that follows it: "الأشجار المزروعة"."""
    said = words(text, quote.start, quote.end)
    nouns = [(_weight(word), -n) for n, word in enumerate(said) if _is_definite(text, word)]
    if not nouns:
        return None
    at = -max(nouns)[1]
    last = at + 1 if at + 1 < len(said) and _is_adjective(text, said[at], said[at + 1]) else at
    return text[said[at].start : said[last].end]


def _is_definite(text: str, word: Word) -> bool:
    return word.of(text).startswith("ال") and len(word.norm) > 4 and not word.norm.endswith(("ي", "يه"))


def _is_adjective(text: str, noun: Word, word: Word) -> bool:
    return text[noun.end : word.start] == " " and word.of(text).startswith("ال")


def _weight(word: Word) -> float:
    found = term(word.norm)
    return 0.0 if found is None else found.weight


def _is_woman(attribution: Attribution, quotes: tuple[Quote, ...], name: str) -> bool:
    """Say whether a speaker's verbs are feminine, else whether the name is."""
    text = attribution.article.text
    cues = (words(text, quote.cue.start, quote.cue.end)[:1] for quote in quotes)
    shown = {form.gender for cue in cues if cue for form in _forms(cue[0].norm) if form.form == "finite"}
    return "m" not in shown if "f" in shown else not shown and gender([word.norm for word in words(name)]) == "f"


def _forms(norm: str) -> tuple[CueForm, ...]:
    return forms().get(norm) or forms().get(norm[1:], ())
