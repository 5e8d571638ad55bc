"""What goes through the inbox: an update on its way in, and what it led to."""

from collections.abc import Coroutine
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An update in the inbox.

    `lane` names what it has to keep its order in ("telegram:42"), `number` is its place there; `received` is in seconds
    since 1970. `running` is whether it is being worked on, `again` whether it was before a crash.
    """

    id: str
    lane: str
    number: int
    raw: Json
    received: float
    running: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an update led to: messages to send one after the other, and entries that it settles as well.

    `given_up` is whether they tell that it could not be read.
    """

    sends: tuple[Json, ...] = ()
    settled: tuple[str, ...] = ()
    given_up: bool = False

    def form(self) -> Json:
        """Return the outcome as JSON."""
        return asdict(self)

    @classmethod
    def of(cls, form: Json) -> Self:
        """Return the outcome of a form that `form` gave."""
        return cls(tuple(form["sends"]), tuple(form["settled"]), form["given_up"])


class GivenUpError(Exception):
    """An entry that was being read at each of several crashes."""


class Look(Protocol):
    """A look at a running entry's lane."""

    async def others(self) -> list[Entry]:
        """Return the other entries of the lane that are not finished, in order."""

    async def ready(self) -> None:
        """Return once the entry can be read; may raise GivenUpError, which the inbox deals with."""

    async def begin(self) -> None:
        """Note that what may bring the process down begins; awaited again, it returns as soon as that is noted."""

    async def forget(self) -> None:
        """Delete what is kept of the lane's finished entries."""

    def withdrawn(self) -> Coroutine[Any, Any, None]:
        """Return when another entry has settled this one, in whichever process."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """That a message may have been sent: behind which number it then stands, and when it was tried (seconds)."""

    behind: int
    at: float


class Way(Protocol):
    """The way of one message of an outcome to where it goes.

    `last` is the number of the outcome's message before it; `doubt` is None where the message was surely not sent.
    """

    doubt: Doubt | None
    last: int | None

    async def begin(self, behind: int) -> None:
        """Note that the message goes out now and will stand behind that number; awaited right before it does.

        Raises asyncio.CancelledError where another process has taken the entry over.
        """

    async def before(self) -> int:
        """Return the highest number of what was sent for what came before the entry in its lane, or 0."""

    async def recent(self) -> list[tuple[Entry, int | None]]:
        """Return what was kept of late in any lane, each with the number of what was sent last for it."""


class Worker(Protocol):
    """What works on entries. It may be asked twice for the same after a crash, and raises nothing that is foreseen."""

    async def prepare(self) -> None:
        """Get ready to read; what is read again after a crash waits for it, so that it is not blamed for the next."""

    async def read(self, entry: Entry, look: Look) -> Outcome:
        """Return what an update leads to; nothing is sent yet."""

    async def send(self, message: Json, way: Way) -> int | None:
        """Send a message of an outcome and return its number where it was sent."""

    async def give_up(self, entry: Entry) -> Outcome:
        """Return what to say of an update that brought down whatever read it, time and again."""
