"""Every kind of reply to a reader, made by the bot itself from articles that are hard to show."""

from collections.abc import AsyncIterator

from bot.conversation import Conversation
from bot.conversation.replies import spoken_reply, summary_reply, who_reply
from bot.conversation.reply import Reply
from bot.conversation.turn import Message, Press
from bot.errors import ReaderError
from bot.storage import Store
from models.reading import Point, Span, Summary
from models.summaries.engine import Length
from tests.conversation.readings import READING

MIXED = """\
BBC وReuters تكشفان: «صفقة F-16» بقيمة $2.5 مليار تثير جدلا في مدينة Saint-Étienne

كشفت شبكة BBC News، الثلاثاء 14 مايو 2024، أن شركة Lockheed Martin باعت 24 طائرة من طراز F-16 بقيمة $2.5 مليار.

وقال المتحدث باسم الشركة John O'Neill إن "التسليم يبدأ في Q3 من 2025"، بحسب حساب @lockheed على منصة X.

وأضاف أونيل: «أنجزنا 75% من العمل، ولم نتجاوز الميزانية إلا بنسبة 3.5%».

ونفت وزارة الدفاع وقوع أي خلاف مع الشركة بشأن نظام GPS الجديد.

ونقلت المحامية سُعادُ المَنصوريّ عن شاهد قوله إنه رأى طائرتين فوق المطار عند الساعة 22:30.

وقيل إن "العقد (رقم A-17/2024) أُلغي"، ولم يُعرف من قال ذلك.

وتتوافر التفاصيل على https://example.com/news/2024/05/f16?id=42#top وعلى الرقم +961 1 234 567 ووسم #صفقة_F16.

20 km هي المسافة بين المصنع والمدينة، وتبلغ الحرارة هناك -5 درجات في الشتاء.

وحذر رئيس لجنة مراقبة الصفقات العسكرية والإنفاق الدفاعي في البرلمان النائب عبد الرحمن بن عبد العزيز آل سالم المهيري \
من أن «الكلفة قد ترتفع من 2.5 إلى 4 مليارات دولار بين 2025 و2030».
"""

PLAIN = """\
البلدية تؤجل ترميم السوق القديمة

قالت رئيسة البلدية منى الخطيب إن ترميم السوق القديمة تأجل إلى الربيع المقبل بسبب نقص المال.

وأكد المهندس وليد عازار أن «سقف السوق آمن ولا خطر على التجار في الشتاء».

وأعلنت غرفة التجارة أنها ستدفع نصف كلفة الترميم، وهي 12 مليون ليرة.
"""

PERSON = "telegram:7"


class Reader:
    """Someone in a chat, with the reply to each thing that they do."""

    def __init__(self, conversation: Conversation, language: str) -> None:
        self.conversation, self.language, self._number = conversation, language, 0

    async def says(self, *texts: str) -> Reply:
        messages = []
        for text in texts:
            self._number += 1
            messages.append(Message(PERSON, str(self._number), text, self.language))
        return await self.conversation.receive(*messages)

    async def presses(self, action: str) -> Reply:
        return await self.conversation.press(Press(PERSON, "900", action, self.language))


async def gallery(conversation: Conversation, store: Store, language: str) -> AsyncIterator[tuple[str, Reply]]:
    """Yield every kind of reply by name; the chat begins with no article."""
    reader = Reader(conversation, language)
    for name, text in (
        ("articles none", "/articles"), ("question first", "ماذا قال الوزير؟"), ("greeting", "مرحبا"),
        ("thanks", "شكرا"), ("word", "ضوء"), ("junk", "؟؟؟ !!!"), ("unknown command", "/nothing"),
    ):  # fmt: skip
        yield name, await reader.says(text)
    yield "summary plain", await reader.says(PLAIN)
    yield "summary", await reader.says(MIXED)
    number = await store.current_article(PERSON)
    for wanted in ("short", "long", "who", "people", "figures", "questions", "summary", "talk"):
        yield wanted, await reader.presses(f"{wanted}:{number}")
    yield "question", await reader.presses(f"question:{number}:1")
    for name, asked in (
        ("answer who", "من قال إن التسليم يبدأ في Q3؟"), ("answer what", "ماذا قالت وزارة الدفاع؟"),
        ("answer fact", "كم طائرة باعت شركة Lockheed Martin؟"), ("answer absent", "من فاز بكأس العالم؟"),
        ("answer relayed", "ماذا قال الشاهد؟"), ("answer what name", "ماذا قال John O'Neill؟"),
    ):  # fmt: skip
        yield name, await reader.says(asked)
    yield "digest", await reader.says(MIXED.replace("24", "36"), PLAIN.replace("الربيع", "الصيف"))
    for command in ("articles", "search طائرة", "search", "search غواصة", "said وزارة الدفاع", "said أونيل", "said",
                    "said فلان", "ask", "settings", "help", "start", "privacy", "export", "forget"):  # fmt: skip
        yield f"/{command}", await reader.says(f"/{command}")
    yield "keep", await reader.presses("keep:0")
    reading = await store.reading(PERSON, number)
    points = tuple(
        Point(f"باعت الشركة 24 طائرة F-16 ({n}).", Span(s.start, s.end)) for n, s in enumerate(reading.sentences[1:4])
    )
    for engine, shortfall in (
        ("gemma", None), ("gemma", "unsupported"), ("extractive", "missing"), ("extractive", "unreachable"),
        ("extractive", "unusable"),
    ):  # fmt: skip
        written = Summary(reading.summary.headline, points, engine, shortfall)
        yield f"{engine} {shortfall}", summary_reply(reading, written, Length.NORMAL, number, language)
    yield "who relayed and unattributed", who_reply(READING, number, language)
    await reader.presses("set:3:1")
    yield "receipt", await reader.says(MIXED + "\nانتهى الخبر.")
    await reader.presses("set:2:1")
    yield "settings arab", await reader.says("/settings")
    yield "articles arab", await reader.says("/articles")
    yield "people arab", await reader.presses(f"people:{number}")
    yield "forget one", await reader.presses(f"forget:{number}")
    for error in _tree(ReaderError):
        values = {"limit": 200_000 if error.code == "too_long" else 20, "name": "تقرير final v2.rtf", "length": 1}
        yield f"error {error.code}", spoken_reply(f"error.{error.code}", language, **values)
    for key in ("error.unexpected", "talk.reading_failed", "talk.article_gone", "lookup.gone", "telegram.photo",
                "telegram.voice", "telegram.sticker", "telegram.other"):  # fmt: skip
        yield key, spoken_reply(key, language)
    yield "press.not_yours", Reply(spoken_reply("press.not_yours", language).blocks)
    yield "forget all", await reader.presses("forgetall:0")


def _tree(error: type[ReaderError]) -> list[type[ReaderError]]:
    return [found for each in error.__subclasses__() for found in (each, *_tree(each))]
