"""The bot as the image runs it: a file system that cannot be written to but for `data/` and `/tmp`, and no HOME."""

import asyncio
import os
import shutil
import subprocess
import sys

import pytest

from bot.settings import Settings
from bot.telemetry.monitor import monitored
from deploy.healthy import healthy
from tests.deploy.test_files import ROOT

READ_ONLY = """
mount --make-rprivate /
mount --bind "$DATA" "$DATA"
awk '{print $5}' /proc/self/mountinfo | sort -r | while read -r mounted; do
    case $mounted in "$DATA" | /dev* | /proc* | /sys*) ;; *) mount -o remount,bind,ro "$mounted" 2>/dev/null ;; esac
done
cd "$DATA/.."
touch written 2>/dev/null && exit 77
exec "$@"
"""

PAGE = """<html><head><title>مدرسة</title></head><body><article><h1>افتتاح مدرسة جديدة في المدينة القديمة</h1>
<p>قال وزير التعليم أحمد سالم إن المدرسة الجديدة ستفتح أبوابها يوم الأحد المقبل بعد عام من العمل.</p>
<p>وأضاف أن عدد الطلاب يبلغ ثلاثمئة طالب، وأن بناءها كلف مليوني دينار.</p></article></body></html>"""


@pytest.fixture
def read_only(tmp_path):
    """Run the bot where nothing but `data/` can be written to; skips the test where that cannot be arranged."""
    data = tmp_path / "data"
    data.mkdir()

    def run(*arguments):
        unshare, shell = shutil.which("unshare"), shutil.which("sh")
        if unshare is None or shell is None or os.getuid() != 0:
            pytest.skip("a file system that is read-only takes unshare and root")
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA": str(data)}
        ended = subprocess.run(
            [unshare, "--mount", shell, "-c", READ_ONLY, shell, sys.executable, "-m", "bot", *arguments],
            env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ended.returncode == 77 or "unshare:" in ended.stderr:
            pytest.skip("no mount namespace of one's own here")
        return ended

    return run, data


def test_it_is_in_order_where_nothing_but_its_data_can_be_written(read_only):
    run, data = read_only
    ended = run("check")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "FAULT" not in ended.stdout
    assert [file.name for file in data.iterdir()] == ["manqal.db"]


def test_a_page_is_read_in_its_own_process_there(read_only):
    run, data = read_only
    (data / "page.html").write_text(PAGE, "utf-8")
    ended = run("read", "data/page.html")

    assert ended.returncode == 0, ended.stderr
    assert "أحمد سالم" in ended.stdout


async def test_the_check_of_the_image_finds_a_bot_that_answers_and_one_that_does_not(unused_tcp_port):
    address = f"0.0.0.0:{unused_tcp_port}"
    async with monitored(Settings(_env_file=None, monitor_address=address), {}):
        assert await asyncio.to_thread(healthy, address)
    assert not await asyncio.to_thread(healthy, address)
