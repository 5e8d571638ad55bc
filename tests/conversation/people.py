"""The people who talk to the bot in these tests, and what they see of its replies."""

from bot.conversation.reply import Quotation
from bot.conversation.turn import Message, Press

CHAT = "telegram:1"
LIMIT = 200_000


class Person:
    """Someone who writes in a chat of a platform that numbers its messages; `name` tells them from others there."""

    def __init__(self, conversation, chat=CHAT, language="ar", name=None):
        self.conversation, self.chat, self.language, self.name = conversation, chat, language, name
        self.number = 0

    async def says(self, text, reply_to=None, origin=None):
        self.number += 1
        self.wrote = str(self.number)
        message = Message(self.chat, self.wrote, text, self.language, reply_to, origin, self.name)
        return await self._answered(await self.conversation.receive(message))

    async def presses(self, action, message="1"):
        return await self._answered(await self.conversation.press(self.press(action, message)))

    def press(self, action, message="1"):
        return Press(self.chat, message, action, self.language, self.name)

    async def _answered(self, reply):
        self.number += 1
        self.answer = str(self.number)
        await self.conversation.sent(self.chat, self.answer, reply.mark)
        return reply


def words(reply):
    return "\n".join(block.text for block in reply.blocks)


def quotations(reply):
    return [block.text for block in reply.blocks if isinstance(block, Quotation)]


def actions(reply):
    return [button.action for row in reply.buttons for button in row]


def labels(reply):
    return {button.label: button.action for row in reply.buttons for button in row}
