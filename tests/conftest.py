"""What holds for every test.

Generated examples are not timed, since a busy machine would fail them by chance; and each process of tests keeps to one
core, since libraries that take all of them hold each other up.
"""

import os
from collections.abc import Iterator
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # read when numpy and torch are loaded, so before anything else is

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

from tests.databases import on_server  # noqa: E402

pytest_plugins = ["tests.secrecy"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of either kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/kept/manqal.db"
        return
    with on_server() as url:
        yield url


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are cores: half of the longest tests' time is waiting for others."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
