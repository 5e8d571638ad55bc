"""Many articles as JSON lines: one in, its lines out, before the next is read."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO

from bot.lines import LINE_LIMIT, Line, Refusal, Request, answer_line, reading_line, refusal_line, request
from models.answers.engine import Answerer, answer_with
from models.quotes import attribute
from models.reader import read
from models.summaries.engine import Summarizer

_logger = logging.getLogger(__name__)


def read_lines(source: BinaryIO, limit: int, summarizer: Summarizer) -> Iterator[Line]:
    """Yield a reading for every line of the source, in order, or why there is none."""
    return _each(
        (request(line, limit, asks=False) for line in lines_of(source)),
        lambda asked: [reading_line(asked.id, read(asked.article, summarizer))],
    )


def answer_lines(source: BinaryIO, limit: int, answerer: Answerer | None = None) -> Iterator[Line]:
    """Yield an answer for every question of every line of the source, in order, or why there is none."""
    asked = (request(line, limit, asks=True) for line in lines_of(source))
    return _each(asked, lambda one: _answers(one, answerer))


def write_lines(lines: Iterable[Line], out: TextIO, progress: TextIO) -> bool:
    """Write each line as soon as it is there, and return whether all went well.

    Counts on `progress`, on one line that is cleared at the end, where that is a terminal and `out` is not.
    """
    well, counting = True, progress.isatty() and not out.isatty()
    for number, line in enumerate(lines, start=1):
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        out.flush()
        well = well and "error" not in line
        if counting:
            progress.write(f"\r{number}")
            progress.flush()
    if counting:
        progress.write("\r\x1b[K")
    return well


def lines_of(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines without their ends; of one that is too long only its beginning, so that memory is bounded."""
    while line := source.readline(LINE_LIMIT + 1):
        ended = line.endswith(b"\n")
        yield line.rstrip(b"\r\n")
        while not ended and (rest := source.readline(LINE_LIMIT)):
            ended = rest.endswith(b"\n")


def _answers(asked: Request, answerer: Answerer | None) -> list[Line]:
    attribution = attribute(asked.article)
    answers = ((question, answer_with(answerer, attribution, question)) for question in asked.questions)
    return [answer_line(asked.id, question, given, attribution) for question, given in answers]


def _each(asked: Iterable[Request | Refusal], work: Callable[[Request], list[Line]]) -> Iterator[Line]:
    for one in asked:
        if isinstance(one, Refusal):
            yield refusal_line(one)
            continue
        try:
            lines = work(one)
        except Exception as error:  # a mistake of ours costs this article, not the hundreds that follow
            _logger.exception("article %r could not be read", one.id)
            lines = [refusal_line(Refusal(one.id, f"unexpected: {type(error).__name__}"))]
        yield from lines
