"""What a message or a press leads to in its chat: an article is kept and read, a question answered from one."""

import asyncio
import logging
from collections.abc import Awaitable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.conversation.actions import parse
from bot.conversation.arrival import MOST_SOURCES, Arrival, Question, Source, kind_in_turn, sorted_out
from bot.conversation.articles import Articles, Kept, ReadError
from bot.conversation.asking import Asking
from bot.conversation.chat import Chat, spoken_in
from bot.conversation.commands import obey
from bot.conversation.computing import awaited, computed
from bot.conversation.digest import Entry, digest_reply
from bot.conversation.faults import fault_words
from bot.conversation.followups import leans
from bot.conversation.inline import Offer, Query, offered
from bot.conversation.kind import Kind, asks_for_summary
from bot.conversation.linked import LinkedReadings
from bot.conversation.presses import pressed
from bot.conversation.quotas import Quotas
from bot.conversation.replies import answer_reply, failed_reply, receipt_reply, spoken_reply, summary_reply
from bot.conversation.reply import Mark, Paragraph, Reply, Revision
from bot.conversation.turn import Message, Press
from bot.errors import EmptyText, LinkForbidden, NotArabic, ReaderError
from bot.storage import Store, Unavailable
from bot.telemetry.metrics import ANSWERS
from bot.telemetry.observing import Kind as Seen
from bot.telemetry.observing import Outcome, note
from bot.texts import plain, say
from models.answers.engine import Answerer, answer_with
from models.reader import prepare
from models.reading import Answer, Reading
from models.summaries.engine import Length, Summarizer

if TYPE_CHECKING:
    from bot.articles.links.fetching import Fetcher

_log = logging.getLogger(__name__)

_REFUSALS: dict[Kind, type[ReaderError]] = {
    Kind.EMPTY: EmptyText,
    Kind.LINK: LinkForbidden,  # "https://" and nothing after it
    Kind.FOREIGN: NotArabic,
}
_TALK = {
    Kind.GREETING: "talk.greeting",
    Kind.THANKS: "talk.thanks",
    Kind.JUNK: "talk.junk",
    Kind.WORD: "talk.single_word",
    Kind.UNCLEAR: "talk.not_understood",
}
_POINTING = {Kind.EMPTY, Kind.JUNK}  # "@manqal_bot" or "👆" under somebody's article
_LEANING = {Kind.WORD, Kind.UNCLEAR}  # perhaps a question about the last answer
_PASSED_ON = {Kind.QUESTION, Kind.UNCLEAR}  # and under somebody's question

_AFTER = 1.0  # seconds from the first article's answer to loading what its questions need


