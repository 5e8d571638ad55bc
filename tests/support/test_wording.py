"""Free wordings that the check has to understand, and false ones that look like them."""

import pytest

from models.quotes import attribute
from models.reading import Article
from models.support import Checker
from models.support.source import Source
from tests.support.articles import check, kinds

CUP = """شكل الاتحاد القاري لجنة من 6 حكام ساحة و3 حكام راية لإدارة المباراة النهائية، \
وضمت البطولة فرقا من كينيا وغانا ومالي.
ويتنافس أكثر من 500 مرشح و77 قائمة على 128 مقعدا في مجلس الاتحاد، الذي يديره الحزب نفسه منذ 61 عاما.
وقالت الشرطة إن مجهولين سربوا أسماء المرشحين، لكن إدارة النادي نفت ضلوعها في التسريب.
ويتصدر فريق الصقور الدوري بفارق 11 نقطة، وقال مدربه هشام الطويل إنه لا ينوي الرحيل عن الفريق."""
TRUE = [
    "ألف الاتحاد القاري لجنة لإدارة المباراة النهائية.",
    "يدير المباراة النهائية تسعة حكام.",
    "ضمت البطولة فرقا من ثلاث دول.",
    "يدير الحزب مجلس الاتحاد منذ ستة عقود.",
    "يتصدر فريق الصقور الدوري بإحدى عشرة نقطة.",
    "يعتزم المدرب هشام الطويل البقاء في الفريق.",
]
FALSE = [
    ("number", "يتنافس المرشحون على 77 مقعدا في مجلس الاتحاد."),
    ("number", "يدير المباراة النهائية سبعة حكام."),
    ("number", "يدير الحزب مجلس الاتحاد منذ تسعة عقود."),
    ("number", "يتنافس أقل من 500 مرشح في مجلس الاتحاد."),
    ("negation", "أقرت إدارة النادي بضلوعها في التسريب."),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_free_wording_is_supported(sentence):
    assert check(CUP, sentence).faults == ()


@pytest.mark.parametrize(("kind", "sentence"), FALSE)
def test_a_false_wording_is_refused_for_what_is_wrong(kind, sentence):
    assert kind in kinds(CUP, sentence)


def test_a_state_goes_without_saying_only_where_the_article_names_none():
    home = "أعلنت الحكومة خفض الضرائب على المزارعين ابتداء من الشهر المقبل."
    abroad = f"{home}\nورحب سفير كندا بالقرار."

    assert check(home, "أعلنت الحكومة التونسية خفض الضرائب على المزارعين.").faults == ()
    assert kinds(abroad, "أعلنت الحكومة التونسية خفض الضرائب على المزارعين.") == {"place"}


def test_a_name_is_met_with_a_letter_written_onto_it():
    source = Source(attribute(Article("يدرب بوغدنشتين فريق المدينة منذ عام.")))

    assert Checker(source.attribution).check("عاد فريق المدينة لبوغدنشتين.").faults == ()
