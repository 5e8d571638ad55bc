"""The SQL that `deploy/README.md` gives an operator, run as it stands there."""

import re
from datetime import timedelta

import psycopg
import pytest

from bot.storage import Store
from models.reading import Article
from tests.databases import on_server
from tests.deploy.test_files import DEPLOY
from tests.inbox.conftest import Notes, opened

WAITING, FORGOTTEN = re.findall(r"```sql\n(.*?)```", (DEPLOY / "README.md").read_text("utf-8"), re.DOTALL)
SECRET = "كلام لا يعرفه أحد"


@pytest.fixture
def server():
    with on_server() as url:
        yield url


def execute(url, statements):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statements)


def tables_with(url, words):
    """Return the tables of either schema that hold some words."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        listed = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'dbos')"
        ).fetchall()
        return {
            name
            for (name,) in listed
            if connection.execute(f"SELECT 1 FROM {name} AS it WHERE it::text LIKE %s", (f"%{words}%",)).fetchone()  # noqa: S608
        }


async def test_what_waits_is_set_aside_and_deleted_like_what_was_answered(server, tmp_path):
    async with opened(server, None) as inbox:
        for number in (1, 2):
            await inbox.persist("telegram:42", number, {"say": [SECRET]})
        execute(server, WAITING)

        assert (await inbox.state()).waiting == 0
        assert await inbox.tidy(timedelta(seconds=-5)) == 2
    async with opened(server, tmp_path) as inbox:
        await inbox.persist("telegram:42", 3, {"say": ["جديد"]})
        notes = Notes(tmp_path)
        await notes.until(lambda it: it.sent)

    assert [line.split()[1] for line in notes.sent] == ["جديد"]


async def test_a_person_is_deleted_from_every_table_and_nobody_else(server, tmp_path):
    store = await Store.open(server)
    chats = ("telegram:42", "telegram:42:7", "telegram:421")
    for chat in chats:
        await store.add_article(chat, Article(f"{SECRET} في {chat}!"))
    await store.close()
    async with opened(server, tmp_path) as inbox:
        for chat in ("telegram:42", "telegram:421"):
            await inbox.persist(chat, 1, {"say": [f"{SECRET} في {chat}!"]})
        await Notes(tmp_path).until(lambda it: len(it.sent) == 2)
    assert tables_with(server, "telegram:42!") >= {"public.articles", "dbos.operation_outputs"}

    execute(server, FORGOTTEN)

    assert tables_with(server, "telegram:42!") == set()
    assert tables_with(server, "telegram:42:") == set()
    assert tables_with(server, "telegram:421!") >= {"public.articles", "dbos.operation_outputs"}
