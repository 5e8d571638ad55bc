"""Chats, their articles, the readings of these, and the messages that belong to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "chats",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
        sa.UniqueConstraint("name", name="uq_chats_name"),
    )
    op.create_table(
        "articles",
        sa.Column("id", _ID),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("chat_id", "id", name="uq_articles_chat_id_id"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_articles_chat_id_chats", ondelete="CASCADE"),
    )
    op.create_table(
        "readings",
        sa.Column("article_id", _ID),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_readings"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_readings_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "messages",
        sa.Column("chat_id", _ID),
        sa.Column("message", sa.Text),
        sa.Column("article_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message", name="pk_messages"),
        sa.ForeignKeyConstraint(
            ["chat_id", "article_id"],
            ["articles.chat_id", "articles.id"],
            name="fk_messages_chat_id_article_id_articles",
            ondelete="CASCADE",
        ),
    )
