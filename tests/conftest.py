"""What holds for every test.

Generated examples are not timed, since a busy machine would fail them by chance; and each process of tests, one a core,
keeps to its core, since libraries that take all of them hold each other up.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # read when numpy and torch are loaded, so before anything else is

from hypothesis import settings  # noqa: E402

pytest_plugins = ["tests.secrecy"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
