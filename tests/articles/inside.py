"""What the tests let run in the sandbox's process."""

import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path

from bot.errors import TooLong
from models.reading import Article


def article(text):
    return Article(text, title="عنوان", author="هدى")


def refuse(limit):
    raise TooLong(length=9, limit=limit)


def fail():
    raise KeyError("no such thing")


def fail_with(words):
    raise KeyError(words)


def spin():
    while True:
        pass


def sleep(seconds):
    time.sleep(seconds)


def sleep_and_tell(path, seconds):
    with socket.create_connection(path) as told:  # a file may not be written here
        told.sendall(str(os.getpid()).encode())
        time.sleep(seconds)


def fill(megabytes):
    return len(bytearray(megabytes * 1_000_000))


def crash():
    ctypes.string_at(0)


def be_killed():
    os.kill(os.getpid(), signal.SIGKILL)


def answer_much():
    return bytes(40_000_000)


def chatter():
    print("not the answer")  # noqa: T201
    sys.stdout.write("nor this")
    return 7


def seen():
    return sorted(os.environ)


def write(path):
    try:
        Path(path).write_bytes(b"x")
    except OSError:
        return False
    return True


def take_over(path):
    """Answer as a parser that was taken over might: with a pickle that calls something."""
    os.write(1, f"cposix\nmkdir\n(S'{path}'\ntR.".encode())
    os._exit(0)


def leave():
    sys.exit(3)


def function():
    return len