class Conversation:
    """The conversations of every chat, over one store; front ends hand over turns and render the replies.

    `limit` is the longest article that is read, in characters; `fetcher` fetches the links that are sent; `quotas`
    bound what each person may have read, and nothing does where there are none; `answerer` looks at questions beside
    the built-in engine; `admins` are the private chats of those who run the bot; `days` is for how long a message is
    kept once it is answered, which /privacy tells.
    """

    def __init__(  # noqa: PLR0913 - what it is put together from, each of a kind of its own
        self,
        store: Store,
        summarizer: Summarizer,
        limit: int,
        fetcher: "Fetcher",
        *,
        quotas: Quotas | None = None,
        answerer: Answerer | None = None,
        admins: Collection[str] = (),
        days: int = 2,
    ) -> None:
        self._store, self._admins, self._days = store, admins, days
        self._answerer = answerer
        self._quotas = quotas or Quotas(store)
        self._articles = Articles(store, summarizer, limit, fetcher, self._quotas)
        self._asking = Asking(store, self._articles, answerer)
        self._linked = LinkedReadings(self._articles.in_passing)
        self._preparing: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Load what the built-in engines read with; after that an article or a question takes its own time only."""
        await computed(prepare)

    async def receive(self, *messages: Message) -> Reply:
        """Return the reply to what a person sent at once, one message or more; an article is kept before it is read."""
        message = messages[0]
        language = await self.language(message.chat, message.language)
        reply = await _in_words(self._receive(messages, language), language)
        return replace(reply, person=message.person, language=reply.language or plain(language))

    async def press(self, press: Press) -> Reply:
        """Return the reply to a button, of an article of the same chat only."""
        note(kind=Seen.PRESS)
        language = await self.language(press.chat, press.language)
        person = await self._store.person_of(press.chat, press.message)
        reply = await _in_words(self._press(press, language), language)
        return replace(reply, person=person, language=reply.language or plain(language))

    async def edited(self, message: Message, *, again: bool = False) -> Revision | None:
        """Return the reply to an article that was edited; None where no article was.

        `again` is whether a crash may have kept the reply from being noted, though the article was kept.
        """
        shown = await self._store.article_of_message(message.chat, message.message)
        if shown is None:
            return None
        note(kind=Seen.EDIT)
        language = await self.language(message.chat, message.language)
        reply = await _in_words(self._edited(message, language, again=again), language)
        if not reply.blocks:
            return None
        reply = replace(reply, person=message.person, language=reply.language or plain(language))
        return Revision(reply, await self._store.shown(message.chat, shown))

    async def may_tell_stranger(self, chat: str) -> bool:
        """Say whether somebody whom the bot is not for may be told so now: once a day."""
        return await self._quotas.word(chat)

    async def inline(self, query: Query) -> Offer | None:
        """Return what a person may send to another chat, of their own articles or of a link's, which is not kept.

        None where they have typed on meanwhile.
        """
        note(kind=Seen.INLINE)
        chat = await self._chat(Message(query.chat, "", "", query.language))
        offer = await offered(chat, query, self._linked)
        if offer is not None:
            note(outcome=Outcome.ANSWERED)
        return offer

    async def moved(self, chat: str, to: str) -> None:
        """Let a chat, its topics with it, go on under another name."""
        await self._store.move_chat(chat, to)

    async def refusal(self, press: Press) -> str | None:
        """Return why a person may not press a button, in words; None where they may.

        Whoever is alone in a chat may press all; of several each only what answers their own messages.
        """
        person = await self._store.person_of(press.chat, press.message)
        if person is None or person == press.person:
            return None
        return say("press.not_yours", await self.language(press.chat, press.language))

    async def language(self, chat: str, platform: str | None) -> str:
        """Return the language to speak in, as `bot.texts` takes it: what the chat has set, else the platform's."""
        return spoken_in(await self._store.preferences(chat), platform)

    async def sent(self, chat: str, message: str, mark: Mark) -> None:
        """Note which message of the platform carried a reply: it finds its article, and its buttons their owner."""
        if mark.article is not None:
            await self._store.link_message(chat, message, mark.article, mark.person)
            if mark.pressable:
                await self._store.note_shown(chat, mark.article, message)
        elif mark.pressable and mark.person is not None:
            await self._store.own_message(chat, message, mark.person)

    async def _receive(self, messages: Sequence[Message], language: str) -> Reply:
        arrival = sorted_out(messages)
        note(kind=Seen.ARTICLE if arrival.sources else Seen.TALK)
        if len(arrival.sources) == 1:
            return await self._article(arrival.sources[0], arrival.question, language)
        if arrival.sources:
            return await self._several(arrival, language)
        return await self._talk(messages[0], language)

    async def _talk(self, message: Message, language: str) -> Reply:
        """Return the reply to a message that brings no article."""
        await self._quotas.question(message)
        kind = kind_in_turn(message)
        if kind is Kind.COMMAND:
            note(kind=Seen.COMMAND)
            return await obey(await self._chat(message), message.text)
        if asks_for_summary(message.text) or (kind in _POINTING and await self._shows_article(message)):
            return await self._summed_up(message, language)
        if kind is Kind.EMPTY and message.answered is not None and kind_in_turn(message.answered) in _PASSED_ON:
            return await self._talk(_for(message, message.answered), language)
        if kind is Kind.UNCLEAR and await self._replied_to(message) is not None:
            kind = Kind.QUESTION  # "موقف النقابة" under an article asks about it
        if kind in _LEANING and leans(message.text) and await self._follows(message):
            kind = Kind.QUESTION  # "ومتى"
        if kind is Kind.QUESTION:
            return await self._question(message, language)
        if kind in _REFUSALS:
            raise _REFUSALS[kind]
        return spoken_reply(_TALK[kind], language)

    async def _article(self, source: Source, question: Question | None, language: str) -> Reply:
        """Return the answer to what was asked beside an article, and its summary where the chat wants one unasked."""
        kept = await self._articles.bring(source)
        if question is None:
            return await self._opening(source.message.chat, kept, language)
        reading = await self._articles.read(source.message.chat, kept.number, kept.article)
        found = await self._answer(reading, question)
        answered = () if found is None else answer_reply(reading, found, kept.number, language).blocks
        opening = await self._opening(source.message.chat, kept, language, reading)
        return replace(opening, blocks=(*answered, *opening.blocks))

    async def _opening(self, chat: str, kept: Kept, language: str, reading: Reading | None = None) -> Reply:
        """Return what answers an article: its summary, or that it is kept where the chat wants none unasked."""
        wanted = await self._store.preferences(chat)
        if wanted.summarises:
            reading = reading or await self._articles.read(chat, kept.number, kept.article)
            reply = await self._summary(reading, Length(wanted.length), kept.number, language, again=False)
        else:
            reply = receipt_reply(kept.article, kept.number, language)
        told = [Paragraph(_why(kept.fault, language))] if kept.fault else []
        if self._preparing is None:  # for the question that is likely to follow
            self._preparing = asyncio.create_task(self._prepare_soon())
        return replace(reply, blocks=(*told, *reply.blocks))

    async def _prepare_soon(self) -> None:
        await asyncio.sleep(_AFTER)  # the answer itself goes first
        await self.prepare()

    async def _edited(self, message: Message, language: str, *, again: bool) -> Reply:
        """Return the new opening of an edited article; without a block where nothing of it changed."""
        kept = await self._articles.revise(message, again=again)
        return Reply(()) if kept is None else await self._opening(message.chat, kept, language)

    async def _several(self, arrival: Arrival, language: str) -> Reply:
        """Return the digest of several articles; those that cannot be read are told of in it."""
        sources = arrival.sources[:MOST_SOURCES]
        found = await asyncio.gather(*(self._entry(each, arrival.question) for each in sources), return_exceptions=True)
        entries: dict[int, Entry] = {}
        unread: dict[str, None] = {}
        for source, each in zip(sources, found, strict=True):
            fault = each.fault if isinstance(each, Entry) else each
            if isinstance(each, Entry):
                entries[each.number] = each
            if isinstance(fault, ReaderError | ReadError):
                unread[_which(source, _why(fault, language))] = None
            elif fault is not None:
                raise fault
        if len(arrival.sources) > MOST_SOURCES:
            unread[say("digest.more", language, most=MOST_SOURCES)] = None
        return digest_reply(tuple(entries.values()), unread, language)

    async def _entry(self, source: Source, question: Question | None) -> Entry:
        kept = await self._articles.bring(source)
        reading = await self._articles.read(source.message.chat, kept.number, kept.article)
        found = None if question is None else await self._answer(reading, question)
        return Entry(kept.number, reading, found, kept.fault)

    async def _answer(self, reading: Reading, question: Question) -> Answer | None:
        """Return the answer to what was asked beside an article; None where perhaps nothing was, and none is found."""
        try:
            answerer = self._answerer if question.plainly else None  # a model would find something in a comment too
            found = await (computed if answerer is None else awaited)(
                answer_with, answerer, reading, question.message.text
            )
        except Exception:
            _log.exception("A question beside an article could not be answered")
            ANSWERS.labels("failed").inc()
            return None
        ANSWERS.labels("answered" if found.answerable else "absent").inc()
        return found if found.answerable or question.plainly else None

    async def _summed_up(self, message: Message, language: str) -> Reply:
        """Return the summary of the article that a message is about."""
        number, reading = await self._meant(message)
        if number is None or reading is None:
            return spoken_reply("talk.article_first", language)
        wanted = await self._store.preferences(message.chat)
        return await self._summary(reading, Length(wanted.length), number, language, again=False)

    async def _question(self, message: Message, language: str) -> Reply:
        note(kind=Seen.QUESTION)
        number, reading = await self._meant(message)
        if number is None or reading is None:
            return spoken_reply("talk.article_first", language)
        asked = f"{message.text} «{message.pointed}»" if message.pointed else message.text
        try:
            fixed = await self._known(message) is not None
            return await self._asking.reply(message.chat, asked, number, reading, language, fixed=fixed)
        except (ReadError, *Unavailable):
            raise
        except Exception:
            _log.exception("A question about article %d could not be answered", number)
            ANSWERS.labels("failed").inc()
            note(outcome=Outcome.FAILED)
            return replace(spoken_reply("error.unexpected", language), article=number)

    async def _press(self, press: Press, language: str) -> Reply:
        await self._quotas.question(press)
        action = parse(press.action)
        if action is None:
            return spoken_reply("talk.article_gone", language)
        at = Message(
            press.chat, press.message, "", press.language, press.message,
            person=press.person, leads=press.leads, session=press.session,
        )  # fmt: skip
        return await pressed(await self._chat(at), action)

    async def _chat(self, message: Message) -> Chat:
        """Return the chat as a command in it, or a button under the message that is replied to, finds it."""
        wanted = await self._store.preferences(message.chat)
        return Chat(
            name=message.chat,
            platform=message.language,
            is_admin=any(message.chat == each or message.chat.startswith(f"{each}:") for each in self._admins),
            preferences=wanted,
            store=self._store,
            topic=partial(self._topic, message),
            reading=partial(self._articles.reading, message.chat),
            summary=self._summary,
            ask=lambda words: self._question(replace(message, text=words), spoken_in(wanted, message.language)),
            person=message.person,
            leads=message.leads,
            days=self._days,
        )

    async def _meant(self, message: Message) -> tuple[int | None, Reading | None]:
        """Return the article that something is asked about; one that it replies to is kept now where it was not."""
        number = await self._replied_to(message)
        number = await self._store.current_article(message.chat) if number is None else number
        return number, None if number is None else await self._articles.reading(message.chat, number)

    async def _topic(self, message: Message) -> int | None:
        """Return the article that a message is about: the one that it replies to, else the chat's current one."""
        number = await self._known(message)
        return await self._store.current_article(message.chat) if number is None else number

    async def _summary(
        self, reading: Reading, length: Length, number: int, language: str, *, again: bool = True
    ) -> Reply:
        """Return the reply with a summary; `again` as in `Articles.summary`."""
        summary = await self._articles.summary(reading, length, number, again=again)
        return summary_reply(reading, summary, length, number, language)

    async def _replied_to(self, message: Message) -> int | None:
        """Return the article that a message replies to, kept now where nobody has shown it to the bot before."""
        number = await self._known(message)
        answered = _for(message, message.answered) if number is None and message.answered else None
        sources = sorted_out([answered]).sources if answered else ()
        return (await self._articles.bring(sources[0], message.message)).number if sources else number

    async def _follows(self, message: Message) -> bool:
        return await self._asking.follows(message.chat, await self._topic(message))

    async def _shows_article(self, message: Message) -> bool:
        return message.answered is not None and await self._replied_to(message) is not None

    async def _known(self, message: Message) -> int | None:
        if message.reply_to is None:
            return None
        return await self._store.article_of_message(message.chat, message.reply_to)


def _for(message: Message, answered: Message) -> Message:
    """Return what a message replies to as something that its sender brings, whoever wrote it."""
    return replace(answered, person=message.person, session=message.session)


async def _in_words(turn: Awaitable[Reply], language: str) -> Reply:
    try:
        reply = await turn
    except ReaderError as error:
        note(outcome=Outcome.REFUSED)
        return Reply((Paragraph(fault_words(error, language)),))
    except ReadError as error:
        note(outcome=Outcome.FAILED)
        return failed_reply(error.number, language)
    note(outcome=Outcome.ANSWERED if reply.blocks else None)
    return reply


def _which(source: Source, why: str) -> str:
    """Return why something was not read, with its name where it has one."""
    name = source.link or (source.message.attachment and source.message.attachment.name)
    return f"{why}\n{name}" if name else why


def _why(error: ReaderError | ReadError, language: str) -> str:
    return say("talk.reading_failed", language) if isinstance(error, ReadError) else fault_words(error, language)
