"""What is installed here is what constraints.txt locks, to the version: nothing comes in that nobody tested."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKED = {
    canonicalize_name(name): Version(version)
    for name, version in (
        line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line[0] != "#"
    )
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def needed() -> Iterator[tuple[str, Version | None]]:
    """Yield every distribution that the project and its extras lead to, with the version that is installed."""
    extras = PROJECT["optional-dependencies"].values()
    waiting = [Requirement(line) for line in (*PROJECT["dependencies"], *(each for extra in extras for each in extra))]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        try:
            found = distribution(wanted.name)
        except PackageNotFoundError:
            yield name, None
            continue
        yield name, Version(found.version)
        for extra in {"", *wanted.extras}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            below = [Requirement(line) for line in found.requires or ()]
            waiting += [each for each in below if not each.marker or each.marker.evaluate({"extra": extra})]


def test_every_dependency_is_locked_to_the_version_that_is_installed():
    for name, version in needed():
        assert name in LOCKED or name in {"setuptools", "pip"}, name
        if version is not None and name in LOCKED:
            assert version.public == LOCKED[name].public, name


def test_nothing_is_locked_twice_or_loosely():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1:]

    assert len(LOCKED) == len(lines)
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)


@pytest.mark.parametrize("line", PROJECT["dependencies"])
def test_what_the_project_asks_for_allows_what_is_locked(line):
    wanted = Requirement(line)

    assert LOCKED[canonicalize_name(wanted.name)] in wanted.specifier
