"""What lists, searches, settings and the buttons of a group need: see bot/storage/tables.py."""

import sqlalchemy as sa
from alembic import op

from bot.storage.entries import entry_of
from bot.storage.forms import ARTICLE

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and tables, and fill those of the articles that are kept already."""
    for name in ("title", "published", "received", "stems"):
        op.add_column("articles", sa.Column(name, sa.Text))
    _fill()
    with op.batch_alter_table("messages") as messages:
        messages.add_column(sa.Column("person", sa.Text))
        messages.alter_column("article_id", existing_type=_ID, nullable=True)
        messages.create_foreign_key("fk_messages_chat_id_chats", "chats", ["chat_id"], ["id"], ondelete="CASCADE")
    op.create_table(
        "topics",
        sa.Column("chat_id", _ID),
        sa.Column("article_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_topics"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_topics_chat_id_chats", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["chat_id", "article_id"],
            ["articles.chat_id", "articles.id"],
            name="fk_topics_chat_id_article_id_articles",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "preferences",
        sa.Column("chat_id", _ID),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_preferences"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_preferences_chat_id_chats", ondelete="CASCADE"),
    )
    op.create_table(
        "lookups",
        sa.Column("id", _ID),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lookups"),
        sa.UniqueConstraint("chat_id", "words", name="uq_lookups_chat_id_words"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_lookups_chat_id_chats", ondelete="CASCADE"),
    )


def _fill() -> None:
    """Note title, day and stems of each article; the day that it came on was not kept."""
    articles = sa.table(
        "articles",
        *(sa.column(name) for name in ("id", "body", "title", "published", "stems")),
    )
    connection = op.get_bind()
    numbers = connection.execute(sa.select(articles.c.id)).scalars().all()
    for number in numbers:  # one at a time: a chat may hold more text than fits the memory
        body = connection.execute(sa.select(articles.c.body).where(articles.c.id == number)).scalar_one()
        filled = entry_of(ARTICLE.validate_json(body))
        connection.execute(articles.update().where(articles.c.id == number).values(**filled))
