"""What answers a question in its chat: which article is asked, and what the last turn adds to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.conversation.articles import Articles, read_at_once
from bot.conversation.choosing import MOST, chosen, is_empty, pointing
from bot.conversation.computing import awaited, computed
from bot.conversation.fitting import fitting, holds, last_sentence, replies_to
from bot.conversation.followups import Completed, completed, content, listed, with_topic
from bot.conversation.paging import titled
from bot.conversation.replies import answer_reply, spoken_reply
from bot.conversation.reply import Block, Heading, Paragraph, Reply
from bot.storage import Store, Turn
from bot.storage.entries import Entry
from bot.telemetry.metrics import ANSWERS
from bot.texts import say
from models.answers import answer
from models.answers.engine import Answerer
from models.arabic.words import words
from models.quotes.names import gender
from models.quotes.names import number as number_of
from models.reading import Answer, Quote, Reading, Span

_NOTHING = Answer(answerable=False)
_LONGEST_KEPT = 300  # characters of a question that are kept


@dataclass(frozen=True, slots=True)
class _Found:
    """What answers a question, as it was asked in full; `spent` is who said no more than was shown.

    `open` is what another engine may be asked too, None where only the chat knows what is left to show; `whole` is what
    its answer has to fit then.
    """

    question: str
    answer: Answer
    more: bool = False
    spent: str | None = None
    speaker: str | None = None
    open: str | None = None
    whole: Completed | None = None


class Asking:
    """Answers the questions of every chat, each in the light of the one before it."""

    def __init__(self, store: Store, articles: Articles, answerer: Answerer | None = None) -> None:
        self._store, self._articles, self._answerer = store, articles, answerer

    async def reply(self, chat: str, text: str, number: int, reading: Reading, language: str, *, fixed: bool) -> Reply:
        """Return the reply to a question; `fixed` keeps it to the article `number`, which it replies to."""
        asked = pointing(text)
        turn = await self._store.last_turn(chat)
        question = turn.question if turn is not None and asked.which and is_empty(asked.question) else asked.question
        if asked.which == "all":
            return await self._all(chat, question, number, language)
        meant = number if fixed else await chosen(self._store, chat, asked, number, reading.article)
        other = None if meant == number else await self._articles.reading(chat, meant)
        if other is not None:
            await self._store.talk_about(chat, meant)
            number, reading = meant, other
        turn = _about(turn, number, goes_over=other is not None)
        found = await computed(_found, reading, question, turn)
        if self._answerer is not None:
            found = await awaited(_looked_again, self._answerer, reading, found, turn)
        ANSWERS.labels("answered" if found.answer.answerable else "absent").inc()
        await self._store.note_turn(chat, _next(reading, found, number, turn))
        reply = _told(reading, found, number, language)
        if other is None:
            return reply
        entry = await self._store.entry(chat, number)
        heading = [] if entry is None else [Heading(titled(entry, language))]
        return replace(reply, blocks=(*heading, *reply.blocks))

    async def follows(self, chat: str, number: int | None) -> bool:
        """Say whether the last turn of a chat was about an article, so that a word or two may lean on it."""
        turn = await self._store.last_turn(chat)
        return turn is not None and turn.number == number

    async def _all(self, chat: str, question: str, number: int, language: str) -> Reply:
        """Return what each of the newest articles answers, under its title."""
        blocks: list[Block] = []
        for entry in await self._store.entries(chat, 0, MOST):
            blocks += await self._of(chat, entry, question, language)
        ANSWERS.labels("answered" if blocks else "absent").inc()
        await self._store.note_turn(chat, Turn(question[:_LONGEST_KEPT], number))
        return Reply(tuple(blocks) or (Paragraph(say("digest.absent", language)),))

    async def _of(self, chat: str, entry: Entry, question: str, language: str) -> list[Block]:
        reading = await read_at_once(self._store, chat, entry.number)
        found = _NOTHING if reading is None else await computed(_told_by, reading, question)
        if reading is None or not found.answerable:
            return []
        return [Heading(titled(entry, language)), *answer_reply(reading, found, entry.number, language).blocks]


async def note_asked(store: Store, chat: str, reading: Reading, number: int, question: str, found: Answer) -> None:
    """Note a question that a button asked, so that the next may lean on it; the chat goes over to its article."""
    turn = _about(await store.last_turn(chat), number, goes_over=True)
    await store.talk_about(chat, number)
    await store.note_turn(chat, _next(reading, _Found(question, found), number, turn))


def _about(turn: Turn | None, number: int, *, goes_over: bool) -> Turn | None:
    """Return the last turn as far as it tells something of an article, which the question goes over to or not."""
    if turn is None or turn.number == number:
        return turn
    return replace(turn, number=number, shown=(), start=0, end=0) if goes_over else None


def _found(reading: Reading, question: str, turn: Turn | None) -> _Found:
    """Answer a question, completed by the last turn where it leans on that."""
    whole = None if turn is None else completed(question, turn, last_sentence(reading, turn))
    if whole is None or turn is None:
        found = answer(reading, question)
        whole = None if found.answerable or turn is None else with_topic(question, turn)
        if whole is None or turn is None:
            return _Found(question, found, open=question)
    if whole.reply and whole.speaker is not None:
        return _Found(whole.questions[0], replies_to(reading, whole.speaker), speaker=whole.speaker)
    spent = None
    for each in whole.questions:
        found = answer(reading, each)
        fits = fitting(reading, each, found, whole, turn)
        if fits.answerable:
            return _Found(
                turn.question if whole.alone else each, fits, whole.more, open=_open(each, whole), whole=whole
            )
        spent = spent or (found.speaker if whole.more else None)
    if whole.alone:  # "والنائب؟" after "ومتى؟" asks what was asked before that
        return _Found(turn.question, _NOTHING, speaker=turn.speaker)
    first = whole.questions[0]
    return _Found(first, _NOTHING, whole.more, spent, whole.speaker, _open(first, whole), whole)


def _open(question: str, whole: Completed) -> str | None:
    """Return a completed question that another engine may be asked: it says by itself what is wanted."""
    return None if whole.more or whole.alone else question


def _looked_again(answerer: Answerer, reading: Reading, found: _Found, turn: Turn | None) -> _Found:
    """Let another engine answer what may be asked of it, as far as that fits the turn before."""
    if found.open is None:
        return found
    given = answerer.answer(reading, found.open, found.answer)
    if found.whole is not None and turn is not None:
        given = fitting(reading, found.open, given, found.whole, turn)
    return replace(found, answer=given) if given.answerable else found


def _told_by(reading: Reading, question: str) -> Answer:
    """Return what one of many articles answers; one that has few of the question's words tells of something else."""
    asked = content([word.norm for word in words(question)])
    told = f"{reading.article.title or ''} {reading.article.text}"
    return answer(reading, question) if holds(told, asked) else _NOTHING


