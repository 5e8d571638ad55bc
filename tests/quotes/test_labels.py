import pytest

from models.quotes import label
from tests.quotes.reading import read


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("وقال الوزير عمر إن السد ممتلئ.", "قال"),
        ("نفت الوزارة المحلية اتهامات بالتقصير.", "نفت"),
        ("دعا المدرب اللاعبين إلى الهدوء.", "دعا إلى"),
        ("وأشار الخبير زيد إلى أن النهر يرتفع.", "أشار إلى"),
        ("أغلقت الشرطة الطريق الساحلي، بحسب صحيفة الضفاف.", ""),
        ("تأجل الاجتماع إلى الغد، حسبما أفادت وكالة المرفأ.", ""),
        ("وصف الخبير زيد القرار بأنه متسرع.", "وصف"),
    ],
)
def test_a_quote_is_shown_with_what_its_source_did(text: str, shown: str) -> None:
    (quote,) = read(text).quotes
    assert label(text, quote) == shown
