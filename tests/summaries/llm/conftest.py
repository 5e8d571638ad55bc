"""The server that a test's writer asks."""

from collections.abc import Iterator

import pytest

import models.summaries.llm.connection  # noqa: F401 - the client takes seconds to load, which are no test's to count
from tests.summaries.llm.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running
