"""The words that people see, Arabic first and English second, from the catalogues beside this file."""

from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final, NoReturn

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Final = ("ar", "en")
"""The languages that there are words in, the default first."""


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


def say(key: str, language: str, /, **values: object) -> str:
    """Return the words of a key, its placeholders filled; KeyError where there are none."""
    return _CATALOGUES[language].gettext(key).format(**values)


def count(key: str, n: int, language: str, /, **values: object) -> str:
    """Return the words for `n` of something in the right plural form: "اقتباسان", "3 اقتباسات"."""
    return _CATALOGUES[language].ngettext(key, key, n).format(n=n, **values)
