"""What of a file's own fields is believed."""

import pytest

from bot.articles.formats.metadata import author_in, day_in, title_in


@pytest.mark.parametrize("value", ["عودة القطار إلى المدينة", "  عودة   القطار "])
def test_a_title_is_one(value):
    assert title_in(value) == " ".join(value.split())


@pytest.mark.parametrize(
    "value",
    [None, "", "Microsoft Word - خبر.docx", "خبر عاجل.pdf", "untitled", "خبر", "news", "C:\\خبر قديم\\جديد", "ا" * 400],
)
def test_the_name_of_a_file_or_a_program_is_no_title(value):
    assert title_in(value) is None


@pytest.mark.parametrize("value", ["هدى سالم", "Huda Salem"])
def test_an_author_is_one(value):
    assert author_in(value) == value


@pytest.mark.parametrize(
    "value", [None, " ", "User", "HP", "Windows User", "python-docx", "a@example.com", "123", "\x00"]
)
def test_a_machine_or_an_account_is_no_author(value):
    assert author_in(value) is None


@pytest.mark.parametrize("value", ["D:20240305101500+03'00'", "2024-03-05T08:00:00Z", "20240305"])
def test_a_day_is_read_as_pdf_and_as_xml_write_it(value):
    assert day_in(value) == "2024-03-05"


@pytest.mark.parametrize("value", [None, "", "D:20241305", "yesterday", "D:2024"])
def test_no_day_is_made_up(value):
    assert day_in(value) is None
