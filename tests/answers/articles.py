"""Articles of our own for questions, and attributions that are right by construction."""

from dataclasses import dataclass

from models.arabic.sentences import sentences
from models.reading import Article, Attribution, Quote, Span, Speaker

BRIDGE = """افتتاح جسر الندى بعد عامين من الأعمال
أعلن وزير النقل سامي الكيال، يوم الأحد 12 مايو 2019، افتتاح جسر الندى في مدينة الواحة.
وقال الكيال إن كلفة المشروع بلغت 46 مليون دينار.
وأضاف: "سنبني ثلاثة جسور أخرى قبل نهاية العقد".
وحذرت المهندسة رنا الحموي من أن الطريق القديم لم يعد آمنا.
وذكرت صحيفة "الأفق" أن 27 شركة تقدمت للمناقصة.
ونفى رئيس البلدية عادل منصور وجود تأخير في التنفيذ.
وشارك في أعمال البناء 350 عاملا من القرى المجاورة، واستمر العمل ساعتين إضافيتين كل يوم.
وتوقف العمل شهرا كاملا بسبب الأمطار الغزيرة.
وكان الجسر القديم قد انهار عام 1998.
"""

MARKET = """ارتفاع أسعار القمح في الأسواق
قال الخبير الاقتصادي نبيل شاهين إن التضخم يرهق الأسر الفقيرة.
وقالت وزيرة التجارة ليلى حداد إن الحكومة ستخفض الرسوم على الحبوب.
وقالت حداد إن المخازن مليئة بالقمح.
وطالب اتحاد المزارعين بزيادة أسعار الشراء.
"""


@dataclass(frozen=True)
class Line:
    """What a speaker says in an article, word for word, and the cue that brings it in."""

    speaker: str
    cue: str
    text: str


def attribution(text: str, lines: list[Line], aliases: dict[str, tuple[str, ...]] | None = None) -> Attribution:
    """Return an attribution whose quotes are just the lines given, in the order of the text."""
    names = list(dict.fromkeys(line.speaker for line in lines))
    quotes = tuple(_quote(text, line, names.index(line.speaker)) for line in lines)
    speakers = tuple(Speaker(name, (aliases or {}).get(name, ())) for name in names)
    return Attribution(Article(text), sentences(text), quotes, speakers)


def _quote(text: str, line: Line, speaker: int) -> Quote:
    start = text.index(line.text)
    cue = text.rindex(line.cue, 0, start)
    return Quote(start, start + len(line.text), "indirect", Span(cue, cue + len(line.cue)), None, speaker, None, 1.0)


def bridge() -> Attribution:
    """Return the bridge's article with who said what in it."""
    return attribution(
        BRIDGE,
        [
            Line("وزير النقل سامي الكيال", "أعلن", "افتتاح جسر الندى في مدينة الواحة"),
            Line("وزير النقل سامي الكيال", "قال", "كلفة المشروع بلغت 46 مليون دينار"),
            Line("وزير النقل سامي الكيال", "أضاف", "سنبني ثلاثة جسور أخرى قبل نهاية العقد"),
            Line("المهندسة رنا الحموي", "حذرت", "الطريق القديم لم يعد آمنا"),
            Line('صحيفة "الأفق"', "ذكرت", "27 شركة تقدمت للمناقصة"),
            Line("رئيس البلدية عادل منصور", "نفى", "وجود تأخير في التنفيذ"),
        ],
        {"وزير النقل سامي الكيال": ("الكيال",)},
    )


def market() -> Attribution:
    """Return the market's article with who said what in it."""
    return attribution(
        MARKET,
        [
            Line("الخبير الاقتصادي نبيل شاهين", "قال", "التضخم يرهق الأسر الفقيرة"),
            Line("وزيرة التجارة ليلى حداد", "قالت", "الحكومة ستخفض الرسوم على الحبوب"),
            Line("وزيرة التجارة ليلى حداد", "قالت", "المخازن مليئة بالقمح"),
            Line("اتحاد المزارعين", "طالب", "زيادة أسعار الشراء"),
        ],
    )
