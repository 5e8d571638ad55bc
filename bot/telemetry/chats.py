"""What a chat is called in logs and spans: always the same, and nothing that leads back to it.

A Telegram id is a number that can be tried through in minutes, so a plain hash of it hides nothing. The key is made of
the bot's token: every process of one bot and every start of it gives a chat the same pseudonym, there is no file to
keep or to lose, and who has the token could read the chats anyway. A new token gives new pseudonyms. Without a token
(the chat page) the key is drawn anew at each start.
"""

import secrets
from hashlib import blake2s

_key = secrets.token_bytes(32)


def key_chats(secret: str) -> None:
    """Make the pseudonyms from now on with a secret of this installation: the bot's token."""
    global _key  # noqa: PLW0603 - one installation, one key
    _key = blake2s(secret.encode(), person=b"chats").digest()


def pseudonym(chat: str) -> str:
    """Return twelve characters for a chat's name as the conversation knows it ("telegram:42")."""
    return blake2s(chat.encode("utf-8", "replace"), key=_key, digest_size=6).hexdigest()
