"""The heaps that threads share, as the C library counts them."""

import os
import platform
import re
import subprocess
import sys

import pytest

from bot.memory import HEAPS

_THREADS = """
import ctypes, sys, threading
from bot.memory import share_heaps

share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
met = threading.Barrier(12)

def work():
    libc.malloc(2_000)
    met.wait()

threads = [threading.Thread(target=work) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="another C library shares its heaps as it likes"
)


def heaps(**settings: str) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"} | settings
    command = [sys.executable, "-c", _THREADS]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return len(re.findall("<heap nr=", ended.stdout))


def test_many_threads_share_a_few_heaps():
    assert heaps() == HEAPS


def test_who_runs_it_may_say_how_many():
    assert heaps(MALLOC_ARENA_MAX="5") == 5
