"""Articles out of PDFs: what an eye reads on the page, in the order in which it reads it."""

from pathlib import Path

import pytest

from bot.articles.formats import from_pdf
from bot.errors import DamagedFile, EmptyText, EncryptedFile, ScannedFile, TooLong, TooManyPages
from tests.articles.formats.articles import PARAGRAPHS, TEXT, TITLE
from tests.articles.formats.pdf_writer import Drawn, logical, pdf, visual

PDFS = Path(__file__).with_name("pdfs")
LIMIT = 200_000
RIGHT = 540  # points: where lines begin
LINES = (
    "زرعت مدرسة الروابي أمس 1,250 شتلة زيتون على سفح التل الشمالي",
    "وقالت مديرة المدرسة سلوى الناصر إن التلاميذ سيرعونها حتى 2027",
    "بمساعدة مزارعين من قرى مجاورة وعدوا بأن يسقوها في الصيف.",
)
JOINED = " ".join(LINES)


def below(lines, draw=visual, top=700, right=RIGHT, pitch=18, size=12):
    """Draw lines one below the other."""
    drawn = [draw(line, right, top - at * pitch, size) for at, line in enumerate(lines)]
    return [one for each in drawn for one in (each if isinstance(each, list) else [each])]


def text(*pages, **more):
    return from_pdf(pdf(pages, **more), LIMIT).text


@pytest.mark.parametrize("name", ["printed", "one_column", "two_columns"])
def test_an_article_that_a_browser_printed_is_read_as_it_was_written(name):
    article = from_pdf((PDFS / f"{name}.pdf").read_bytes(), LIMIT)

    assert article.text == TEXT
    assert article.title == TITLE


def test_lines_that_are_stored_as_they_look_are_turned_and_their_numbers_kept():
    assert text(below(LINES)) == JOINED


def test_lines_that_are_stored_as_they_are_read_are_left_so():
    lines = (
        "أعلنت البلدية فتح الحديقة القديمة بعد ترميمها في سنة كاملة",
        "وقال مديرها نادر صقر إن الدخول إليها مجاني.",
    )

    assert text(below(lines, draw=logical)) == " ".join(lines)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (["ﻢ", "ﻼ", "ﺳ"], "سلام"),  # the ligature is one glyph of two letters
        (["م", "لا", "س"], "سلام"),  # and so it is where its name has two
        (["ب", "ـ", "ـ", "ﺎ", "ﺑ"], "باب"),
        (["\u064d", "ه", "ب"], "به\u064d"),
        (["ﷲ"], "الله"),
    ],
)
def test_forms_ligatures_and_stretched_lines_become_letters(shown, read):
    word = Drawn(shown, 100, 610)

    assert text([*below(LINES), word]).split()[-1] == read


def test_a_vowel_sign_without_a_width_goes_to_the_letter_that_it_stands_over():
    letters = Drawn("بتك", 100, 610)  # "كتب", and a damma over its first letter
    sign = Drawn("\u064f", 100 + 2.25 * 6, 613)

    assert text([*below(LINES), letters, sign]).split()[-1] == "ك\u064fتب"


def test_words_that_only_a_gap_parts_are_parted():
    words, right = [], RIGHT
    for word in " ".join(LINES[1:]).split(" "):
        words.append(visual(word, right, 700, 8))
        right -= len(word) * 4 + 2  # a quarter of a letter's size

    assert text(words) == " ".join(LINES[1:])


def test_letters_that_are_set_apart_are_one_word_where_blanks_are_drawn():
    spread = Drawn("برعلا رحب", 100, 610, extra=3)

    assert text([*below(LINES), spread]).endswith("بحر العرب")


@pytest.mark.parametrize(
    "phrase",
    [
        "وبلغ السعر 3.5 دنانير",
        "في 14/1/2024 صباحا",
        "عند 8:30 مساء",
        "شركة BlueRiver Ltd هنا",
        "طائرة Boeing 737 هبطت",
        "الموقع example.org/a_b أغلق",
        "عن ١٢٫٥ مليون",
    ],
)
def test_numbers_and_latin_words_run_from_left_to_right(phrase):
    assert text([*below(LINES), visual(phrase, RIGHT, 610)]).endswith(phrase)


@pytest.mark.parametrize("mirrored", [False, True])
def test_what_opens_a_quotation_opens_it_whether_it_is_named_as_it_looks_or_as_it_is_read(mirrored):
    said = "وقال المدير «نحن هنا» (اليوم) ثم كرر «نعم»"
    line = visual(said, RIGHT, 610)
    if mirrored:
        line = Drawn(line.names.translate(str.maketrans("«»()", "»«)(")), line.left, line.baseline)

    assert text([*below(LINES), line]).endswith(said)


def test_a_letter_that_is_drawn_twice_to_look_bold_is_read_once():
    lines = below(LINES)
    again = [Drawn(one.names, one.left + 0.4, one.baseline) for one in lines]

    assert text([*lines, *again]) == JOINED


def test_a_watermark_across_the_page_is_left_out():
    across = Drawn("ةيرس ةخسن", 200, 500, 40, turned=True)

    assert text([*below(LINES), across]) == JOINED


