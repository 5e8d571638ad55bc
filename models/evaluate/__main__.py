"""Measures against what people wrote: python -m models.evaluate quotes GOLD | answers GOLD | paragraphs FILE | …"""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from models.evaluate.gold import read_gold
from models.evaluate.quotes import evaluate
from models.evaluate.summarised import read_summarised
from models.evaluate.table import tables
from models.llm.faults import EndpointError

ENGINES = ("extractive", "seq2seq", "llm")
ANSWERERS = ("builtin", "llm")


def main() -> None:
    """Print the figures that are asked for, as tables in Markdown."""
    told = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    what = told.add_subparsers(dest="what", required=True)
    for name, about in (
        ("quotes", "who said what, on an annotated file"),
        ("answers", "answers to the questions of an annotated file"),
        ("support", "the check of what models write, on sentences made right and wrong from an annotated file"),
    ):
        one = what.add_parser(name, help=about)
        one.add_argument("gold", type=Path, help="annotated articles, a JSON line each")
        one.add_argument("--errors", type=Path, help="where to write what went wrong, a JSON line each")
        if name == "answers":
            one.add_argument("--engine", choices=ANSWERERS, default="builtin", help="what answers; LLM_* set llm up")
        if name == "support":
            one.add_argument("--written", type=Path, help="take the sentences from this file instead of making them")
    paragraphs = what.add_parser("paragraphs", help="answers from single paragraphs, in the form of SQuAD")
    paragraphs.add_argument("file", type=Path, help="paragraphs with questions and where their answers begin, as JSON")
    summaries = what.add_parser(
        "summaries",
        help="summaries, on articles that a person summarised",
        epilog="MODELS_DIR, SUMMARIZER_MODEL, LLM_BASE_URL, LLM_API_KEY and LLM_MODEL set an engine up, as for the bot",
    )
    summaries.add_argument(
        "file", type=Path, help='{"title"?, "summary", "text", "text_without_lead"?}, a JSON line each'
    )
    summaries.add_argument("--engine", choices=ENGINES, default="extractive", help="what writes the summary")
    given = told.parse_args()
    if given.what == "quotes":
        _quotes(given.gold, given.errors)
    elif given.what == "answers":
        _answers(given.gold, given.errors, given.engine)
    elif given.what == "paragraphs":
        _paragraphs(given.file)
    elif given.what == "support":
        _support(given.gold, given.written, given.errors)
    else:
        _summaries(given.file, given.engine)


def _quotes(gold: Path, errors: Path | None) -> None:
    """Print the figures of who said what, and write what went wrong to a file where one is named."""
    from models.quotes import attribute  # noqa: PLC0415 - `--help` reads no lexicon

    report = evaluate(read_gold(gold), attribute)
    _tell(tables(report), report.errors, errors)


def _answers(gold: Path, errors: Path | None, engine: str) -> None:
    """Print how often a question is answered rightly, and write where not to a file where one is named."""
    from models.evaluate.answers import answer_tables  # noqa: PLC0415 - `--help` reads no lexicon
    from models.evaluate.answers import evaluate as answered  # noqa: PLC0415
    from models.evaluate.answers_run import answering  # noqa: PLC0415
    from models.quotes import attribute  # noqa: PLC0415

    try:
        by = answering(engine, os.environ)
    except (ValueError, EndpointError) as error:
        raise SystemExit(str(error)) from None
    report = answered(read_gold(gold), attribute, by.answer)
    _tell([*answer_tables(report), *by.told()], report.errors, errors)


def _paragraphs(file: Path) -> None:
    """Print how often the sentence with the answer is found in a paragraph, and the answer in it."""
    from models.evaluate.paragraphs import measure, paragraph_tables, read_paragraphs  # noqa: PLC0415

    _tell(paragraph_tables(measure(read_paragraphs(file))), (), None)


def _support(gold: Path, written: Path | None, errors: Path | None) -> None:
    """Print how often the support check is right, and write where it is not to a file where one is named."""
    from models.evaluate.support import evaluate as made  # noqa: PLC0415 - `--help` reads no lexicon
    from models.evaluate.support import evaluate_written, support_tables  # noqa: PLC0415

    report = made(gold) if written is None else evaluate_written(gold, written)
    _tell(support_tables(report), report.errors, errors)


def _tell(lines: Iterable[str], wrong: Iterable[object], errors: Path | None) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    if errors is not None:
        with errors.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in wrong)


def _summaries(file: Path, engine: str) -> None:
    """Print the figures of an engine's summaries, or end with why there are none."""
    from models.evaluate.summaries_run import measure_summaries  # noqa: PLC0415 - `--help` loads no engine

    try:
        articles = read_summarised(file)
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from None
    try:
        for line in measure_summaries(articles, file.name, engine, os.environ, datetime.now(UTC).date()):
            sys.stdout.write(line + "\n")
    except ModuleNotFoundError as missing:
        raise SystemExit(f"{missing}; to measure summaries, pip install sumy nltk") from None


if __name__ == "__main__":
    main()
