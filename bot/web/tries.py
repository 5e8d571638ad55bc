"""Wrong passwords slowed down: who guessed wrong waits longer and longer, and all who guess wrong share a limit."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_FREE: Final = 3  # wrong tries without a wait: anybody mistypes
_LONGEST: Final = 300.0  # seconds
_FORGOTTEN: Final = 3_600.0  # seconds without a try
_MOST: Final = 1_000  # addresses that are remembered
_TOGETHER: Final = 60  # wrong tries a minute from all addresses together
_MINUTE: Final = 60.0


@dataclass(slots=True)
class _Wrong:
    times: int
    last: float

    @property
    def until(self) -> float:
        return self.last + min(_LONGEST, 2.0 ** min(self.times - _FREE, 16)) if self.times >= _FREE else 0.0


class Tries:
    """The wrong tries of late, by address, in bounded memory; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, _Wrong] = OrderedDict()
        self._lately: deque[float] = deque(maxlen=_TOGETHER)

    def wait(self, address: str) -> int:
        """Return how many seconds an address has to wait before a try of its is heard; 0 for none."""
        now = self._clock()
        until = self._wrong[address].until if address in self._wrong else now
        if len(self._lately) == _TOGETHER:
            until = max(until, self._lately[0] + _MINUTE)
        return max(0, math.ceil(until - now))

    def failed(self, address: str) -> None:
        """Note a wrong try."""
        now = self._clock()
        before = self._wrong.pop(address, None)
        times = before.times if before is not None and now - before.last < _FORGOTTEN else 0
        self._wrong[address] = _Wrong(times + 1, now)
        self._lately.append(now)
        while len(self._wrong) > _MOST:
            self._wrong.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the wrong tries of an address."""
        self._wrong.pop(address, None)
