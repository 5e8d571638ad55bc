"""Requests to Telegram that nobody waits for any more."""

import asyncio
import random

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.requests import WholeRequests
from tests.telegram.people import Person


@pytest.fixture
async def bot(api):
    request = WholeRequests(connection_pool_size=4, pool_timeout=5)
    async with Bot(api.token, base_url=f"{api.root}/bot", request=request) as one:
        yield one


async def test_however_many_are_cancelled_the_connections_last(api, bot):
    chance = random.Random(1)
    for _ in range(30):
        typing = [asyncio.create_task(bot.send_chat_action(42, "typing")) for _ in range(12)]
        await asyncio.sleep(chance.uniform(0, 0.02))
        for task in typing:
            task.cancel()
        await asyncio.gather(*typing, return_exceptions=True)

    assert (await bot.get_me()).username == "ManQalBot"


async def test_one_that_is_cancelled_is_carried_out_all_the_same(api, bot):
    await Person(api).say("/help")
    api.delay("sendMessage", 0.2)
    sending = asyncio.create_task(bot.send_message(42, "قال"))
    await asyncio.sleep(0.1)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)

    await api.until(lambda: api.of("sendMessage"))


async def test_its_fault_reaches_whoever_waits(api, bot):
    await Person(api).say("/help")
    api.refuse("sendMessage", 500, "Internal Server Error")

    with pytest.raises(TelegramError, match="Internal"):
        await bot.send_message(42, "قال")
