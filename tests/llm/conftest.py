"""The server that a test asks."""

from collections.abc import Iterator

import pytest

import models.llm.connection  # noqa: F401 - the client takes seconds to load, which are no test's to count
from tests.llm.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running
