"""Opening a database: its tables, its settings, and what is said when it cannot be opened."""

import asyncio
import logging
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, text

from bot.errors import StorageError
from bot.storage import Store
from bot.storage.entries import stems_of
from bot.storage.tables import metadata


async def test_the_migrations_make_the_tables_that_the_program_knows(store):
    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    async with store._engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_programs_that_open_a_new_database_at_once_all_find_it_ready(database_url):
    opened = await asyncio.gather(*(Store.open(database_url) for _ in range(4)), return_exceptions=True)

    for each in opened:
        if isinstance(each, Store):
            await each.close()
    assert [each for each in opened if not isinstance(each, Store)] == []


async def test_opening_a_database_logs_nothing(database_url, caplog):
    caplog.set_level(logging.INFO)

    store = await Store.open(database_url)
    await store.close()

    assert [record.name for record in caplog.records if record.name.startswith("alembic")] == []


async def test_a_failed_migration_leaves_no_half_made_tables(database_url):
    store = await Store.open(database_url)
    async with store._engine.begin() as connection:
        for table in (*reversed([table.name for table in metadata.sorted_tables]), "alembic_version"):
            await connection.execute(text(f"DROP TABLE {table}"))
        await connection.execute(text("CREATE TABLE messages (other INTEGER)"))  # stands in the way of the last one

    with pytest.raises(StorageError, match="messages"):
        await Store.open(database_url)

    async with store._engine.connect() as connection:
        assert await connection.run_sync(lambda c: inspect(c).get_table_names()) == ["messages"]
    await store.close()


async def test_articles_of_the_first_version_are_listed_and_found_after_the_migration(database_url):
    store = await Store.open(database_url)
    async with store._engine.begin() as connection:
        await connection.run_sync(_back_to_the_first_version)
        body = '{"text": "فتحت البلدية الجسور", "title": "جسر جديد", "published": "2026-03-05T10:00:00Z"}'
        await connection.execute(text("INSERT INTO chats (id, name) VALUES (1, 'web:1')"))
        await connection.execute(text("INSERT INTO articles (id, chat_id, body) VALUES (5, 1, :body)"), {"body": body})
        await connection.execute(text("INSERT INTO messages (chat_id, message, article_id) VALUES (1, '9', 5)"))
    await store.close()

    again = await Store.open(database_url)

    (entry,) = await again.entries("web:1", 0, 5, stems_of("بلدية"))
    assert (entry.number, entry.title, entry.published, entry.received) == (5, "جسر جديد", date(2026, 3, 5), None)
    assert await again.article_of_message("web:1", "9") == 5
    await again.forget("web:1", 5)
    assert await again.article_of_message("web:1", "9") is None
    await again.close()


def _back_to_the_first_version(connection):
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


async def test_a_database_of_a_newer_version_is_not_touched(database_url):
    store = await Store.open(database_url)
    async with store._engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()

    with pytest.raises(StorageError, match="9999"):
        await Store.open(database_url)


async def test_sqlite_writes_ahead_and_holds_to_foreign_keys(tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/a/b/manqal.db")

    async with store._engine.connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
    await store.close()


async def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    (tmp_path / "notes.txt").write_text("ليس هذا قاعدة بيانات. " * 100, encoding="utf-8")

    with pytest.raises(StorageError, match=r"notes\.txt.*not a database"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/notes.txt")


async def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError, match="sqlite database"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/file/manqal.db")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://reader:hunter2@127.0.0.1:1/news",
        "postgresql+psycopg://127.0.0.1:1/news?user=reader&password=hunter2",
        "postgresql+psycopg://reader:hunter2@127.0.0.1:1/news?no_such_option=hunter2",
        "nothing like a hunter2 url",
    ],
)
async def test_a_server_that_does_not_answer_is_named_without_the_password(url):
    with pytest.raises(StorageError) as caught:
        await Store.open(url)

    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        lambda store: store.current_article("web:1"),
        lambda store: store.article_of_message("web:1", "7"),
        lambda store: store.reading("web:1", 7),
        lambda store: store.person_of("web:1", "7"),
        lambda store: store.preferences("web:1"),
        lambda store: store.lookup("web:1", 7),
        lambda store: store.entry("web:1", 7),
        lambda store: store.entries("web:1", 0, 5, ["جسر"]),
    ],
)
async def test_long_chats_are_searched_by_index(query, tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/manqal.db")
    asked = []
    event.listen(store._engine.sync_engine, "before_cursor_execute", lambda *args: asked.append(args[2:4]))
    await query(store)

    async with store._engine.connect() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1][0]}", asked[-1][1])
        steps = [row[3] for row in plan]
    await store.close()

    assert steps
    assert not [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step]
