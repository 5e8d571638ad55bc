"""What `check` finds: whether settings, storage, models and Telegram are in order, each fault by its name."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.engine import answerer_of, writer_of
from bot.errors import SettingsError, StorageError
from bot.logs import redact
from bot.settings import Settings, load_settings
from bot.storage import Store
from models.answers import answer
from models.llm.faults import EndpointError
from models.reader import read
from models.reading import Article
from models.summaries.engine import WriterError

_PATIENCE = 10  # seconds that Telegram has to answer

# The shortest article that has everything: a source, a cue and what was said.
_ARTICLE = "افتتاح مدرسة جديدة\nقال وزير التعليم أحمد سالم إن المدرسة الجديدة ستفتح أبوابها يوم الأحد المقبل."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part: that it is in order, or what is wrong; `told` is safe to print."""

    part: str
    well: bool
    told: str


async def findings() -> AsyncIterator[Finding]:
    """Yield what is found of every part, as it is found; a fault of one does not keep the others from being tried."""
    try:
        settings = load_settings()
    except SettingsError as error:
        for fault in error.faults:
            yield Finding("settings", well=False, told=fault)
        yield _models()
        for part in ("storage", "summaries", "answers", "telegram"):
            yield Finding(part, well=False, told="not tried, since the settings cannot be used")
        return
    yield Finding("settings", well=True, told="every value can be used")
    yield await _storage(settings)
    yield _models()
    yield await _summaries(settings)
    yield await _answers(settings)
    yield await _telegram(settings)


async def _storage(settings: Settings) -> Finding:
    try:
        store = await Store.open(settings.database_url)
        await store.close()
    except StorageError as error:
        return Finding("storage", well=False, told=str(error))
    return Finding("storage", well=True, told="the database opens and its tables are up to date")


def _models() -> Finding:
    """Read a sentence that has one quotation with its speaker, and ask who said it."""
    try:
        reading = read(Article(_ARTICLE))
        answered = answer(reading, "ماذا قال وزير التعليم؟")
    except Exception as error:  # whatever a model raises is what this is to find
        return Finding("models", well=False, told=f"reading a sentence fails: {type(error).__name__}: {error}")
    found = len(reading.quotes) == 1 and len(reading.speakers) == 1 and answered.answerable
    told = "a sentence is read and a question about it answered"
    return Finding("models", well=found, told=told if found else "a plain sentence is not read as it should be")


async def _summaries(settings: Settings) -> Finding:
    """Ask the chosen engine whether it could write a summary now."""
    try:
        writer = writer_of(settings)
        told = "extractive: the article's own sentences" if writer is None else await asyncio.to_thread(writer.check)
    except (SettingsError, WriterError) as error:
        return Finding("summaries", well=False, told=f"{settings.summarizer}: {error}")
    return Finding("summaries", well=True, told=told)


async def _answers(settings: Settings) -> Finding:
    """Ask whether the model that may answer beside the built-in engine could do so now."""
    try:
        answerer = answerer_of(settings)
        told = "builtin: what the repository ships" if answerer is None else await asyncio.to_thread(answerer.check)
    except (SettingsError, EndpointError) as error:
        return Finding("answers", well=False, told=f"{settings.answerer}: {error}")
    return Finding("answers", well=True, told=told)


async def _telegram(settings: Settings) -> Finding:
    """Ask Telegram who the token belongs to."""
    if settings.telegram_bot_token is None:
        return Finding("telegram", well=True, told="TELEGRAM_BOT_TOKEN is not set: only the chat page can run")
    token = settings.telegram_bot_token.get_secret_value()
    root = settings.telegram_api_url or "https://api.telegram.org"
    try:
        async with asyncio.timeout(_PATIENCE), Bot(token, f"{root}/bot", f"{root}/file/bot") as bot:
            return Finding("telegram", well=True, told=f"the token is that of @{bot.username}, for {_whom(settings)}")
    except InvalidToken:
        told = f"{root} does not know the token in TELEGRAM_BOT_TOKEN"
    except TimeoutError:
        told = f"{root} did not answer within {_PATIENCE} seconds"
    except TelegramError as error:
        told = f"{root} cannot be asked: {redact(str(error), [token])}"
    return Finding("telegram", well=False, told=told)


def _whom(settings: Settings) -> str:
    """Return whom the bot is for, in words."""
    listed = settings.allowed_users
    return f"{len(listed | settings.admins)} listed people and chats" if listed else "everybody"
