"""The command line: `python -m bot read | ask | chat | run | check`.

Ends in 2 where what it was given cannot be read, in 1 after any other fault, a bad line of a batch among them.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

if TYPE_CHECKING:
    from bot.lines import Line
    from bot.settings import Settings
    from models.reading import Article

_FAULT, _UNREADABLE = 1, 2
_STANDARD_INPUT = "-"
_LINK = re.compile(r"[a-z]+://|www\.|(?:t|telegram)\.me/", re.IGNORECASE)

app = typer.Typer(
    name="python -m bot",
    help="Man Qal reads an Arabic news article: a summary, who said what in it, and answers to questions. "
    "Without a command it starts the Telegram bot if TELEGRAM_BOT_TOKEN is set, else the chat page.",
    add_completion=False,
    pretty_exceptions_enable=False,  # their tracebacks show what variables hold, a token among them
)

_File = Annotated[
    str, typer.Argument(metavar="FILE", help="A .txt, .html, .pdf or .docx file, a link, or - for standard input.")
]
_Question = Annotated[str | None, typer.Argument(help="What you want to know, in Arabic.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
_Engine = Annotated[
    Literal["extractive", "seq2seq", "llm"] | None,
    typer.Option("--engine", help="What writes the summary; SUMMARIZER says so otherwise."),
]
_Role = Annotated[
    Literal["all", "front", "worker"],
    typer.Option("--role", help="Of several machines: front takes messages in, worker answers them; all does both."),
]
_Batch = Annotated[str | None, typer.Option("--batch", metavar="IN.jsonl", help="Take JSON lines from a file, or - .")]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    """Start what can be started, unless a command says what to do."""
    if context.invoked_subcommand is not None:
        return
    with _reported():
        tokened = _settings().telegram_bot_token is not None
    if tokened:
        typer.echo("TELEGRAM_BOT_TOKEN is set, so this is the Telegram bot.")
        run()
    else:
        typer.echo("TELEGRAM_BOT_TOKEN is not set, so this is the chat page on this machine.")
        chat()


@app.command()
def read(file: _File = _STANDARD_INPUT, json: _Json = False, batch: _Batch = None, engine: _Engine = None) -> None:
    """Read an article: its summary and who said what in it."""
    with _reported():
        settings = _settings(engine=engine)
        if batch is not None:
            _read_batch(batch, settings)
        else:
            _read_one(file, settings, json=json)


@app.command()
def ask(file: _File = _STANDARD_INPUT, question: _Question = None, json: _Json = False, batch: _Batch = None) -> None:
    """Answer a question from an article, with the words that prove the answer."""
    if batch is None and question is None:
        raise typer.BadParameter('give a FILE and a "QUESTION", or --batch')
    with _reported():
        settings = _settings()
        if batch is not None:
            _ask_batch(batch, settings)
        else:
            _ask_one(file, str(question), settings, json=json)


@app.command()
def chat() -> None:
    """Serve the chat page on this machine."""
    with _reported(), suppress(KeyboardInterrupt):
        settings = _settings(stays=True)
        from bot.web.server import run as serve

        serve(settings, typer.echo)


@app.command()
def run(role: _Role = "all") -> None:
    """Answer on Telegram; TELEGRAM_BOT_TOKEN says as which bot."""
    with _reported():
        settings = _settings(stays=True)
        from bot.telegram.app import run as answer_on_telegram

        answer_on_telegram(settings, role)


@app.command()
def check() -> None:
    """Say whether settings, storage, models and Telegram are in order, naming every fault at once."""
    import asyncio

    from bot.checks import findings

    async def told() -> bool:
        well = True
        async for found in findings():
            typer.echo(f"{'ok   ' if found.well else 'FAULT'} {found.part}: {found.told}")
            well = well and found.well
        return well

    if not asyncio.run(told()):
        raise typer.Exit(_FAULT)


def _read_one(file: str, settings: "Settings", *, json: bool) -> None:
    article = _article(file, settings)
    from bot.conversation.replies import summary_reply, who_reply
    from bot.engine import engine_of
    from bot.lines import article_part, reading_line
    from bot.terminal import show
    from models.reader import read as read_article
    from models.summaries.engine import Length

    reading = read_article(article, engine_of(settings))
    if json:
        _print_json(reading_line(file, reading) | {"article": article_part(article)})
        return
    summary = summary_reply(reading, reading.summary, Length.NORMAL, 0, "ar")
    show((*summary.blocks, *who_reply(reading, 0, "ar").blocks))


def _ask_one(file: str, question: str, settings: "Settings", *, json: bool) -> None:
    article = _article(file, settings)
    from bot.conversation.replies import answer_reply
    from bot.engine import answerer_of
    from bot.lines import answer_line, article_part
    from bot.terminal import show
    from models.answers.engine import answer_with
    from models.reader import read as read_article

    reading = read_article(article)
    answered = answer_with(answerer_of(settings), reading, question)
    if json:
        _print_json(answer_line(file, question, answered, reading) | {"article": article_part(article)})
    else:
        show(answer_reply(reading, answered, 0, "ar").blocks)


def _read_batch(batch: str, settings: "Settings") -> None:
    from bot.batch import read_lines
    from bot.engine import engine_of

    summarizer = engine_of(settings)
    _print_lines(batch, lambda source: read_lines(source, settings.max_article_chars, summarizer))


def _ask_batch(batch: str, settings: "Settings") -> None:
    from bot.batch import answer_lines
    from bot.engine import answerer_of

    answerer = answerer_of(settings)
    _print_lines(batch, lambda source: answer_lines(source, settings.max_article_chars, answerer))


def _article(file: str, settings: "Settings") -> "Article":
    """Return the article that a FILE names, or raise ReaderError."""
    import asyncio

    from bot.articles.files import read_file, read_stream

    if _LINK.match(file):
        return asyncio.run(_behind(file, settings))
    if file != _STANDARD_INPUT:
        return asyncio.run(read_file(Path(file), settings.max_article_chars))
    if sys.stdin.isatty():
        typer.echo("ألصق الخبر ثم اضغط Ctrl+D في سطر جديد.\nPaste the article, then Ctrl+D on a new line.", err=True)
    return asyncio.run(read_stream(sys.stdin.buffer, settings.max_article_chars))


async def _behind(link: str, settings: "Settings") -> "Article":
    """Return the article behind a link, or raise ReaderError."""
    from bot.articles.links.fetching import Fetcher
    from bot.articles.links.finding import links_in
    from bot.articles.links.reading import read_link

    url = next(iter(links_in(link)), link)
    return await read_link(url, settings.max_article_chars, Fetcher())


def _print_lines(batch: str, lines_of: "Callable[[BinaryIO], Iterable[Line]]") -> None:
    """Print the lines that are made of a batch; end in 1 where one could not be used."""
    from bot.batch import write_lines

    with _opened(batch) as source:
        well = write_lines(lines_of(source), sys.stdout, sys.stderr)
    if not well:
        raise typer.Exit(_FAULT)


def _opened(batch: str) -> BinaryIO:
    from bot.errors import MissingFile, UnreadableFile

    if batch == _STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        return Path(batch).open("rb")
    except FileNotFoundError as error:
        raise MissingFile(name=batch) from error
    except OSError as error:
        raise UnreadableFile(name=batch) from error


def _print_json(line: "Line") -> None:
    from json import dumps

    sys.stdout.write(dumps(line, ensure_ascii=False) + "\n")


def _settings(*, stays: bool = False, engine: str | None = None) -> "Settings":
    """Return the settings, with another engine where one is named; make a program that `stays` ready for weeks."""
    from bot.settings import load_settings

    settings = load_settings(engine)
    if stays:
        import logging

        from bot.logs import protect
        from bot.memory import share_heaps
        from bot.telemetry.chats import key_chats
        from bot.telemetry.lines import start_logging
        from bot.telemetry.tracing import start_tracing

        share_heaps()  # before any thread is started
        start_logging(settings.log_level, settings.log_format)
        logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plugin that it loads
        protect(*settings.secrets)
        if settings.telegram_bot_token:
            key_chats(settings.telegram_bot_token.get_secret_value())
        start_tracing()
    return settings


@contextmanager
def _reported() -> Iterator[None]:
    """Turn a fault that is foreseen into words on standard error and the program's end."""
    from bot.errors import OperatorError, ReaderError

    try:
        yield
    except ReaderError as error:
        from bot.texts import LANGUAGES, say

        for language in LANGUAGES:
            typer.echo(say(error.text_key, language, **error.details), err=True)
        raise typer.Exit(_UNREADABLE) from None
    except OperatorError as error:
        typer.echo(error, err=True)
        raise typer.Exit(_FAULT) from None


if __name__ == "__main__":
    # Whatever the locale says. Half of a character, which JSON can bring in, is shown as JSON writes it: \ud83d
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()
