"""/stats, for those who run the bot: what this process did, how fast, and what waits."""

from collections import Counter
from collections.abc import Iterator

from bot.conversation.chat import Chat
from bot.conversation.reply import Heading, Item, Paragraph, Reply
from bot.telemetry.figures import TALLY, engine, megabytes, paces
from bot.telemetry.metrics import VERSION, value
from bot.telemetry.observing import Outcome
from bot.telemetry.queue import QueueState, queue_state
from bot.texts import day, say


async def stats(chat: Chat, _: str) -> Reply:
    """Show the figures, and that they are this process's own."""
    language, state = chat.language, await queue_state()
    items = (Item(line) for line in (*_counts(language), *_times(language), _queue(state, language)))
    since = say("stats.since", language, day=day(TALLY.began.date(), language), time=f"{TALLY.began:%H:%M}")
    return Reply((Heading(say("stats", language)), Paragraph(_program(language)), *items, Paragraph(since)))


def _program(language: str) -> str:
    told = say("stats.program", language, version=VERSION, engine=engine() or "-")
    memory = megabytes()
    return told if memory is None else f"{told} {say('stats.memory', language, n=memory)}"


def _counts(language: str) -> Iterator[str]:
    for key, counts in (("stats.today", TALLY.today()), ("stats.all", TALLY.all)):
        yield say(key, language, **_outcomes(counts))
    read, failed = (round(value("manqal_articles_total", outcome=each)) for each in ("read", "failed"))
    yield say("stats.articles", language, read=read, failed=failed)
    answered, absent = (round(value("manqal_answers_total", outcome=each)) for each in ("answered", "absent"))
    yield say("stats.answers", language, answered=answered, absent=absent)


def _outcomes(counts: Counter[str]) -> dict[str, int]:
    told = {each.value: counts[each] for each in (Outcome.ANSWERED, Outcome.REFUSED, Outcome.FAILED)}
    return {"n": counts.total(), **told, "others": counts.total() - sum(told.values())}


def _times(language: str) -> Iterator[str]:
    for pace in paces():
        stage = say(f"stats.stage.{pace.stage}", language)
        yield say("stats.pace", language, stage=stage, median=pace.median, most=pace.most)


def _queue(state: QueueState | None, language: str) -> str:
    if state is None:
        return say("stats.queue.none", language)
    return say("stats.queue", language, waiting=state.waiting, oldest=round(state.oldest), dead=state.dead)
