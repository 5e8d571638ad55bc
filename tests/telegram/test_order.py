"""Many chats at once, each in its own order; updates unopened on the way."""

import asyncio
import json

from telegram import Update

from bot.telegram.order import ChatOrder
from bot.telegram.polling import UnopenedUpdates, raw_of


class Work:
    """Runs turns: notes when each begins, and ends it when told."""

    def __init__(self, at_once: int) -> None:
        self.order = ChatOrder(at_once)
        self.began: list[int] = []
        self.ends: dict[int, asyncio.Event] = {}
        self.tasks: list[asyncio.Task] = []

    def take(self, number: int, chat: int) -> None:
        self.ends[number] = asyncio.Event()
        self.tasks.append(asyncio.create_task(self._run(number, chat)))

    async def _run(self, number: int, chat: int) -> None:
        async with self.order.turn(chat):
            self.began.append(number)
            await self.ends[number].wait()

    async def end(self, *numbers: int) -> None:
        for number in numbers:
            self.ends[number].set()
        await self.settle()

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


async def test_a_chat_is_handled_in_order_and_chats_at_the_same_time():
    work = Work(at_once=4)
    for number, chat in ((1, 10), (2, 10), (3, 20), (4, 10)):
        work.take(number, chat)
    await work.settle()

    assert work.began == [1, 3]
    await work.end(1)
    assert work.began == [1, 3, 2]
    await work.end(2, 3, 4)
    assert work.began == [1, 3, 2, 4]
    await asyncio.gather(*work.tasks)


async def test_a_chat_that_sends_much_holds_up_no_other():
    work = Work(at_once=2)
    for number in range(50):
        work.take(number, chat=10)
    work.take(99, chat=20)
    await work.settle()

    assert work.began == [0, 99]
    await work.end(99, *range(50))
    await asyncio.gather(*work.tasks)
    assert work.began == [0, 99, *range(1, 50)]


async def test_no_more_run_at_a_time_than_allowed():
    work = Work(at_once=2)
    for number in range(4):
        work.take(number, chat=number)
    await work.settle()

    assert work.began == [0, 1]
    await work.end(0)
    assert work.began == [0, 1, 2]
    await work.end(1, 2, 3)
    await asyncio.gather(*work.tasks)


async def test_a_turn_that_fails_lets_the_next_of_its_chat_begin():
    async def fail() -> None:
        async with work.order.turn(10):
            raise ValueError

    work = Work(at_once=1)
    failing = asyncio.create_task(fail())
    work.take(2, chat=10)
    await work.settle()

    assert work.began == [2]
    await work.end(2)
    assert isinstance((await asyncio.gather(failing, *work.tasks, return_exceptions=True))[0], ValueError)


def test_an_update_crosses_polling_as_it_came_whatever_is_in_it():
    raw = {"update_id": 7, "callback_query": {"id": "no chat_instance"}, "of_a_later_version": [1]}

    answer = UnopenedUpdates.parse_json_payload(json.dumps({"ok": True, "result": [raw]}).encode())

    (opened,) = Update.de_list(answer["result"], None)
    assert opened.update_id == 7
    assert raw_of(opened) == raw


def test_an_answer_that_is_an_error_is_left_as_it_is():
    payload = {"ok": False, "error_code": 409, "description": "Conflict"}

    assert UnopenedUpdates.parse_json_payload(json.dumps(payload).encode()) == payload
