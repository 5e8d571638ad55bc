"""A reading made by hand, for what is shown of one whatever the models find."""

from models.reading import Article, Point, Quote, Reading, Sentence, Span, Speaker, Summary

TEXT = (
    "مهرجان الزيتون يعود إلى نابلس\n"
    "قالت مديرة المهرجان رنا عودة: «يعود المهرجان في تشرين بعد غياب عامين». "
    "وأضافت أن عدد المعاصر المشاركة عشرون معصرة. "
    "وقال المزارع أبو خليل إن رئيس البلدية وعد «بسوق دائمة للزيت». "
    "وقيل إن الأسعار سترتفع."
)
SPEAKERS = (
    Speaker("رنا عودة", ("عودة",), role="مديرة المهرجان"),
    Speaker("أبو خليل"),
    Speaker("رئيس البلدية"),
)


def span(words: str) -> Span:
    """Return where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def quote(words: str, speaker: int | None, nested_in: int | None = None) -> Quote:
    """Return a quote of these words."""
    at = span(words)
    return Quote(at.start, at.end, "indirect", Span(0, 0), None, speaker, nested_in, 1.0)


QUOTES = (
    quote("يعود المهرجان في تشرين بعد غياب عامين", 0),
    quote("أن عدد المعاصر المشاركة عشرون معصرة", 0),
    quote("إن رئيس البلدية وعد «بسوق دائمة للزيت»", 1),
    quote("بسوق دائمة للزيت", 2, nested_in=2),
    quote("إن الأسعار سترتفع", None),
    quote("غياب عامين", 0, nested_in=0),
    quote("عشرون", None, nested_in=1),
)
SENTENCE = span("وأضافت أن عدد المعاصر المشاركة عشرون معصرة.")
READING = Reading(
    Article(TEXT, title=TEXT.splitlines()[0]),
    (Sentence(SENTENCE.start, SENTENCE.end),),
    QUOTES,
    SPEAKERS,
    Summary(TEXT.splitlines()[0], (Point("يعود المهرجان في تشرين", span("يعود المهرجان في تشرين")),)),
)
