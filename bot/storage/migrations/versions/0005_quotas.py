"""What quotas count, and whose an article is: see bot/storage/quotas.py and bot/storage/tables.py.

It only adds, so a program of the version before goes on beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the two tables of counts, and the person who brought an article."""
    op.add_column("articles", sa.Column("person", sa.Text))
    op.create_table(
        "spent",
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("used", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("who", "kind", name="pk_spent"),
    )
    op.create_table(
        "charged",
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("what", name="pk_charged"),
    )
    for table in ("spent", "charged"):
        op.create_index(f"ix_{table}_until", table, ["until"])
