"""Who stands in an article: everyone who speaks in it, with role and number of statements, and who is named."""

from bot.conversation.persons import named_only
from bot.conversation.replies import back_to_summary
from bot.conversation.reply import Block, Heading, Item, Paragraph, Reply
from bot.conversation.spoken import by_speaker
from bot.texts import count, say
from models.reading import Attribution, Speaker


def people_reply(attribution: Attribution, number: int, language: str) -> Reply:
    """Return the speakers, those who said most first, then who is named without a word of theirs."""
    spoken = sorted((each for each in by_speaker(attribution) if each.speaker), key=lambda each: -len(each.quotes))
    speakers = [
        Item(_line(each.speaker, count("quotes", len(each.quotes), language), language))
        for each in spoken
        if each.speaker
    ]
    others = [Item(name) for name in named_only(attribution)]
    blocks: tuple[Block, ...] = (
        *_under("people.speakers", speakers, language),
        *_under("people.others", others, language),
    )
    nobody = Paragraph(say("people.none", language))
    return Reply(blocks or (nobody,), back_to_summary(number, language), number)


def _under(key: str, items: list[Item], language: str) -> tuple[Block, ...]:
    return (Heading(say(key, language)), *items) if items else ()


def _line(speaker: Speaker, statements: str, language: str) -> str:
    if speaker.role is None or speaker.role in speaker.name:
        return say("people.speaker", language, name=speaker.name, statements=statements)
    return say("people.speaker_role", language, name=speaker.name, role=speaker.role, statements=statements)
