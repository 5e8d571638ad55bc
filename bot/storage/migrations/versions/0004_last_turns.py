"""The last question of a chat, so that the next may lean on it: see bot/storage/turns.py."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table of last turns, one for each chat."""
    op.create_table(
        "turns",
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("asked", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_turns"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_turns_chat_id_chats", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["chat_id", "article_id"],
            ["articles.chat_id", "articles.id"],
            name="fk_turns_chat_id_article_id_articles",
            ondelete="CASCADE",
        ),
    )
