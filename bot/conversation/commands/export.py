"""All that is kept of a chat, as files: one to read, one for programs."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bot.conversation.chat import Chat
from bot.conversation.computing import computed
from bot.conversation.replies import speaker_title, spoken_reply, statement
from bot.conversation.reply import Document, Paragraph, Quotation, Reply
from bot.conversation.spoken import by_speaker
from bot.lines import article_part, reading_line
from bot.storage import Preferences, Turn
from bot.storage.library import Kept, Link
from bot.texts import count, day, say
from models.reading import Attribution, Summary

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")  # what Markdown would take for its own


@dataclass(frozen=True, slots=True)
class _All:
    """All that is kept of a chat."""

    preferences: Preferences
    current: int | None
    articles: tuple[Kept, ...]
    lookups: tuple[str, ...]
    turn: Turn | None
    links: tuple[Link, ...]


async def export(chat: Chat, _: str) -> Reply:
    """Hand out all that is kept of the chat, or to whoever has no say in it the articles that they brought."""
    if not await chat.leads():
        return await _own(chat)
    store, name, language = chat.store, chat.name, chat.language
    kept = await store.kept(name)
    if not kept:
        return spoken_reply("articles.none", language)
    current = await store.current_article(name)
    whole = _All(
        chat.preferences, current, kept, await store.lookups(name), await store.last_turn(name), await store.links(name)
    )
    return await _handed(whole, count("export.done", len(kept), language), language)


async def _own(chat: Chat) -> Reply:
    kept = () if chat.person is None else await chat.store.kept(chat.name, chat.person)
    if not kept:
        return spoken_reply("export.not_yours", chat.language)
    mine = _All(chat.preferences, None, kept, (), None, ())
    return await _handed(mine, say("export.yours", chat.language), chat.language)


async def _handed(whole: _All, words: str, language: str) -> Reply:
    documents = (
        Document("manqal.md", await computed(_markdown, whole, language)),
        Document("manqal.json", await computed(_json, whole)),
    )
    return Reply((Paragraph(words),), documents=documents)


def _json(whole: _All) -> str:
    """Return everything as one JSON object; an article is told as `python -m bot read --json` tells it."""
    return json.dumps(
        {
            "settings": asdict(whole.preferences),
            "current": whole.current,
            "articles": [_article(kept) for kept in whole.articles],
            "lookups": whole.lookups,
            "last_question": None if whole.turn is None else asdict(whole.turn),
            "messages": [asdict(link) for link in whole.links],
        },
        ensure_ascii=False,
        indent=1,
    )


def _article(kept: Kept) -> dict[str, object]:
    read = {"id": kept.entry.number} if kept.reading is None else reading_line(kept.entry.number, kept.reading)
    received = None if kept.entry.received is None else kept.entry.received.isoformat()
    return {**read, "received": received, "article": article_part(kept.article)}


def _markdown(whole: _All, language: str) -> str:
    parts = (part for kept in whole.articles for part in _written(kept, language))
    return "\n\n".join([f"# {say('export.title', language)}", *parts]) + "\n"


def _written(kept: Kept, language: str) -> Iterator[str]:
    yield f"## {_plain(kept.entry.title)}"
    yield from _origin(kept, language)
    if kept.reading is not None:
        yield from _summary(kept.reading.summary, language)
        yield from _who(kept.reading, language)
    yield f"### {say('export.text', language)}"
    yield _plain(kept.article.text)


def _origin(kept: Kept, language: str) -> Iterator[str]:
    article, entry = kept.article, kept.entry
    published = day(entry.published, language) if entry.published else article.published
    received = day(entry.received, language) if entry.received else None
    known = {
        "source": article.source,
        "author": article.author,
        "published": published,
        "received": received,
        "url": article.url,
    }
    lines = [f"- {say(f'export.{name}', language)}: {_plain(value)}" for name, value in known.items() if value]
    if lines:
        yield "\n".join(lines)


def _summary(summary: Summary, language: str) -> Iterator[str]:
    yield f"### {say('button.normal', language)}"
    yield "\n".join(f"- {_plain(point.text)}" for point in summary.points)


def _who(attribution: Attribution, language: str) -> Iterator[str]:
    for spoken in by_speaker(attribution):
        yield f"### {_plain(speaker_title(spoken.speaker, language))}"
        for quote in spoken.quotes:
            for block in statement(attribution, quote, language):
                text = _plain(block.text)
                yield "> " + text.replace("\n", "\n> ") if isinstance(block, Quotation) else text


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
