"""Where the page listens."""

import socket

import pytest

from bot.errors import OperatorError
from bot.web.server import address, listen


def test_the_first_free_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken, listen("127.0.0.1", [taken.getsockname()[1], 0]) as listener:
        assert listener.getsockname()[1] not in {0, taken.getsockname()[1]}


def test_no_free_port_is_said_plainly():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OperatorError, match=f"no free port at 127.0.0.1 from {port} to {port}"):
            listen("127.0.0.1", [port])


def test_a_host_that_is_not_this_machine_s_is_said_plainly():
    with pytest.raises(OperatorError, match=r"cannot listen on 192\.0\.2\.1"):
        listen("192.0.2.1", [8000])


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("localhost", "http://localhost:8000/"),
    ],
)
def test_the_address_is_one_that_a_browser_can_open(host, url):
    assert address(host, 8000) == url
