"""A site for each test."""

import pytest

from tests.articles.links.site import running


@pytest.fixture
async def site():
    async with running() as site:
        yield site
