import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.arabic.quotation import quotations

marks = st.text(alphabet=st.sampled_from('ابو ، .:\n"«»“”‹›‘’ـ'), max_size=300)


def inside(text: str) -> list[str]:
    return [quoted.of(text) for quoted in quotations(text)]


@pytest.mark.parametrize(
    "text", ['قال "نعم" ثم', "قال «نعم» ثم", "قال “نعم” ثم", "قال ”نعم“ ثم", "قال ‹نعم› ثم", "قال »نعم« ثم"]
)
def test_every_shape_of_mark_is_paired(text: str) -> None:
    assert inside(text) == ["نعم"]


def test_a_mark_on_a_preposition_opens() -> None:
    text = 'وصفه بـ"الاعتداء" وبـ"الخطأ" أمس'
    assert inside(text) == ["الاعتداء", "الخطأ"]


def test_a_space_before_the_closing_mark_is_left_outside() -> None:
    assert inside("قال :”سينهار الاتفاق قريبا “.") == ["سينهار الاتفاق قريبا"]


def test_a_quotation_inside_a_quotation_is_found_too() -> None:
    assert inside("قال: «سمعت “نعم” منه»") == ["سمعت “نعم” منه", "نعم"]


def test_an_unclosed_quotation_ends_with_its_line() -> None:
    (quoted,) = quotations('قال: "نعم ثم عاد\nوصل الوفد')
    assert not quoted.closed
    assert quoted.of('قال: "نعم ثم عاد\nوصل الوفد') == "نعم ثم عاد"


def test_an_unclosed_quotation_takes_nothing_from_the_next() -> None:
    text = 'قال: "نعم ثم عاد.\nوأضاف: "لا أعلم".'
    assert inside(text) == ["نعم ثم عاد.", "لا أعلم"]


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert inside("قال: «نعم.\nثم لا.» وعاد") == ["نعم.\nثم لا."]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert inside("زار O’Neill المصنع") == []


def test_a_hundred_thousand_opening_marks_take_no_time() -> None:
    assert len(quotations("«ا" * 100_000)) == 100_000


@given(marks)
def test_quotations_lie_inside_their_marks(text: str) -> None:
    for quoted in quotations(text):
        assert 0 <= quoted.outer.start < quoted.start < quoted.end <= quoted.outer.end <= len(text)
