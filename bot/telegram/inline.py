"""What a person types after the bot's name in any chat, answered with what can be sent there."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot import direction
from bot.conversation.inline import Offer, Query, Result
from bot.conversation.reply import Reply
from bot.telegram import incoming
from bot.telegram.pieces import Piece
from bot.telegram.render import render
from bot.texts import plain, say

if TYPE_CHECKING:
    from bot.conversation import Conversation

_log = logging.getLogger(__name__)

_LASTS: Final = 5  # seconds that Telegram may give the same answer again; articles come and go
_START: Final = "inline"  # what /start is told by whoever comes over from here
_LATE: Final = "query is too old"


async def answer(bot: Bot, conversation: "Conversation", query: InlineQuery) -> None:
    """Answer a query from the person's own private chat; one that they have typed on from is left unanswered."""
    language = incoming.language_of(query.from_user)
    start = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 7 else 0
    try:
        offer = await conversation.inline(Query(incoming.named(query.from_user.id), query.query, language, start))
    except Exception:  # a mistake of ours; the words on the button are all the room that there is
        _log.exception("an inline query failed")
        offer = Offer(language, hint=say("inline.failed", language))
    if offer is None:
        return
    try:
        await _show(bot, query, offer, start)
    except TelegramError as error:
        _log.info("an inline query cannot be answered: %s", error)


async def _show(bot: Bot, query: InlineQuery, offer: Offer, start: int) -> None:
    try:
        await _send(bot, query, offer, start, marked=True)
    except BadRequest as error:
        if _LATE in error.message.lower():
            raise
        _log.warning("Telegram refuses our results, they go without markup and links: %s", error)
        await _send(bot, query, offer, start, marked=False)


async def _send(bot: Bot, query: InlineQuery, offer: Offer, start: int, *, marked: bool) -> None:
    button = None if offer.hint is None else InlineQueryResultsButton(offer.hint, start_parameter=_START)
    await bot.answer_inline_query(
        query.id,
        list(_articles(offer, start, marked=marked)),
        cache_time=_LASTS,
        is_personal=True,
        next_offset=None if offer.more is None else str(offer.more),
        button=button,
    )


def _articles(offer: Offer, start: int, *, marked: bool) -> Iterator[InlineQueryResultArticle]:
    """Yield the results that one message holds; the rest, an article's longest quotations, no chat wants to be sent."""
    for n, result in enumerate(offer.results):
        parts = render(Reply(result.blocks), plain(offer.language))
        if len(parts) == 1:
            content = (
                InputTextMessageContent(parts[0].html, ParseMode.HTML)
                if marked
                else InputTextMessageContent(parts[0].text, None)
            )
            yield InlineQueryResultArticle(
                id=f"{start}.{n}",
                title=_line(result.title),
                description=_line(result.description),
                input_message_content=content,
                reply_markup=_source(result, offer.language) if marked else None,
            )


def _line(text: str) -> str:
    shown = direction.neutral(text).strip()
    return Piece(shown).shown(0, len(shown))


def _source(result: Result, language: str) -> InlineKeyboardMarkup | None:
    """Return the way to the article itself."""
    if result.url is None or not result.url.startswith(("https://", "http://")):
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(say("inline.open", language), url=result.url)]])
