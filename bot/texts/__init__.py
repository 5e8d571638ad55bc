"""The words that people see, Arabic first and English second, from the catalogues beside this file.

A language is "ar" or "en", with "-u-nu-arab" behind it (as Unicode writes locales) for the digits ١٢٣. These are used
in our own words and numbers only: a text that fills a placeholder stays as it is, for it may be the article's.
"""

from datetime import date
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import Final, NoReturn

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Final = ("ar", "en")
"""The languages that there are words in, the default first."""

_ARABIC_DIGITS: Final = "-u-nu-arab"
_DIGITS: Final = {ord("0") + n: digit for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩")} | {ord(","): "٬", ord("."): "٫"}


class _Strict(NullTranslations):
    """What stands behind a catalogue: a key without words is our mistake, and is never shown to anyone."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002
        raise KeyError(msgid1)


def _catalogue(language: str) -> GNUTranslations:
    compiled = BytesIO()
    with files(__package__).joinpath(f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, abort_invalid=True))
    compiled.seek(0)
    catalogue = GNUTranslations(compiled)
    catalogue.add_fallback(_Strict())
    return catalogue


_CATALOGUES = {language: _catalogue(language) for language in LANGUAGES}


def closest(code: str | None) -> str:
    """Return the language to speak to someone whose platform says `code`, a tag such as "ar-EG" or "fr".

    Who speaks another language than Arabic gets English; who says nothing gets Arabic.
    """
    return "ar" if code is None or code.lower().split("-")[0] in {"", "ar"} else "en"


def with_digits(language: str, digits: str) -> str:
    """Return the language with the digits that numbers are shown in, "latn" or "arab"."""
    return plain(language) + (_ARABIC_DIGITS if digits == "arab" else "")


def plain(language: str) -> str:
    """Return the language alone, "ar" or "en"."""
    return language.removesuffix(_ARABIC_DIGITS)


def say(key: str, language: str, /, **values: object) -> str:
    """Return the words of a key, its placeholders filled; KeyError where there are none."""
    return _filled(_CATALOGUES[plain(language)].gettext(key), language, values)


def count(key: str, n: int, language: str, /, **values: object) -> str:
    """Return the words for `n` of something in the right plural form: "اقتباسان", "3 اقتباسات"."""
    return _filled(_CATALOGUES[plain(language)].ngettext(key, key, n), language, {"n": n, **values})


def number(n: int, language: str) -> str:
    """Return a number by itself."""
    return _filled("{n}", language, {"n": n})


def day(when: date, language: str) -> str:
    """Return a date in words: "29 نوفمبر 2026"."""
    told = format_date(when, "d MMMM y", locale=plain(language))
    return told.translate(_DIGITS) if language.endswith(_ARABIC_DIGITS) else told


class _ArabicDigits(Formatter):
    """Fills placeholders: numbers with the digits ١٢٣, texts as they are."""

    def format_field(self, value: object, format_spec: str) -> str:
        shown = format(value, format_spec)
        return shown if isinstance(value, str) else shown.translate(_DIGITS)


_ARABIC = _ArabicDigits()


def _filled(words: str, language: str, values: dict[str, object]) -> str:
    return _ARABIC.vformat(words, (), values) if language.endswith(_ARABIC_DIGITS) else words.format(**values)
