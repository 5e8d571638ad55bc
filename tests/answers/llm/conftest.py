"""The server that a test's engine asks."""

from tests.llm.conftest import server

__all__ = ["server"]
