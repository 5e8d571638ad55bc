"""What `deploy/` holds is held to the program: the settings, commands, files and metrics that it names exist."""

import re
import shlex
import tomllib
from configparser import RawConfigParser
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from bot.__main__ import app
from bot.settings import Settings
from bot.telemetry.metrics import REGISTRY
from bot.telemetry.observing import Outcome, Stage

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
ALERTS = [
    rule for group in yaml.safe_load((DEPLOY / "alerts.yaml").read_text("utf-8"))["groups"] for rule in group["rules"]
]
UNITS = sorted(DEPLOY.glob("*.service"))

OTHERS = {
    "PATH", "PYTHON", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX",
    "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK", "EXTRAS",
    "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "WORKERS", "VERSION",
    "OTEL_EXPORTER_OTLP_ENDPOINT", "HEALTHCHECK", "EOF",
}  # fmt: skip
"""What is set there for others than the bot."""


class Unit(RawConfigParser):
    """A unit of systemd's, in which a name may stand several times; the last counts here."""

    optionxform = staticmethod(str)  # type: ignore[assignment]


def unit(file: Path) -> Unit:
    found = Unit(strict=False, delimiters=("=",), comment_prefixes=("#",), interpolation=None)
    found.read_string(file.read_text("utf-8"))
    return found


def assert_command(words: list[str]) -> None:
    """Say whether words that follow `python -m bot` are a command of it, with options and values that it takes."""
    name, *options = words
    get_command(app).commands[name].make_context(name, options)


def instructions(name: str) -> list[str]:
    return [line.removeprefix(name).strip() for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_every_variable_that_is_named_is_a_setting_or_known(file):
    named = set(re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b", file.read_text("utf-8")))
    pgs = {name for name in named if name.startswith("PG")}

    assert {name.lower() for name in named - OTHERS - pgs - ALLOWED_WORDS} <= set(Settings.model_fields)


ALLOWED_WORDS = {"AF_INET", "AF_UNIX"}


def test_what_the_image_is_made_of_exists_and_comes_into_the_build():
    copied = [name for line in instructions("COPY") if not line.startswith("--from") for name in line.split()[:-1]]
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]

    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert name in let_in
    assert set(let_in) == set(copied)


def test_the_build_gets_what_pyproject_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    copied = " ".join(instructions("COPY"))

    assert project["readme"] in copied
    assert all(name in copied for name in project["license-files"])


def test_nothing_that_is_kept_or_secret_comes_into_the_build():
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]

    assert not any(fnmatch(secret, f"{name}*") for secret in (".env", "data", ".git", ".venv") for name in let_in)


def test_the_image_runs_a_command_that_exists_as_nobody_in_particular():
    users = instructions("USER")

    assert instructions("ENTRYPOINT") == ['["python", "-m", "bot"]']
    assert_command(yaml.safe_load(instructions("CMD")[0]))
    assert users
    assert users[-1] not in {"root", "0"}


@pytest.mark.parametrize("name", ["front", "worker"])
def test_a_service_runs_a_command_that_exists_and_may_do_nothing_but_that(name):
    service = COMPOSE["services"][name]

    assert_command(service["command"])
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_nothing_is_published_and_the_database_is_reached_from_inside_only():
    assert not any("ports" in service for service in COMPOSE["services"].values())
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"]


def test_every_volume_and_network_of_a_service_is_there():
    for service in COMPOSE["services"].values():
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"])
        assert set(service["networks"]) <= set(COMPOSE["networks"])


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.name)
def test_a_unit_runs_a_command_that_exists_with_no_rights_to_spare(file):
    service = unit(file)["Service"]
    program, *words = shlex.split(service["ExecStart"])

    assert program.endswith(".venv/bin/python")
    assert words[:2] == ["-m", "bot"]
    assert_command(words[2:])
    assert service["User"] != "root"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"


def test_the_units_differ_in_what_they_run_only():
    one, other = (dict(unit(file)["Service"]) for file in UNITS)

    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == {
        "ExecStart", "Environment",
    }  # fmt: skip


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_metrics_and_labels_that_exist(rule):
    samples = {f"{each.name}{ending}" for each in REGISTRY.collect() for ending in ("", "_total", "_bucket")}
    outcomes = {each.value for each in Outcome} | {"done", "too_many", "forbidden", "refused", "late", "lost"}

    assert set(re.findall(r"\b(?:manqal|process)_\w+", rule["expr"])) <= samples
    for label, values in re.findall(r'(\w+)=~?"([^"]+)"', rule["expr"]):
        assert set(values.split("|")) <= {"job": {"manqal"}, "outcome": outcomes, "stage": set(Stage)}[label]
    assert rule["annotations"]["summary"]


def test_every_file_is_told_of():
    readme = (DEPLOY / "README.md").read_text("utf-8")

    for file in DEPLOY.iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in readme
    for name in re.findall(r"`((?:models|bot|benchmarks|tests)/[\w./]*)`", readme):
        assert (ROOT / name).exists(), name
