import pytest

from models.reading import Article
from models.summaries.headline import cleaned_title, title_of
from tests.summaries.articles import BRIDGE, summary

BODY = "\n\nافتتح وزير النقل جسر المرفأ الجديد في مدينة النخيل صباح اليوم. وحضر الافتتاح مئات السكان."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("افتتاح جسر المرفأ الجديد | صحيفة الواحة", "افتتاح جسر المرفأ الجديد"),
        ("عاجل: افتتاح جسر المرفأ", "افتتاح جسر المرفأ"),
        ("بالفيديو.. افتتاح  جسر\u200f المرفأ", "افتتاح جسر المرفأ"),
        ("افتتاح #جسر_المرفأ", "افتتاح جسر المرفأ"),
    ],
)
def test_a_title_is_shown_without_its_site_and_its_teaser(given: str, shown: str):
    assert cleaned_title(given) == shown


def test_the_heading_of_the_text_stands_in_for_a_title():
    assert title_of(Article("افتتاح جسر المرفأ الجديد" + BODY)) == "افتتاح جسر المرفأ الجديد"


def test_what_the_page_left_above_the_heading_is_passed_over():
    text = "الرئيسية\nشارك المقال\nافتتاح جسر المرفأ الجديد" + BODY
    assert title_of(Article(text)) == "افتتاح جسر المرفأ الجديد"


def test_a_leftover_given_as_the_title_is_none():
    assert title_of(Article("افتتاح جسر المرفأ الجديد" + BODY, title="جاري التحميل")) == "افتتاح جسر المرفأ الجديد"


def test_a_related_story_behind_the_first_paragraph_is_no_title():
    assert title_of(Article(BODY.strip() + "\nمهرجان التمور يعود إلى النخيل\n" + BODY)) is None


def test_without_a_title_the_headline_is_the_first_point_in_few_words():
    text = BRIDGE.replace("وزير النقل سامي البرغوث جسر", "وزير النقل، مساء الخميس، جسر")
    assert summary(text).headline == (
        "افتتح وزير النقل جسر المرفأ الجديد في مدينة النخيل "
        "بعد ثلاثة أعوام من العمل المتواصل بكلفة بلغت تسعين مليون دينار"
    )
