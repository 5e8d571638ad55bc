import threading
import time

import pytest

from models.llm.endpoint import Endpoint, Request
from models.llm.faults import EndpointError
from models.llm.manner import Form
from tests.llm.server import Handler, Server, whole

REQUEST = Request([{"role": "user", "content": "كم؟"}], Form("answer", {"type": "object"}))


def ask(endpoint: Endpoint, patience: float = 10.0, *, waits: bool = True) -> str | None:
    return endpoint.ask(REQUEST, lambda words: words or None, bool, patience=patience, waits=waits)


def test_no_more_is_asked_at_once_than_there_are_places(server: Server) -> None:
    most, now, lock = 0, 0, threading.Lock()

    def counted(handler: Handler) -> None:
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
        handler.wait(0.1)
        with lock:
            now -= 1
        whole("نعم")(handler)

    server.answer(counted)
    endpoint = Endpoint(server.address, None, "m", at_once=2)
    threads = [threading.Thread(target=ask, args=(endpoint, 30.0)) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (most, len(server.asked)) == (2, 6)


def test_whoever_finds_no_place_in_time_is_told_so_and_the_place_is_free_again(server: Server) -> None:
    taken, go = threading.Event(), threading.Event()

    def held(handler: Handler) -> None:
        taken.set()
        go.wait(30)
        whole("نعم")(handler)

    server.answer(held)
    endpoint = Endpoint(server.address, None, "m", at_once=1)
    first = threading.Thread(target=ask, args=(endpoint, 30.0))
    first.start()
    assert taken.wait(30)
    for waits in (False, True):
        with pytest.raises(EndpointError, match="is being asked 1 things already") as raised:
            ask(endpoint, 0.3, waits=waits)
        assert raised.value.shortfall == "unreachable"
    go.set()
    first.join()
    assert ask(endpoint, waits=False) == "نعم"


def test_a_failure_gives_its_place_back(server: Server) -> None:
    endpoint = Endpoint("http://127.0.0.1:9/v1", None, "m", at_once=1)
    for _ in range(2):
        before = time.monotonic()
        with pytest.raises(EndpointError, match="cannot be reached"):
            ask(endpoint, 5.0, waits=False)
        assert time.monotonic() - before < 5
