"""README is held to the code: its commands, its settings, its make targets."""

import re
from pathlib import Path

from typer.main import get_command

from bot.__main__ import app
from bot.settings import Settings
from bot.telemetry.metrics import REGISTRY

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_readme_exists_and_every_command_is_told() -> None:
    told = set(re.findall(r"python -m bot (\w+)", README))
    assert told == set(get_command(app).commands)


def test_every_setting_is_told_and_no_other() -> None:
    table = README.partition("## Configure")[2].partition("## Privacy")[0]
    told = {name.lower() for row in table.splitlines() for name in re.findall(r"`([A-Z_]+)`", row.partition("|")[2])}
    assert told == set(Settings.model_fields)


def test_every_default_of_the_readme_is_the_settings_own() -> None:
    shown = {"max_article_chars": "200000", "chat_host": "127.0.0.1", "chat_port": "8000", "log_level": "INFO"}
    for name, value in shown.items():
        assert str(Settings.model_fields[name].default) == value
        assert value in README


def test_every_metric_is_told_and_no_other() -> None:
    table = README.partition("## See it run")[2].partition("## Privacy")[0]
    told = set(re.findall(r"`(manqal_\w+)(?:`|\{)", table))
    ours = {each.name for each in REGISTRY.collect() if each.name.startswith("manqal_")}
    counters = {f"{each.name}_total" for each in REGISTRY.collect() if each.type == "counter"}
    assert told == {f"{name}_total" if f"{name}_total" in counters else name for name in ours} | {"manqal_info"}


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", README.partition("## Install")[2].partition("**On Telegram")[0]):
        assert f"\n{target}:" in makefile


def test_every_file_that_the_readme_names_exists() -> None:
    for name in re.findall(r"`((?:models|bot|benchmarks)/[\w./]*)`", README):
        assert (ROOT / name).exists(), name
