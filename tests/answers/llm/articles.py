"""An article of our own, and what a model may answer about it."""

import json

from models.answers import answer
from models.quotes import attribute
from models.reading import Answer, Article, Attribution

TITLE = "رصيف جديد لصيادي صور"
TEXT = f"""{TITLE}

نقلت بلدية صور صباح الاثنين مراكب الصيد الصغيرة إلى رصيف جديد جنوبي الميناء القديم.

وقال رئيس نقابة الصيادين سامر بيطار: "الرصيف يتسع لمئة وعشرين مركبا، وكنا ننتظره منذ ثماني سنوات". وأضاف بيطار أن \
ثمن المشروع وصل إلى أربعة ملايين دولار.

من جهتها نفت المهندسة هدى قاسم أن يكون الرصيف قد بني فوق آثار غارقة.

وحذر الغواص ربيع منصور من أن التيار عند المدخل خطر في الشتاء.

وتفتح سوق السمك أبوابها عند الخامسة فجرا طوال أيام الأسبوع ما عدا الجمعة."""

ATTRIBUTION: Attribution = attribute(Article(TEXT, title=TITLE))


def built_in(question: str) -> Answer:
    return answer(ATTRIBUTION, question)


def quote(words: str) -> int:
    """The number that the model knows a quote by."""
    return next(n for n, each in enumerate(ATTRIBUTION.quotes, 1) if words in each.of(TEXT))


def sentence(words: str) -> int:
    """The number that the model knows a sentence by."""
    return next(n for n, each in enumerate(ATTRIBUTION.sentences, 1) if words in each.of(TEXT))


def cites(kind: str, quotes: tuple[int, ...] = (), sentences: tuple[int, ...] = (), wording: str = "") -> str:
    """The answer of a model that keeps to the form."""
    told = {"kind": kind, "quotes": list(quotes), "sentences": list(sentences), "wording": wording}
    return json.dumps(told, ensure_ascii=False)
