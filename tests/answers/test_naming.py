"""Which speaker a question names."""

import pytest

from models.answers.index import Index
from models.answers.naming import is_of_kind, named, read_name
from models.answers.terms import terms
from models.arabic.words import words
from tests.answers.articles import Line, attribution

TEXT = """قال المدير العام لشركة نجمة في القاهرة إن الأرباح زادت.
قالت وزيرة الصحة الليبية منى فرج إن اللقاح آمن.
قال بيان من مكتب الرئيس إن الموعد تأجل.
قالت وكالة الضفاف إن الأمطار مستمرة.
"""
LINES = [
    Line("المدير العام لشركة نجمة في القاهرة", "قال", "الأرباح زادت"),
    Line("وزيرة الصحة الليبية منى فرج", "قالت", "اللقاح آمن"),
    Line("بيان من مكتب الرئيس", "قال", "الموعد تأجل"),
    Line("وكالة الضفاف", "قالت", "الأمطار مستمرة"),
]


def speakers(question: str) -> set[str]:
    found = attribution(TEXT, LINES)
    return {found.speakers[n].name for n in named(Index(found), tuple(terms(words(question))))}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("منى فرج", LINES[1].speaker),
        ("الوزيرة", LINES[1].speaker),
        ("وزيرة الصحة", LINES[1].speaker),
        ("وزيرة الصحة الليبية", LINES[1].speaker),
        ("الوزيرة القرار", LINES[1].speaker),  # "كيف وصفت الوزيرة القرار"
        ("المدير العام للشركة", LINES[0].speaker),
        ("مكتب الرئيس", LINES[2].speaker),
        ("وكالة الضفاف", LINES[3].speaker),
        ("بيان المكتب", LINES[2].speaker),
        ("منى فرج أهل المدينة", LINES[1].speaker),  # "بماذا نصحت منى فرج أهل المدينة"
    ],
)
def test_a_speaker_is_named_by_name_office_or_part_of_it(question: str, name: str):
    assert speakers(question) == {name}


@pytest.mark.parametrize(
    "question",
    ["وزيرة التعليم", "الوزيرة المصرية", "نجمة", "سامي فرج", "رئيس الحكومة", "وكالة النيل", "الشركة"],
)
def test_a_name_that_only_shares_a_word_names_nobody(question: str):
    assert speakers(question) == set()


def test_what_hangs_on_a_name_is_told_from_its_own_words():
    core, rest = read_name("المدير العام لنجمة في القاهرة")
    assert [each.norm for each in core] == ["المدير", "العام"]
    assert {each.norm for each in rest} == {"لنجمه", "القاهره"}


def test_a_name_that_begins_like_a_preposition_is_whole():
    core, _ = read_name("الوزيرة ليلى حداد")
    assert [each.norm for each in core] == ["الوزيره", "ليلي", "حداد"]


def test_a_speaker_is_of_the_kind_asked_for():
    agency, office = read_name("وكالة الضفاف"), read_name("وزيرة الصحة")
    medium, body = tuple(terms(words("وسيلة إعلام"))), tuple(terms(words("جهة")))
    assert is_of_kind(medium, agency) > is_of_kind(medium, office)
    assert is_of_kind(body, agency) > is_of_kind(body, office)
