"""Bringing models: `python -m models fetch`.

Ends in 1 where no model could be made ready.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from models.summaries.seq2seq.checkpoints import CHECKPOINTS, MODELS

_KNOWN = "\n\n".join(f"{each.repository}: {each.family}, {each.parameters}; {each.licence}." for each in CHECKPOINTS)

app = typer.Typer(
    name="python -m models",
    help="The models that Man Qal can use beside what it ships.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

_Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME|FOLDER]", help="A known model or a checkpoint's folder.", show_default=False),
]
_Into = Annotated[Path, typer.Option("--into", metavar="DIR", envvar="MODELS_DIR", help="Where models are put.")]
_Update = Annotated[bool, typer.Option("--update", help="Take the newest revision in place of the one that is pinned.")]


@app.callback()
def begin() -> None:
    """Hold the commands apart, also while there is but one."""


@app.command(epilog=f"Known models, the first of which is fetched where none is named:\n\n{_KNOWN}")
def fetch(name: _Name = None, into: _Into = MODELS, update: _Update = False) -> None:  # noqa: FBT002
    """Fetch the model of the engine that writes, convert it for this machine and check it."""
    from models.summaries.seq2seq.faults import ModelError  # noqa: PLC0415 - `--help` loads nothing
    from models.summaries.seq2seq.fetching import fetch as fetched  # noqa: PLC0415

    try:
        fetched(name, into, _say, update=update)
    except ModelError as fault:
        _say(fault.arabic, fault.english)
        raise typer.Exit(1) from None


def _say(arabic: str, english: str) -> None:
    typer.echo(arabic, err=True)
    typer.echo(english, err=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # whatever the locale says
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()
