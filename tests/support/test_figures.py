"""Numbers, dates and sizes as values."""

import pytest

from models.arabic.words import words
from models.support.figures import Day, days, figures, period, weekday
from models.support.sizes import Size, sizes


def values(text: str) -> list[float | None]:
    return [each.value for each in figures(words(text))]


def dates(text: str) -> list[tuple[int | None, int, int | None]]:
    found = words(text)
    return [(each.day, each.month, each.year) for each in days(found, figures(found))]


def told(text: str) -> list[Size]:
    found = words(text)
    return list(sizes([word.norm for word in found], figures(found)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمسة وعشرون ألف طالب", 25_000),
        ("٢٥ ألف طالب", 25_000),
        ("ألفي فرصة عمل", 2_000),
        ("بمليوني دولار", 2_000_000),
        ("مليونين من السكان", 2_000_000),
        ("ألفين وخمسمئة رجل", 2_500),
        ("مليار ونصف المليار دولار", 1_500_000_000),
        ("ثلاثة ملايين ونصف", 3_500_000),
        ("الدقيقة الخامسة والستين", 65),
        ("المركز الثالث عشر", 13),
    ],
)
def test_a_number_in_words_has_its_value(text, value):
    assert values(text) == [value]


def test_words_behind_a_number_that_do_not_belong_to_it_are_left_out():
    assert values("ألفي رجل وخمسمئة امرأة") == [2_000, 500]


def test_a_day_of_the_week_is_no_number():
    assert values("يوم الاثنين") == []
    assert weekday("والاثنين") == weekday("الاثنين")


def test_a_plural_that_only_tells_a_size_has_no_value():
    assert values("آلاف الطلاب") == [None]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("في 14 مارس 2018", (14, 3, 2018)),
        ("الأربعاء 14 مارس/آذار 2018", (14, 3, 2018)),
        ("الخامس من شهر تشرين الثاني", (5, 11, None)),
        ("حزيران المقبل", (None, 6, None)),
    ],
)
def test_a_date_has_its_day_month_and_year(text, date):
    assert dates(text) == [date]


def test_a_date_agrees_with_one_that_tells_all_it_tells():
    whole = Day(0, 3, month=3, day=14, year=2018)

    assert Day(0, 1, month=3).agrees(whole)
    assert Day(0, 2, month=3, day=14).agrees(whole)
    assert not whole.agrees(Day(0, 1, month=3))
    assert not Day(0, 1, month=5).agrees(whole)


def test_units_of_time_are_known_in_their_forms():
    assert {period(word) for word in ("شهر", "شهرين", "اشهر", "والشهر")} == {period("شهر")}
    assert period("شجره") is None


def test_sizes_and_shares_are_told_apart_from_numbers_and_spans_of_time():
    assert [(each.value, each.share) for each in told("عشرات الآلاف من العمال، أي ثلثا السكان")] == [
        (10_000, False),
        (66, True),
    ]
    assert told("ثلاثة آلاف عامل منذ نصف قرن") == []


def test_a_size_fits_the_numbers_that_it_can_stand_for():
    thousands = Size(0, 1, 1000, share=False)

    assert thousands.fits(3_000)
    assert not thousands.fits(300)
    assert not thousands.fits(2_000_000)
    assert not thousands.fits(2018)
    assert Size(0, 1, 25, share=True).fits(24)