def test_the_right_column_is_read_before_the_left_one_and_a_title_across_both_first():
    title = "مدرسة في الروابي تزرع ألفا ومئتين وخمسين شتلة زيتون على سفح التل"
    right = [
        "بدأ العمل صباح السبت في حقل",
        "قرب المدرسة وشارك فيه مئة",
        "تلميذ مع أهلهم ومعلميهم",
        "حتى غروب الشمس بلا توقف",
    ]
    left = [
        "وقال المزارع عادل سرور إن",
        "الأرض كانت مهملة منذ سنين",
        "وإن الزيتون سيعيدها خضراء",
        "قبل أن يكبر هؤلاء الصغار.",
    ]
    page = [
        visual(title, RIGHT, 740, 14),
        *below(left, right=RIGHT - 230),
        *below(right),
    ]

    assert text(page) == "\n".join([title, " ".join(right + left)])


def test_heads_page_numbers_and_feet_are_left_out_and_a_paragraph_goes_on_across_them():
    def page(number, lines):
        head = visual(f"جريدة الروابي عدد {number + 40}", RIGHT, 810, 9)
        foot = visual(f"صفحة {number}", 320, 30, 9)
        return [head, *below(lines), foot]

    assert text(page(1, LINES[:2]), page(2, LINES[2:])) == JOINED


def test_a_page_without_words_between_two_others_is_passed_over():
    assert text(below(LINES[:2]), [], below(LINES[2:])) == JOINED


def test_a_number_that_ends_a_column_is_no_page_number():
    lines = [*LINES[:2], "وأنها ستقام كل عام حتى سنة", "2030"]

    assert text(below(lines, top=95)) == " ".join(lines)


def test_a_gap_an_indent_and_larger_letters_begin_paragraphs():
    other = "وفي خبر آخر عاد القطار إلى محطة المدينة بعد غياب طويل"
    apart = [*below(LINES), visual(other, RIGHT, 610)]
    indented = [*below(LINES), visual(other, RIGHT - 20, 646)]
    heading = [visual("المدرسة تزرع سفح التل", RIGHT, 725, 18), *below(LINES)]

    assert text(apart) == text(indented) == f"{JOINED}\n{other}"
    assert text(heading) == f"المدرسة تزرع سفح التل\n{JOINED}"


def test_words_under_a_scanned_page_that_are_stored_as_read_and_stand_the_other_way_are_read():
    lines = ("كانت المدينة هادئة في ليلة باردة طويلة", *LINES[1:])
    backwards = [Drawn(line, 100, 700 - at * 18) for at, line in enumerate(lines)]

    assert text(backwards).replace("\n", " ") == " ".join(lines)


def test_a_scanned_pdf_is_told_from_an_empty_one():
    with pytest.raises(ScannedFile):
        text([], [], picture=True)
    with pytest.raises(EmptyText):
        text([], [])


def test_a_scanner_that_writes_its_name_on_each_page_makes_no_text_of_it():
    with pytest.raises(ScannedFile):
        text([Drawn("CamScanner", 40, 20)], [Drawn("CamScanner", 40, 20)], picture=True)


def test_letters_that_nothing_names_cannot_be_read_and_are_not_guessed():
    with pytest.raises(ScannedFile):
        text([Drawn([""] * 60, 100, 610), *below(LINES[:1])])


def test_a_pdf_behind_a_password_says_so():
    locked = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<aa><aa>]"

    with pytest.raises(EncryptedFile):
        text(below(LINES), encrypt=locked)


@pytest.mark.parametrize("cut", [9, 300, 0.5, 0.9])
def test_a_pdf_that_breaks_off_is_damaged_or_says_what_it_still_holds(cut):
    whole = (PDFS / "one_column.pdf").read_bytes()
    part = whole[: cut if cut > 1 else int(len(whole) * cut)]

    with pytest.raises((DamagedFile, EmptyText, ScannedFile)):
        from_pdf(part, LIMIT)


def test_a_pdf_of_too_many_pages_is_refused():
    with pytest.raises(TooManyPages) as caught:
        text(*[[]] * 101)
    assert caught.value.details == {"limit": 100}


def test_a_pdf_with_far_too_many_letters_is_not_read_to_its_end():
    page = below([LINES[0]] * 20)

    with pytest.raises(TooLong) as caught:
        from_pdf(pdf([page] * 30), 2_000)
    assert caught.value.details["length"] < 5_000


def test_what_the_file_says_of_itself_is_told_where_it_is_sensible():
    title = "feff" + "مدرسة تزرع التل".encode("utf-16-be").hex()
    info = f"/Title<{title}>/Author(user)/CreationDate(D:20240305101500+03'00')"

    article = from_pdf(pdf([below(LINES)], info=info), LIMIT)

    assert (article.title, article.author, article.published) == ("مدرسة تزرع التل", None, "2024-03-05")


def test_the_paragraphs_of_the_printed_article_are_whole():
    article = from_pdf((PDFS / "two_columns.pdf").read_bytes(), LIMIT)

    assert article.text.splitlines()[1:] == list(PARAGRAPHS)
