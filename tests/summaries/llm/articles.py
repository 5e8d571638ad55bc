"""An article of our own, what a model may well write about it, and the task that asks for it."""

import json

from models.summaries.engine import Task

TITLE = "بلدية الزيتونة تفتح مكتبة في محطة القطار"
FIRST = "افتتحت بلدية الزيتونة يوم الأحد مكتبة عامة في محطة القطار القديمة بعد ترميم دام عامين."
SECOND = "وقالت مديرة المكتبة ريم الحسن إن الرفوف تضم 12 ألف كتاب تبرع السكان بنصفها."
THIRD = "ولن يدفع التلاميذ رسوما للاشتراك قبل نهاية العام الدراسي."
ARTICLE = f"{FIRST}\n{SECOND}\n{THIRD}"

HEADLINE = "مكتبة عامة في محطة الزيتونة القديمة"
ONE = "افتتحت بلدية الزيتونة مكتبة عامة في محطة القطار القديمة."
TWO = "قالت مديرة المكتبة ريم الحسن إن السكان تبرعوا بنصف الكتب وعددها 12 ألفا."
THREE = "لن يدفع التلاميذ رسوما قبل نهاية العام الدراسي."


def task(text: str = ARTICLE, title: str | None = TITLE, rejected: tuple[str, ...] = ()) -> Task:
    return Task(title, text, (FIRST, SECOND, THIRD), rejected)


def answered(*sentences: str, headline: str | None = HEADLINE) -> str:
    """The answer of a model that keeps to the form."""
    return json.dumps({"headline": headline, "sentences": list(sentences)}, ensure_ascii=False)


GOOD = answered(ONE, TWO, THREE)
