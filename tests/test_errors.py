"""The tree of errors and the words that stand for it."""

import inspect

import pytest

from bot import errors
from bot.texts import LANGUAGES, say

READER_ERRORS = errors.ReaderError.__subclasses__()
DETAILS = {"limit": 200_000, "length": 300_000, "name": "خبر.pdf"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", READER_ERRORS)
def test_every_reader_error_has_words_that_its_details_fill(kind, language):
    error = kind(**DETAILS)

    words = say(error.text_key, language, **error.details)

    assert words
    assert "{" not in words


def test_no_two_reader_errors_share_a_code():
    assert len({kind.code for kind in READER_ERRORS}) == len(READER_ERRORS)


def test_the_docstring_draws_every_error_and_its_code():
    tree = [name for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == "bot.errors"]
    for name in tree:
        assert name in (errors.__doc__ or ""), name
    for kind in READER_ERRORS:
        assert kind.code in (errors.__doc__ or "")


def test_a_settings_error_says_all_its_faults():
    error = errors.SettingsError(["CHAT_PORT: too high", "LOG_LEVEL: unknown"])

    assert str(error) == "CHAT_PORT: too high\nLOG_LEVEL: unknown"
