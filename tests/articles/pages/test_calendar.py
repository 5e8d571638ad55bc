"""Days are read as pages write them, and nothing else is a day."""

import pytest

from bot.articles.pages.calendar import day_in, day_in_address


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-11T13:42:00+03:00", "2025-03-11"),
        ("2025/3/1", "2025-03-01"),
        ("نشر في: 11 مارس 2025 - 13:42", "2025-03-11"),
        ("الأحد ٣ آب / أغسطس ٢٠٢٥ - ١١:٢٠", "2025-08-03"),
        ("الثلاثاء 2 نيسان/أبريل 2024", "2024-04-02"),
        ("الاثنين 7 تشرين الثاني 2011م - 11 ذي الحجة 1432هـ", "2011-11-07"),
        ("22 تشرين الأول، 2023", "2023-10-22"),
        ("5 كانون الأول 2009", "2009-12-05"),
        ("14 فبراير، 2022", "2022-02-14"),
        ("الخميس 4 جانفي 2018", "2018-01-04"),
        ("27 أبريل 2025 05:00 م", "2025-04-27"),
        ("31/10/2025 22:58", "2025-10-31"),
        ("05-11-2025 | 12:12", "2025-11-05"),
        ("11/23/2024", "2024-11-23"),
        ("تاريخ النشر: 2023/07/08 الساعة 10:30", "2023-07-08"),
        ("31 فبراير 2025 ثم 1 مارس 2025", "2025-03-01"),
        ("منذ 3 ساعات", None),
        ("قال في 11 مارس", None),
        ("2025", None),
        ("1432-11-07", None),
        ("هاتف 06-5550-2025", None),
        ("مارس 2025", None),
        ("", None),
    ],
)
def test_the_first_day_of_a_text_is_read(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2024/03/05/library", "2024-03-05"),
        ("https://news.example/2024/3/5", "2024-03-05"),
        ("https://news.example/2024/13/05/library", None),
        ("https://news.example/news/20240305", None),
        ("https://news.example/", None),
    ],
)
def test_the_day_of_an_address_is_read(url, day):
    assert day_in_address(url) == day
