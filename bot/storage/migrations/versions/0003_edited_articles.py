"""What it takes to read an edited article again: see bot/storage/revisions.py."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the stretches that messages brought, and the message that shows an article."""
    op.add_column("articles", sa.Column("shown", sa.Text))
    op.create_table(
        "parts",
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "message", name="pk_parts"),
        sa.ForeignKeyConstraint(
            ["chat_id", "article_id"],
            ["articles.chat_id", "articles.id"],
            name="fk_parts_chat_id_article_id_articles",
            ondelete="CASCADE",
        ),
    )
