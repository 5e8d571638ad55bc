"""A writer that asks the test's server, and what it raises."""

import pytest

from models.llm.endpoint import Endpoint
from models.summaries.engine import WriterError
from models.summaries.llm.writer import LlmWriter
from tests.llm.server import Reply, Server
from tests.summaries.llm.articles import task

KEY = "sk-secret-of-this-test"


def writer(server: Server, patience: float = 10.0, key: str | None = KEY) -> LlmWriter:
    return LlmWriter(Endpoint(server.address, key, "tested", patience=patience))


def failure(server: Server, *replies: Reply, patience: float = 10.0) -> WriterError:
    """What a writer raises of these replies; neither the key nor the article stands in it."""
    server.answer(*replies)
    with pytest.raises(WriterError) as raised:
        writer(server, patience).write([task()])
    told = str(raised.value)
    assert KEY not in told
    assert "الزيتونة" not in told
    assert "الزيتونة" not in repr(raised.value.__cause__)
    return raised.value
