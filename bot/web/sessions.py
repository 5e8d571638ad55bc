"""The cookie of who has logged in: signed with a key that is drawn at each start, so nothing is kept of it here."""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from typing import Final

COOKIE: Final = "manqal_session"
"""The cookie that says who has logged in, out of reach of scripts."""

LASTING: Final = 7 * 24 * 3600
"""Seconds for which a login is good."""

_WRITTEN: Final = re.compile(r"([\w-]{22})\.([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)


class Sessions:
    """Begins sessions and knows its own again; `clock` tells the seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._key = clock, secrets.token_bytes(32)

    def begin(self) -> str:
        """Return the cookie of a new session."""
        told = f"{secrets.token_urlsafe(16)}.{int(self._clock()) + LASTING}"
        return f"{told}.{self._signature(told)}"

    def session(self, cookie: str) -> str | None:
        """Return the session that a cookie names, None where it is none of ours or is over."""
        found = _WRITTEN.fullmatch(cookie)
        if found is None or not hmac.compare_digest(self._signature(f"{found[1]}.{found[2]}"), found[3]):
            return None
        return found[1] if int(found[2]) > self._clock() else None

    def _signature(self, told: str) -> str:
        return hmac.new(self._key, told.encode("ascii"), hashlib.sha256).hexdigest()
