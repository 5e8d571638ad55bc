"""The Bot API server brings updates to a webhook as Telegram does, and its network can be cut."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tests.telegram.people import Person


class Receiver:
    """A webhook that answers with `status`, and what came to it."""

    def __init__(self, port: int) -> None:
        self.url, self.status, self.pause = f"http://127.0.0.1:{port}/hook", 200, 0.0
        self.came: list[tuple[int, str | None]] = []
        self.at_once = self.most = 0

    async def take(self, request):
        update = await request.json()
        self.came.append((update["update_id"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        return Response(status_code=self.status)


@asynccontextmanager
async def receiving(port: int):
    receiver = Receiver(port)
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off", ws="none"))
    serving = asyncio.create_task(server.serve())
    yield receiver
    server.should_exit = True
    await serving


@pytest.fixture
async def receiver(unused_tcp_port):
    async with receiving(unused_tcp_port) as receiver:
        yield receiver


async def call(api, method, **params):
    async with httpx.AsyncClient(base_url=api.root, trust_env=False) as client:
        return (await client.post(f"/bot{api.token}/{method}", data=params)).json()


async def pushed(api, count):
    return [await api.push({"message": Person(api).message("أهلا")}) for _ in range(count)]


async def test_updates_come_one_by_one_in_order_with_the_secret_and_polling_is_refused(api, receiver):
    waiting = await pushed(api, 2)
    receiver.pause = 0.02
    await call(api, "setWebhook", url=receiver.url, secret_token="s3cret", max_connections=1)
    waiting += await pushed(api, 3)

    await api.until(lambda: not api.pending)

    assert receiver.came == [(update, "s3cret") for update in waiting]
    assert receiver.most == 1
    assert (await call(api, "getWebhookInfo"))["result"]["url"] == receiver.url
    assert "webhook is active" in (await call(api, "getUpdates"))["description"]


async def test_several_come_at_once_where_several_may(api, receiver):
    receiver.pause = 0.1
    await call(api, "setWebhook", url=receiver.url, max_connections=4)

    await pushed(api, 8)
    await api.until(lambda: not api.pending)

    assert 1 < receiver.most <= 4


async def test_an_update_comes_again_until_it_is_taken_and_what_is_behind_it_waits(api, receiver):
    receiver.status = 500
    await call(api, "setWebhook", url=receiver.url, max_connections=1)
    first, second = await pushed(api, 2)
    await api.until(lambda: len(receiver.came) >= 2)
    assert {update for update, _ in receiver.came} == {first}

    receiver.status = 200
    await api.until(lambda: not api.pending)

    assert [update for update, _ in receiver.came][-2:] == [first, second]


async def test_what_waits_when_the_webhook_is_taken_away_is_polled(api, receiver):
    receiver.status = 500
    await call(api, "setWebhook", url=receiver.url)
    await pushed(api, 1)
    await api.until(lambda: receiver.came)

    await call(api, "deleteWebhook")

    assert len((await call(api, "getUpdates"))["result"]) == 1


@pytest.mark.parametrize(("how", "carried_out"), [("hang", False), ("drop", True)])
async def test_a_cut_network_answers_nothing_and_carries_requests_out_or_not(api, how, carried_out):
    await pushed(api, 1)
    async with api.cut(how):
        asking = asyncio.create_task(call(api, "sendMessage", chat_id=42, text="قال"))
        await asyncio.sleep(0.5)
        assert asking.done() is carried_out
    with pytest.raises(httpx.RemoteProtocolError):
        await asking

    assert any(message["text"] == "قال" for message in api.messages.values()) is carried_out
    assert [each.answered for each in api.of("sendMessage")] == [False]
    assert (await call(api, "sendMessage", chat_id=42, text="قالت"))["ok"]


async def test_private_chats_count_their_messages_together_and_a_group_its_own(api):
    group = {"id": -100_5, "type": "supergroup", "title": "قراء"}
    people = [Person(api, id=1), Person(api, id=2), Person(api, chat=group)]

    ids = [person.message("أهلا")["message_id"] for person in people * 2]

    assert ids == [101, 102, 101, 103, 104, 102]
