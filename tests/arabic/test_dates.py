"""Dates as news writes them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.arabic.dates import dates
from models.arabic.words import words

PIECES = [
    "يوم", "السبت", "25", "مارس", "2017", "من", "قبل", "عامين", "الأول", "و", "أمس", "الماضي", "عام",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصل يوم الاثنين 9 أبريل 2018 في المدينة", ["يوم الاثنين 9 أبريل 2018"]),
        ("ندوة يومي 3 و4 جانفي 2015", ["يومي 3 و4 جانفي 2015"]),
        ("بدأ في 20 حزيران/يونيو 2018", ["20 حزيران/يونيو 2018"]),
        ("في الخامس من مايو", ["الخامس من مايو"]),
        ("منذ كانون الأول الماضي", ["كانون الأول الماضي"]),
        ("عام 2003 والأسبوع الماضي", ["عام 2003", "الأسبوع الماضي"]),
        ("انضمت في 2004", ["2004"]),
        ("قبل عامين وقبل ثلاثة أعوام", ["قبل عامين", "قبل ثلاثة أعوام"]),
        ("مساء الجمعة وأمس الأول", ["مساء الجمعة", "أمس الأول"]),
        ("الساعة الثامنة مساء", ["الساعة الثامنة مساء"]),
        ("عاد والثلاثاء قريب", ["الثلاثاء"]),
    ],
)
def test_dates_are_found_whole(text: str, found: list[str]):
    assert [each.of(text) for each in dates(words(text))] == found


@pytest.mark.parametrize("text", ["مارس هوايته كل أسبوع", "أب لخمسة أطفال", "اشترى 8 قوارب", "الفصل الأول من الرواية"])
def test_words_that_are_also_in_dates_are_none_by_themselves(text: str):
    assert dates(words(text)) == []


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=15,
    ).map(" ".join)
)
def test_dates_are_slices_in_order_and_apart(text: str):
    found = dates(words(text))
    assert all(each.start < each.end <= len(text) for each in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
