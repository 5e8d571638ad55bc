"""Who stands in an article: everyone who speaks in it, with role and number of statements."""

from bot.conversation.replies import back_to_summary
from bot.conversation.reply import Block, Heading, Item, Paragraph, Reply
from bot.conversation.spoken import by_speaker
from bot.texts import count, say
from models.reading import Attribution, Speaker


def people_reply(attribution: Attribution, number: int, language: str) -> Reply:
    """Return the speakers, those who said most first."""
    spoken = sorted((each for each in by_speaker(attribution) if each.speaker), key=lambda each: -len(each.quotes))
    items = [
        Item(_line(each.speaker, count("statements", len(each.quotes), language), language))
        for each in spoken
        if each.speaker
    ]
    blocks: tuple[Block, ...] = (Heading(say("people.speakers", language)), *items)
    return Reply(
        blocks if items else (Paragraph(say("people.none", language)),), back_to_summary(number, language), number
    )


def _line(speaker: Speaker, statements: str, language: str) -> str:
    if speaker.role is None or speaker.role in speaker.name:
        return say("people.speaker", language, name=speaker.name, statements=statements)
    return say("people.speaker_role", language, name=speaker.name, role=speaker.role, statements=statements)
