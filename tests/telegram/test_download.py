"""Fetching the file of a document message over HTTP, within bounds."""

import asyncio
import traceback

import pytest
from telegram import Bot, Document
from telegram.error import NetworkError

from bot.articles.files import MEGABYTE, read_bytes
from bot.errors import FileGone, FileTooLarge
from bot.telegram.download import download

TEXT = "أعلنت بلدية الوادي أمس فتح الحديقة القديمة، وقال مديرها نادر صقر إن الدخول إليها مجاني طوال العام."
LARGEST = 20


@pytest.fixture
async def bot(api):
    async with Bot(api.token, f"{api.root}/bot", f"{api.root}/file/bot") as one:
        yield one


def document(api, content, size=None, name="خبر.txt", path="documents/file_7.txt"):
    api.files[path] = content
    return Document(path, "unique", file_name=name, file_size=size)


async def test_a_document_comes_whole_with_its_name(api, bot):
    content = await download(bot, document(api, TEXT.encode()), LARGEST)

    assert content.decode() == TEXT
    assert (await read_bytes("خبر.txt", content, 10_000)).text == TEXT


async def test_a_path_whose_letters_need_escaping_is_found(api, bot):
    content = await download(bot, document(api, b"x", path="documents/خبر 1%.txt"), LARGEST)

    assert content == b"x"


async def test_a_file_that_says_it_is_too_large_is_not_asked_for(api, bot):
    with pytest.raises(FileTooLarge) as caught:
        await download(bot, document(api, b"x", size=20 * MEGABYTE + 1), LARGEST)

    assert caught.value.details == {"limit": 20}
    assert api.of("getFile") == []


async def test_telegrams_own_limit_is_told_as_ours(api, bot):
    with pytest.raises(FileTooLarge):
        await download(bot, document(api, bytes(20 * MEGABYTE + 1)), LARGEST)


async def test_a_file_that_is_larger_than_it_says_is_not_read_to_its_end(api, bot):
    with pytest.raises(FileTooLarge):
        await download(bot, document(api, bytes(3 * MEGABYTE), size=10), 2)


async def test_a_file_of_exactly_the_limit_is_read(api, bot):
    content = await download(bot, document(api, bytes(2 * MEGABYTE), size=2 * MEGABYTE), 2)

    assert len(content) == 2 * MEGABYTE


async def test_a_file_that_telegram_no_longer_has_is_said_to_be_unreadable(api, bot):
    with pytest.raises(FileGone) as caught:
        await download(bot, Document("gone", "unique", file_name="../../etc/خبر.pdf"), LARGEST)

    assert caught.value.details == {"name": "خبر.pdf"}


async def test_a_file_that_goes_between_question_and_download_is_said_to_be_unreadable(api, bot, monkeypatch):
    found = document(api, b"x")
    answered = api._getFile

    async def gone(params):
        answer = await answered(params)
        api.files.clear()
        return answer

    monkeypatch.setattr(api, "_getFile", gone)
    with pytest.raises(FileGone):
        await download(bot, found, LARGEST)


async def test_a_server_that_breaks_off_can_be_asked_again_and_the_token_is_not_told(api):
    async def broken(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nabc")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(broken, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Bot(api.token, f"{api.root}/bot", f"http://127.0.0.1:{port}/file/bot") as other:
        with pytest.raises(NetworkError) as caught:
            await download(other, document(api, b"x"), LARGEST)

    assert api.token not in "".join(traceback.format_exception(caught.value))


@pytest.fixture
async def local_bot(api):
    async with Bot(api.token, f"{api.root}/bot", f"{api.root}/file/bot", local_mode=True) as one:
        yield one


async def test_a_server_in_local_mode_gives_a_path_and_the_file_is_read_from_disk(api, local_bot, tmp_path):
    path = tmp_path / "خبر.txt"
    path.write_text(TEXT, encoding="utf-8")

    content = await download(local_bot, document(api, b"elsewhere", path=str(path)), 50)

    assert content.decode() == TEXT


async def test_a_file_on_disk_beyond_the_limit_is_not_read(api, local_bot, tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(11_000_000_000)

    with pytest.raises(FileTooLarge) as caught:
        await download(local_bot, document(api, b"", path=str(path)), 50)
    assert caught.value.details == {"limit": 50}
