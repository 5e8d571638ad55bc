"""Alembic's way in: runs the revisions on the connection that it is handed."""

from alembic import context

from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, though Alembic does not count on it
)
context.run_migrations()
