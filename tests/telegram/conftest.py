"""A Bot API server for each test that asks for one."""

import pytest

from tests.telegram.botapi import BotApi


@pytest.fixture
async def api():
    async with BotApi() as server:
        yield server
