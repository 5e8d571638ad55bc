"""The words shown to people: both catalogues agree, and counts take the form that Arabic asks for."""

from datetime import date
from importlib.resources import files
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.texts import LANGUAGES, closest, count, day, plain, say, with_digits


def catalogue(language: str) -> Catalog:
    with files("bot.texts").joinpath(f"{language}.po").open("rb") as source:
        return read_po(source, locale=language)


def entries(language: str) -> dict[str, tuple[str, ...]]:
    """Return the words of every key, all plural forms of one together."""
    found = {}
    for message in catalogue(language):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def placeholders(forms: tuple[str, ...]) -> set[str]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


ARABIC, ENGLISH = entries("ar"), entries("en")


def test_both_catalogues_hold_the_same_keys():
    assert set(ARABIC) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(ARABIC))
def test_both_languages_fill_the_same_placeholders(key):
    assert placeholders(ARABIC[key]) == placeholders(ENGLISH[key])


@pytest.mark.parametrize(("language", "forms"), [("ar", 6), ("en", 2)])
def test_every_key_has_words_in_every_form(language, forms):
    for key, words in entries(language).items():
        assert all(words), key
        assert len(words) in {1, forms}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_or_is_marked_as_doubtful(language):
    source = files("bot.texts").joinpath(f"{language}.po").read_text(encoding="utf-8")

    keys = [line for line in source.splitlines() if line.startswith("msgid ")]
    assert len(keys) == len(set(keys))
    assert not any(message.fuzzy for message in catalogue(language) if message.id)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "لا اقتباسات"),
        (1, "اقتباس واحد"),
        (2, "اقتباسان"),
        (3, "3 اقتباسات"),
        (10, "10 اقتباسات"),
        (11, "11 اقتباسا"),
        (99, "99 اقتباسا"),
        (100, "100 اقتباس"),
        (102, "102 اقتباس"),
        (103, "103 اقتباسات"),
    ],
)
def test_an_arabic_count_takes_the_form_of_its_number(n, words):
    assert count("quotes", n, "ar") == words


def test_an_english_count_has_two_forms():
    assert [count("quotes", n, "en") for n in (1, 2)] == ["one quotation", "2 quotations"]


def test_the_digits_of_a_language_are_used_in_our_numbers_and_not_in_what_is_filled_in():
    assert count("quotes", 12, "ar-u-nu-arab") == "١٢ اقتباسا"
    assert "٢٠٠٬٠٠٠" in say("error.too_long", "ar-u-nu-arab", limit=200_000)
    assert say("error.missing_file", "ar-u-nu-arab", name="2024.txt").endswith("2024.txt")
    assert day(date(2026, 11, 29), "ar-u-nu-arab") == "٢٩ نوفمبر ٢٠٢٦"
    assert day(date(2026, 11, 29), "ar") == "29 نوفمبر 2026"
    assert (plain("en-u-nu-arab"), with_digits("en", "arab"), with_digits("ar", "latn")) == ("en", "en-u-nu-arab", "ar")


def test_braces_in_what_is_filled_in_stay_as_they_are():
    assert say("error.missing_file", "ar", name="{limit}").endswith("{limit}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_without_words_is_an_error_and_never_shown(language):
    with pytest.raises(KeyError):
        say("no.such.key", language)
    with pytest.raises(KeyError):
        count("no.such.key", 3, language)


@pytest.mark.parametrize(
    ("code", "language"),
    [("ar", "ar"), ("ar-EG", "ar"), ("AR", "ar"), ("en-US", "en"), ("fr", "en"), (None, "ar")],
)
def test_arabic_is_spoken_to_arabic_speakers_and_to_those_who_say_nothing(code, language):
    assert closest(code) == language
