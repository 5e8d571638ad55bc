"""A run of the figures of summaries: the articles, the engine and the others brought together."""

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from models.evaluate.environment import endpoint
from models.evaluate.peers import peers
from models.evaluate.summaries import Systems, evaluate
from models.evaluate.summaries_table import Run, summary_tables
from models.evaluate.summarised import SummarisedArticle
from models.quotes import attribute
from models.reading import Attribution
from models.summaries.engines import EngineOptions, make_summarizer
from models.support import Checker

_PACKAGES = ("manqal", "sumy", "nltk", "numpy")


def measure_summaries(
    articles: Sequence[SummarisedArticle], file: str, engine: str, environment: Mapping[str, str], on: date
) -> Iterator[str]:
    """Yield the lines of the tables of an engine on the articles of a file; progress goes to standard error.

    `environment` sets the engine up, with the names that the bot's settings have; `on` is today. ModuleNotFoundError
    names a package for measuring that is not installed.
    """
    systems = Systems(attribute, make_summarizer(engine, options(environment)), peers(), _support)
    versions = {"Python": platform.python_version()} | {name: version(name) for name in _PACKAGES}
    run = Run(file, engine, f"{on.day} {on:%B %Y}", versions)
    yield from summary_tables(evaluate(tqdm(articles, desc=engine, unit="article"), systems), run)


def options(environment: Mapping[str, str]) -> EngineOptions:
    """Return what an environment says of the engines, under the names of the bot's settings."""
    default = EngineOptions()
    return EngineOptions(
        folder=Path(environment.get("MODELS_DIR") or default.folder),
        checkpoint=environment.get("SUMMARIZER_MODEL") or default.checkpoint,
        endpoint=endpoint(environment),
    )


def _support(attribution: Attribution) -> Callable[[str], bool]:
    checker = Checker(attribution)
    return lambda sentence: checker.check(sentence).supported
