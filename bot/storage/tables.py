"""The tables. An article and a reading are kept as JSON, so that they may grow without a migration."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)

_Id = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER key counts up by itself in SQLite

chats = Table(
    "chats",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("body", Text, nullable=False),
    Column("title", Text),  # these four are made of the body, so that lists and searches need not open it
    Column("published", Text),  # a day, "2026-11-29"
    Column("received", Text),
    Column("stems", Text),  # each between blanks; see bot/storage/entries.py
    Column("shown", Text),  # the message of ours that shows it, with its buttons
    Column("person", Text),  # who brought it to a chat of several people
    UniqueConstraint("chat_id", "id"),  # finds a chat's latest article, and lets messages point at both columns
)

readings = Table(
    "readings",
    metadata,
    Column("article_id", _Id, ForeignKey(articles.c.id, ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("message", Text, primary_key=True),
    Column("article_id", _Id),  # none where a message of ours speaks of no article but has buttons
    Column("person", Text),  # who may press these: whose message it answers
    # both columns together: the database itself refuses a message that points at another chat's article
    ForeignKeyConstraint(["chat_id", "article_id"], [articles.c.chat_id, articles.c.id], ondelete="CASCADE"),
)

parts = Table(
    "parts",  # which message brought which stretch of an article's text, so that one of them can be edited
    metadata,
    Column("chat_id", _Id, nullable=False),
    Column("message", Text, primary_key=True),
    Column("article_id", _Id, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    ForeignKeyConstraint(["chat_id", "article_id"], [articles.c.chat_id, articles.c.id], ondelete="CASCADE"),
)

topics = Table(
    "topics",  # the article that a chat chose to talk about; without one it is the latest
    metadata,
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("article_id", _Id, nullable=False),
    ForeignKeyConstraint(["chat_id", "article_id"], [articles.c.chat_id, articles.c.id], ondelete="CASCADE"),
)

turns = Table(
    "turns",  # the last question of a chat; see bot/storage/turns.py
    metadata,
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("article_id", _Id, nullable=False),
    Column("asked", BigInteger, nullable=False),  # seconds since 1970
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(["chat_id", "article_id"], [articles.c.chat_id, articles.c.id], ondelete="CASCADE"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
)

lookups = Table(
    "lookups",  # what was looked for and takes more than a page, since a button holds no words
    metadata,
    Column("id", _Id, primary_key=True),
    Column("chat_id", _Id, ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("chat_id", "words"),
)

spent = Table(
    "spent",  # how much of what costs somebody had; see bot/storage/quotas.py. It outlives what /forget deletes
    metadata,
    Column("who", Text, primary_key=True),  # a code of a person or chat, see `code_of`
    Column("kind", Text, primary_key=True),
    Column("used", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),  # seconds since 1970: what was used counts until then
    Index("ix_spent_until", "until"),
)

charged = Table(
    "charged",  # what was counted already, so that nothing that is handled again after a crash counts twice
    metadata,
    Column("what", Text, primary_key=True),  # a code of a message and what it brought
    Column("until", BigInteger, nullable=False),
    Index("ix_charged_until", "until"),
)
