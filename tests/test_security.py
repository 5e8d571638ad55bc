"""SECURITY.md is held to the tests: each that it names exists, and no attack stands without one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| attack"))
]
NAMED = [named for row in ROWS for named in re.findall(r"`(tests/[^`]+)`", row[-1])]


@cache
def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_attack_has_what_stops_it_and_a_test(row):
    assert len(row) == 3
    assert row[1]
    assert re.fullmatch(r"`tests/[\w/]+\.py::test_\w+`(, `tests/[\w/]+\.py::test_\w+`)*", row[2])


@pytest.mark.parametrize("named", NAMED)
def test_every_test_that_is_named_exists(named):
    file, _, name = named.partition("::")

    assert name in names_in(file)


def test_no_test_is_named_for_two_attacks():
    assert len(NAMED) == len(set(NAMED))
