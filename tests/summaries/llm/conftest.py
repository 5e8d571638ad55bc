"""The server that a test's writer asks."""

from tests.llm.conftest import server

__all__ = ["server"]
