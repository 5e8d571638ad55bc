"""How fast the bot answers on Telegram: python benchmarks/telegram.py [--articles 20] [--chats 50] [--quiet 1.5]

A Bot API server on this machine, the bot polling it as `python -m bot run` does, a database of its own and the engine
that ships. Articles of some 500 invented words, each sent in two messages as clients cut a long paste. Prints how long
after the last of them the typing sign comes, and how long after the quiet time the summary does (median and worst),
and how long as many chats wait that all send an article at once.
"""

import argparse
import asyncio
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).parent.parent)  # in place of this folder, whose telegram.py would hide the library

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.settings import Settings, with_driver
from bot.storage import Store
from bot.telegram.app import serve
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.botapi import BotApi
from tests.telegram.people import Person

WORDS = 500

PEOPLE = [
    f"{office} {first} {last}"
    for (office, first), last in itertools.product(
        [("وزير النقل", "سامي"), ("رئيسة البلدية", "هدى"), ("المهندس", "كمال"), ("مديرة المشفى", "ليلى"),
         ("النائب", "عادل"), ("الطبيبة", "رنا"), ("المزارع", "جميل"), ("نقيب الصيادين", "مروان")],
        ["الحداد", "منصور", "الراوي", "نصار", "الكرمي", "شاهين"],
    )
]  # fmt: skip
SAYING = ["قال {} إن", "أعلن {} أن", "أكد {} أن", "حذر {} من أن", "أوضح {} أن", "رأى {} أن"]
THINGS = ["الجسر الجديد", "مستشفى الوادي", "سوق السمك", "محطة المياه", "مدرسة القرية", "طريق الجبل", "مرفأ الصيادين"]
FATES = [
    "لن يفتح قبل {} يوما من الآن", "يحتاج إلى {} عامل في الصيف", "يخدم نحو {} أسرة في الضفة الشرقية",
    "كلف البلدية {} مليون ليرة منذ الشتاء", "تعطل {} مرة هذا العام بسبب الفيضان", "يستقبل {} زائر كل أسبوع",
]  # fmt: skip
ENDS = [
    "بعد عامين من العمل", "رغم نقص المال", "قبل عودة التلاميذ إلى صفوفهم", "في حضور أهالي القرى المجاورة",
    "وفق خطة أقرها المجلس", "ولم يذكر موعدا آخر", "من دون زيادة في الضرائب",
]  # fmt: skip
PLAIN = [
    "وتجمع عشرات السكان أمام {thing} صباح {day} مطالبين بحل سريع.",
    "وتقع المنطقة على بعد {n} كيلومترا من المدينة، ويعيش فيها نحو {m} شخص.",
    "ومن المنتظر أن تبدأ الأعمال في {thing} {day} المقبل {end}.",
]
DAYS = ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس"]


def article(seed: int) -> str:
    """Return an article of about `WORDS` words, another for each seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def sentence() -> str:
        thing, n, end = chance.choice(THINGS), chance.randint(3, 900), chance.choice(ENDS)
        fate = f"{thing} {chance.choice(FATES).format(n)} {end}"
        match chance.randrange(4):
            case 0:
                return f"«{fate}»، {chance.choice(['قال', 'أضاف', 'تابع'])} {chance.choice(PEOPLE)}."
            case 1:
                filled = {"thing": thing, "day": chance.choice(DAYS), "n": n, "m": n * 37, "end": end}
                return chance.choice(PLAIN).format(**filled)
            case _:
                return f"و{chance.choice(SAYING).format(chance.choice(PEOPLE))} {fate}."

    paragraphs = [f"{chance.choice(THINGS)} {chance.choice(ENDS)}: خبر رقم {seed}"]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
        paragraphs.append(" ".join(sentence() for _ in range(chance.randint(1, 3))))
    return "\n\n".join(paragraphs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=20)
    options.add_argument("--chats", type=int, default=50)
    options.add_argument("--quiet", type=float, default=Settings(_env_file=None).paste_quiet)
    given = options.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores, quiet time {given.quiet} s")
    asyncio.run(measure(given.articles, given.chats, given.quiet))


async def measure(articles: int, chats: int, quiet: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = with_driver(f"sqlite:///{folder}/chats.db")
        store = await Store.open(database)
        conversation = Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher())
        async with BotApi() as api:
            settings = Settings(
                _env_file=None,
                telegram_bot_token=api.token,
                telegram_api_url=api.root,
                paste_quiet=quiet,
                database_url=database,
            )
            stop = asyncio.Event()
            serving = asyncio.create_task(serve(settings, conversation, stop))
            await api.until(lambda: api.of("getUpdates"))
            await one_by_one(api, articles, quiet)
            await all_at_once(api, chats, quiet)
            stop.set()
            await serving
        await store.close()


async def one_by_one(api: BotApi, articles: int, quiet: float) -> None:
    typing, beyond = [], []
    for n in range(articles):
        reader, text = Person(api, id=1_000 + n), article(n)
        cut = text.rindex("\n", 0, 2_600)
        signs = len(api.of("sendChatAction"))
        await reader.say(text[:cut].strip())
        await reader.say(text[cut:].strip())
        sent = time.monotonic()
        await reader.sees()
        beyond.append(api.of("sendMessage")[-1].at - sent - quiet)
        typing.append(api.of("sendChatAction")[signs].at - sent)
    told("typing sign after the last part", typing)
    told(f"summary beyond the quiet time of {quiet} s", beyond)


async def all_at_once(api: BotApi, chats: int, quiet: float) -> None:
    readers = [Person(api, id=5_000 + n) for n in range(chats)]
    texts = [article(10_000 + n) for n in range(chats)]
    began = time.monotonic()
    for reader, text in zip(readers, texts, strict=True):
        await reader.say(text)
    waits = []

    async def seen(reader: Person) -> None:
        await reader.sees(within=120)
        waits.append(time.monotonic() - began - quiet)

    await asyncio.gather(*map(seen, readers))
    told(f"{chats} chats at once, summary beyond the quiet time", waits)
    print(f"  {chats / max(waits):.0f} articles a second")


def told(what: str, seconds: list[float]) -> None:
    worst, median = max(seconds) * 1000, statistics.median(seconds) * 1000
    print(f"{what}: {median:.0f} ms median, {worst:.0f} ms worst of {len(seconds)}")


if __name__ == "__main__":
    main()
