"""Articles out of Word files: what the reader of the page sees, in its order."""

import pytest

from bot.articles.formats import from_docx
from bot.errors import DamagedFile, EmptyText
from tests.articles.formats.docx_writer import STRICT, docx, paragraph, run, zipped

LIMIT = 200_000
TITLE = "قرية الينابيع تعيد تشغيل طاحونتها القديمة"
FIRST = "أعادت قرية الينابيع، يوم الجمعة، تشغيل طاحونة الماء التي توقفت قبل أربعين عاما، وحضر الأهالي جميعا."
SECOND = "وقال الطحان الجديد فارس الخطيب إن الطاحونة ستطحن 300 كيلوغرام من القمح كل يوم."


def text(*body, **more):
    return from_docx(docx(*body, **more), LIMIT).text


@pytest.mark.parametrize("namespace", [{}, {"namespace": STRICT}])
@pytest.mark.parametrize("style", ["a3", "1", "Title"])
def test_paragraphs_come_in_order_and_the_styled_title_is_the_title(style, namespace):
    article = from_docx(docx(paragraph(TITLE, style=style), paragraph(FIRST), paragraph(SECOND), **namespace), LIMIT)

    assert article.text == f"{TITLE}\n{FIRST}\n{SECOND}"
    assert article.title == TITLE


def test_a_short_title_that_is_styled_is_one_where_the_text_alone_would_not_tell():
    assert from_docx(docx(paragraph("الطاحونة", style="a3"), paragraph(FIRST)), LIMIT).title == "الطاحونة"


def test_the_first_line_is_the_title_where_nothing_is_styled():
    assert from_docx(docx(paragraph(TITLE), paragraph(FIRST)), LIMIT).title == TITLE


def test_words_that_runs_cut_are_joined_and_signs_become_characters():
    cut = paragraph(
        run("أعادت قرية الينا"),
        run("بيع"),
        "<w:r><w:tab/></w:r>",
        run("تشغيل طاحونتها"),
        "<w:r><w:br/></w:r>",
        run("القديمة 555"),
        "<w:r><w:noBreakHyphen/></w:r>",
        run("0142 بعد عامين من العمل فيها."),
    )

    assert text(cut) == "أعادت قرية الينابيع تشغيل طاحونتها\nالقديمة 555-0142 بعد عامين من العمل فيها."


def test_what_a_tracked_change_took_away_is_not_shown_and_what_it_added_is():
    changed = paragraph(
        run("وقال فارس الخطيب إن الطاحونة ستطحن "),
        '<w:del w:id="1"><w:r><w:delText>مئة</w:delText></w:r></w:del>',
        '<w:ins w:id="2">' + run("ثلاثمئة") + "</w:ins>",
        '<w:moveFrom w:id="3">' + run(" قديما") + "</w:moveFrom>",
        '<w:moveTo w:id="4">' + run(" كيلوغرام") + "</w:moveTo>",
        run(" من القمح كل يوم بعد اليوم."),
    )

    assert text(changed) == "وقال فارس الخطيب إن الطاحونة ستطحن ثلاثمئة كيلوغرام من القمح كل يوم بعد اليوم."


def test_notes_hidden_words_and_the_names_of_fields_are_left_out_and_links_kept():
    mixed = paragraph(
        run("أعادت قرية "),
        '<w:hyperlink w:anchor="a">' + run("الينابيع") + "</w:hyperlink>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        run("سر", "<w:vanish/>"),
        "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>",
        run(" تشغيل طاحونة الماء التي توقفت قبل أربعين عاما", '<w:vanish w:val="0"/>'),
        run(" وحضر الأهالي جميعا."),
    )

    assert text(mixed) == "أعادت قرية الينابيع تشغيل طاحونة الماء التي توقفت قبل أربعين عاما وحضر الأهالي جميعا."


def test_controls_and_boxes_are_read_and_a_box_that_is_stored_twice_once():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(FIRST)}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{paragraph('كلام في صندوق')}</w:txbxContent>"
    twice = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>' + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert text(control, paragraph(twice, SECOND)) == f"{FIRST}\n{SECOND}\nكلام في صندوق"


def test_a_table_is_read_row_by_row_and_one_that_only_lays_out_paragraph_by_paragraph():
    def table(*rows):
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    figures = table([paragraph("السنة"), paragraph("القمح")], [paragraph("2023"), paragraph("300"), paragraph()])
    layout = table([paragraph(TITLE) + paragraph(FIRST), paragraph(SECOND)])

    assert text(paragraph(FIRST), figures) == f"{FIRST}\nالسنة\tالقمح\n2023\t300"
    assert text(layout) == f"{TITLE}\n{FIRST}\n{SECOND}"


def test_the_file_says_who_wrote_it_and_when():
    article = from_docx(
        docx(paragraph(FIRST), title="طاحونة الينابيع تعود", author="هدى سالم", created="2024-03-05T08:00:00Z"), LIMIT
    )

    assert (article.title, article.author, article.published) == ("طاحونة الينابيع تعود", "هدى سالم", "2024-03-05")


def test_the_text_is_found_where_the_package_says_it_is():
    assert text(paragraph(FIRST), main="word/document2.xml") == FIRST


def test_an_empty_document_has_no_text():
    with pytest.raises(EmptyText):
        text(paragraph())


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(300),
        docx(paragraph(FIRST))[:-60],
        zipped({"word/other.xml": "<a/>"}),
        zipped({"_rels/.rels": "<a/>", "word/document.xml": "<a><b></a>"}),
        zipped({"_rels/.rels": "<a/>", "word/document.xml": "<a/>"}),
        docx(paragraph(FIRST), prolog='<!DOCTYPE a [<!ENTITY b "c">]>'),
    ],
)
def test_what_is_no_whole_word_file_is_damaged(content):
    with pytest.raises(DamagedFile):
        from_docx(content, LIMIT)
