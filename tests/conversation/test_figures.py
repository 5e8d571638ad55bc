"""The numbers and dates of an article as they are shown."""

import pytest

from bot.conversation.figures import figures
from models.quotes import attribute
from models.reading import Article


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("وبلغت قيمة الصفقة $2.5 مليار حسب الوزارة.", ["$2.5 مليار"]),
        ("وارتفعت الأسعار 40% في العاصمة خلال الشتاء.", ["40%"]),
        ("وحلقت طائرات F-16 فوق المدينة طوال النهار.", []),
        ("وسجلت الوزارة إصابات جديدة بفيروس COVID-19 في الجنوب.", []),
        ("وشارك في السباق 120 عداء من القرى المجاورة.", ["120 عداء"]),
    ],
)
def test_a_figure_is_shown_with_its_sign_and_a_name_is_none(sentence, told):
    text = f"قال الوزير سامي نور إن العمل مستمر.\n{sentence}"
    shown = [span.of(text) for _, found in figures(attribute(Article(text))) for span in found]

    assert shown == told
