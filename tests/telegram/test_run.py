"""The bot as its own process, as whoever runs it starts and stops it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.errors import OperatorError, SettingsError
from bot.settings import Settings
from bot.telegram.app import run
from tests.telegram.articles import BRIDGE
from tests.telegram.people import Person

ROOT = Path(__file__).parents[2]
WORD = "المتحف"  # whoever reads it falls
START = """
import logging
from bot.settings import load_settings
from bot.telegram.app import run
logging.basicConfig(level=logging.DEBUG)
run(load_settings())
"""

DEADLY = f"""
import os
from bot.conversation import articles
read = articles.attribute
articles.attribute = lambda article: os._exit(9) if "{WORD}" in article.text else read(article)
{START}"""


def settings(tmp_path, token, root) -> Settings:
    return Settings(
        _env_file=None, telegram_bot_token=token, telegram_api_url=root, database_url=f"sqlite:///{tmp_path}/chats.db"
    )


async def started(tmp_path, token, root, program=START):
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        cwd=tmp_path,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": root,
            "DATABASE_URL": f"sqlite:///{tmp_path}/chats.db",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def output_of(process) -> str:
    output, _ = await asyncio.wait_for(process.communicate(), 30)
    return output.decode()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_it_answers_until_it_is_told_to_stop_and_its_token_is_in_no_line_of_its_output(api, tmp_path, ending):
    process, reader = await started(tmp_path, api.token, api.root), Person(api)
    await reader.say(BRIDGE)
    shown = await reader.sees()
    process.send_signal(ending)
    output = await output_of(process)

    assert "جسر النهر الجديد" in shown.words
    assert process.returncode == 0
    assert "answering on Telegram as @ManQalBot" in output
    assert api.token.partition(":")[2] not in output


async def test_an_article_that_brings_down_whoever_reads_it_is_given_up_and_told_and_the_next_is_answered(
    api, tmp_path
):
    sender, other = Person(api), Person(api, id=43)
    await sender.say(BRIDGE.replace("الجسر", WORD))
    await other.say(BRIDGE)
    for _ in range(4):
        fallen = await started(tmp_path, api.token, api.root, DEADLY)
        await output_of(fallen)
        assert fallen.returncode == 9
    process = await started(tmp_path, api.token, api.root, DEADLY)
    told, answered = (await sender.sees(within=60)).words, (await other.sees(within=60)).words
    process.send_signal(signal.SIGTERM)
    await output_of(process)

    assert "خطأ لم أتوقعه" in told
    assert "جسر النهر الجديد" in answered
    assert len(api.of("sendMessage")) == 2


async def test_it_stops_at_once_though_telegram_keeps_it_from_polling(api, tmp_path):
    api.refuse("deleteWebhook", 502, "Bad Gateway", times=100)
    process = await started(tmp_path, api.token, api.root)
    await api.until(lambda: len(api.of("deleteWebhook")) > 1, within=60)

    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(15):
        await output_of(process)

    assert process.returncode == 0


async def test_a_token_that_telegram_does_not_know_is_a_fault_of_the_settings_and_not_repeated(api, tmp_path):
    unknown = "99999:an_unknown_token_of_somebody_else"

    output = await output_of(await started(tmp_path, unknown, api.root))

    assert "SettingsError: TELEGRAM_BOT_TOKEN: Telegram does not know this token" in output
    assert "an_unknown_token" not in output


def test_without_a_token_it_says_what_is_missing(tmp_path):
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        run(settings(tmp_path, None, None))


def test_a_server_that_cannot_be_reached_is_said(tmp_path):
    with pytest.raises(OperatorError, match="Telegram cannot be reached"):
        run(settings(tmp_path, "99999:a_token_that_nobody_will_see", "http://127.0.0.1:9"))
