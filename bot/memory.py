"""How memory is asked for by a program that runs for weeks with many threads."""

import ctypes
import os
from contextlib import suppress
from typing import Final

HEAPS: Final = 2
"""How many heaps all threads share: Python lets one of them compute at a time, what it calls in C may want another."""

_M_ARENA_MAX: Final = -8  # mallopt(3)


def share_heaps() -> None:
    """Let all threads share `HEAPS` heaps, where the C library is glibc and MALLOC_ARENA_MAX does not say otherwise.

    It gives each of many threads one of its own, up to eight a core, and what is free in one is of no use to the
    others: after some thousand articles that is memory that nobody uses.
    """
    if "MALLOC_ARENA_MAX" not in os.environ:
        with suppress(AttributeError, OSError, TypeError):  # another C library, or Windows
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)