def _next(reading: Reading, found: _Found, number: int, turn: Turn | None) -> Turn:
    """Return what a next question may lean on."""
    quotes = [reading.quotes[n] for n in found.answer.quotes]
    speakers = {quote.speaker for quote in quotes}
    before = turn or Turn("", number)
    if not found.answer.answerable:  # what was shown stays shown, for the same speaker
        speaker = found.spent or found.speaker
        shown = before.shown if speaker == before.speaker else ()
        return replace(before, question=found.question[:_LONGEST_KEPT], speaker=speaker, shown=shown)
    span = found.answer.evidence or Span(0, 0)
    noted = replace(before, question=found.question[:_LONGEST_KEPT], start=span.start, end=span.end)
    if not quotes:
        return noted if found.answer.speaker is None else _meaning(noted, found.answer.speaker, ())
    if found.answer.counted in ("speakers", "number_of_speakers"):  # what they say was not shown
        return replace(noted, speaker=None, shown=())
    name = found.answer.speaker if len(speakers) == 1 else None
    kept = before.shown if found.more or name == before.speaker else ()
    noted = replace(noted, speaker=name, shown=tuple(sorted({*kept, *found.answer.quotes})))
    return noted if name is None else _meaning(noted, name, tuple(_norms(reading, quotes)))


def _meaning(turn: Turn, name: str, verbs: tuple[str, ...]) -> Turn:
    """Return a turn in which "he", "she" or "they" mean a speaker, of whom some verbs speak."""
    cues = {word.removeprefix("و") for word in verbs}
    if cues & listed("they_says") or number_of([word.norm for word in words(name)]) == "plural":
        return replace(turn, they=name)
    return replace(turn, she=name) if _is_she(cues, name) else replace(turn, he=name)


def _is_she(cues: set[str], name: str) -> bool:
    """Say whether a verb speaks of a woman, or of what is feminine in Arabic; where no verb tells, the name may."""
    if cues & (listed("she_says") | listed("he_says")):
        return bool(cues & listed("she_says"))
    ends = [word for word in cues if len(word) > 3 and word.endswith("ت")]
    return bool(ends) or gender([word.norm for word in words(name)]) == "f"


def _norms(reading: Reading, quotes: list[Quote]) -> Iterator[str]:
    for quote in quotes:
        yield from (word.norm for word in words(quote.cue.of(reading.article.text)))


def _told(reading: Reading, found: _Found, number: int, language: str) -> Reply:
    if found.spent is not None and not found.answer.answerable:
        return replace(spoken_reply("answer.no_more", language, name=found.spent), article=number)
    return answer_reply(reading, found.answer, number, language)
