"""Lines that read right to left, and what comes from outside kept from turning them around."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import direction

SIGNS = {"\u200f": "→", "\u2068": "[", "\u2069": "]"}


def shown(text: str) -> str:
    """Return the text with its marks made visible: → a right-to-left mark, [ ] an isolate."""
    shown, at = "", 0
    for place, mark in direction.marks(text):
        shown += text[at:place] + SIGNS[mark]
        at = place
    return shown + text[at:]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("قال الوزير", "قال الوزير"),
        ("«نعم» قالها الوزير", "→«نعم» قالها الوزير"),
        ("12 قتيلا", "→12 قتيلا"),
        ("BBC قالت", "→[BBC] قالت"),
        ("أولا\n- ثانيا\n\nثالثا", "أولا\n→- ثانيا\n\nثالثا"),
        ("نقلت BBC News عن مصدر", "نقلت [BBC News] عن مصدر"),
        ("بعد 20 km من المدينة", "بعد [20 km] من المدينة"),
        ("هاتف iPhone 15 الجديد", "هاتف [iPhone 15] الجديد"),
        ("طائرات F-16 وفيروس COVID-19.", "طائرات [F-16] وفيروس [COVID-19]."),
        ("ارتفع 50% في 2024", "ارتفع [50%] في 2024"),
        ("بسعر $5.2 للبرميل", "بسعر [$5.2] للبرميل"),
        ("درجة الحرارة 20°C", "درجة الحرارة [20°C]"),
        ("اتصل على +20 100 123 الآن", "اتصل على [+20 100 123] الآن"),
        ("من https://example.org/a?b=1.", "من [https://example.org/a?b=1]."),
        ("أرسل /help الآن", "أرسل [/help] الآن"),
        ("ملفات .txt و.html", "ملفات [.txt] و.[html]"),
        ("في قناة @news_ar", "في قناة [@news_ar]"),
        ("قال (WHO) ذلك", "قال ([WHO]) ذلك"),
        ("بلغت النسبة 3-1 يوم 5/6/2024", "بلغت النسبة 3-1 يوم 5/6/2024"),
        ("مدينة Санкт-Петербург الروسية", "مدينة [Санкт-Петербург] الروسية"),
        ("بلغت الحرارة -5 درجات (-2 ليلا)", "بلغت الحرارة [-5] درجات ([-2] ليلا)"),
        ("دفع 40€ أو 30$ نقدا", "دفع [40€] أو [30$] نقدا"),
        ("اتصل على 01 234 567 أو 0100-123-4567", "اتصل على [01 234 567] أو [0100-123-4567]"),
        ("في الأعوام 2024 2025 2026", "في الأعوام 2024 2025 2026"),
        ("من https://example.org/خبر/جديد?id=4، وهو", "من [https://example.org/خبر/جديد?id=4]، وهو"),
        ("مقهى Cafe\u0301 هنا", "مقهى [Cafe\u0301] هنا"),
    ],
)
def test_lines_start_right_to_left_and_what_runs_the_other_way_is_isolated(text, marked):
    assert shown(text) == marked


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("قال\u202eكلاما\u202c", "قالكلاما"),
        ("\u2067عنوان\u2069", "عنوان"),
        ("سطر\r\nسطر\rسطر\u2028سطر\x85سطر", "سطر\nسطر\nسطر\nسطر\nسطر"),
        ("صفر\x00 وجرس\x07", "صفر وجرس"),
        ("نصف \ud83d رمز", "نصف \ufffd رمز"),
        ("علامة\u200f تبقى\tهنا", "علامة\u200f تبقى\tهنا"),
    ],
)
def test_what_could_reorder_or_break_a_line_is_taken_out(text, safe):
    assert direction.neutral(text) == safe


@given(st.text(alphabet=st.sampled_from("سب aZ9٣%$+.-/@(\n\u200f\u202e\u2066😀é")))
def test_every_line_starts_right_to_left_and_every_isolate_ends_on_its_line(text):
    for line in shown(direction.neutral(text)).split("\n"):
        assert not line or line[0] == "→" or direction.is_arabic(line[0])
        assert line.count("[") == line.count("]")
        assert "[[" not in line


@pytest.mark.parametrize(
    ("line", "arabic"), [("- 5 قال", True), ("Speaker: أحمد", False), ("أحمد: BBC", True), ("12", False)]
)
def test_a_line_has_the_direction_of_its_first_letter(line, arabic):
    assert direction.starts_arabic(line) is arabic


@pytest.mark.parametrize(
    ("text", "arabic"), [("BBC تكشف صفقة", True), ("Send /help أو", False), ("12", False), ("قال", True)]
)
def test_a_text_is_arabic_that_has_more_arabic_letters_than_others(text, arabic):
    assert direction.is_mostly_arabic(text) is arabic


def test_a_long_run_of_signs_is_read_in_time_that_grows_with_its_length():
    assert direction.marks("+-" * 100_000) == [(0, direction.MARK)]
