"""What many chats send: articles, pastes in two parts, forwarded posts, questions, pressed buttons and edits.

Every number stands in one message of one article only, so the words of an answer tell which message it answers, and
whether it was read from the right article. A question is about the article before it: answered out of order, it is
answered from another article, or not at all.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import count, islice, product

_MEN = ("سامي", "كمال", "عادل", "جميل", "مروان", "نبيل", "فؤاد", "زياد", "رائد", "طارق")
_WOMEN = ("هدى", "ليلى", "رنا", "سعاد", "نجلاء", "منى", "سلوى", "رباب", "نوال", "عبير")
_FAMILIES = ("الحداد", "منصور", "الراوي", "نصار", "الكرمي", "شاهين", "الحلبي", "يونس", "سليم", "قاسم", "الصباغ", "حسون")
_MEN_OFFICES = ("مدير المشروع", "رئيس البلدية", "المهندس", "نقيب العمال", "النائب")
_WOMEN_OFFICES = ("مديرة المشروع", "رئيسة البلدية", "المهندسة", "رئيسة اللجنة", "الطبيبة")

_THINGS = ("محطة المياه", "مدرسة القرية", "حديقة النهر", "سوق السمك", "مكتبة الميناء", "عيادة السهل", "مزرعة الوادي")
_TITLES = (
    "{thing} رقم {number} تفتح أبوابها بعد عامين من العمل",
    "{thing} رقم {number} تعود إلى الخدمة قبل بداية الشتاء",
    "{thing} رقم {number} تستقبل زوارها رغم نقص المال",
)
_SAID = {False: ("قال", "أوضح", "أكد", "أعلن"), True: ("قالت", "أوضحت", "أكدت", "أعلنت")}
_STATEMENTS = (
    "{number} أسرة ستستفيد من الخدمة الجديدة",
    "البلدية أنفقت {number} ليرة على الأعمال",
    "العمال زرعوا {number} شجرة على جانبي الطريق",
    "المكان سيستقبل {number} زائرا قبل نهاية العام",
    "المتطوعين جمعوا {number} توقيعا لدعم الخطة",
    "الفريق فحص {number} مترا من الأنابيب القديمة",
)
_AROUND = (
    "وتجمع عشرات السكان أمام المدخل صباح {day} لمشاهدة الأعمال.",
    "وتقع المنطقة على الضفة الشرقية للنهر، ويصل إليها طريق واحد من جهة {place}.",
    "ومن المنتظر أن تبدأ المرحلة التالية {day} المقبل في حضور أهالي {place}.",
    "وتوقف العمل أسابيع طويلة في الشتاء الماضي بسبب الفيضان الذي أغرق طرق {place}.",
    "ونظمت مدارس {place} زيارات للتلاميذ إلى الموقع منذ {day}.",
    "وجاءت الخطة بعد شكاوى متكررة من سكان {place} خلال السنوات الأخيرة.",
)
_DAYS = ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس")
_PLACES = ("الزيتونة", "العين", "الصفصاف", "البيدر", "المنارة", "الكرمة", "السنديان", "التل", "النبع", "الرمان")

_CHANNEL = {"id": -1_009, "type": "channel", "title": "أخبار النهر", "username": "river_news"}
_CUT = 2_010  # a client's first part of a long paste is no shorter than 2,000, blanks at its end aside
_NUMBER = re.compile(r"\d+")


class Kind(Enum):
    """What is sent, by the name that a report gives it."""

    ARTICLE = "article"
    PASTE = "paste"
    FORWARD = "forward"
    QUESTION = "question"
    EDIT = "edit"
    PRESS = "press"


@dataclass(frozen=True)
class Step:
    """Something that is sent to the bot, and what tells its answer.

    `texts` are its messages, `of` is the place in the chat of the article that is edited or whose button is pressed,
    `numbers` stand in the answer and nothing of `lacks` does, `names` stand in an answer to all of it.
    """

    kind: Kind
    texts: tuple[str, ...]
    numbers: frozenset[str]
    lacks: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    of: int | None = None

    @property
    def is_message(self) -> bool:
        """Whether it is answered in its turn; presses and edits wait for no paste to be complete."""
        return self.kind not in {Kind.EDIT, Kind.PRESS}

    def is_answered_by(self, text: str) -> bool:
        """Say whether a text answers it, be it half of it."""
        found = set(_NUMBER.findall(text))
        return self.numbers <= found and not self.lacks & found

    def is_whole_in(self, text: str) -> bool:
        """Say whether an answer is one to all that was sent."""
        return all(name in text for name in self.names)


@dataclass(frozen=True)
class Visit:
    """What a chat sends in one go, `at` so many seconds after the beginning; `steps` are places in its chat."""

    at: float
    steps: range


@dataclass
class Chat:
    """One chat, as Telegram describes it, and all that it sends."""

    described: dict[str, object]
    steps: list[Step] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(str(self.described["id"]))

    @property
    def is_group(self) -> bool:
        return self.id < 0


def forwarded(date: int) -> dict[str, object]:
    """Return the origin of a forwarded post."""
    return {"type": "channel", "date": date, "chat": _CHANNEL, "message_id": 55}


def scenario(messages: int, chats: int, seconds: float, seed: int) -> list[Chat]:
    """Return so many messages from so many chats, sent within so many seconds, another for each seed.

    Every eighth chat is a supergroup.
    """
    chance, numbers = random.Random(seed), _numbers()
    made = [Chat(_group(n) if n % 8 == 7 else _private(n)) for n in range(chats)]
    writers = [_Writer(chance, numbers, chat) for chat in made]
    left = messages
    while left > 0:
        for writer in writers:
            left -= writer.write(min(left, chance.randint(2, 5))) if left > 0 else 0
    for chat in made:
        times = sorted(chance.uniform(0, seconds) for _ in chat.visits)
        chat.visits = [Visit(at, visit.steps) for at, visit in zip(times, chat.visits, strict=True)]
    return made


def _numbers() -> Iterator[str]:
    """Yield numbers that are counted in the singular: after 11 to 99 stands «أسرة», after 105 «أسر»."""
    return (str(number) for number in count(10_011, 3) if number % 100 > 10)


def _private(n: int) -> dict[str, object]:
    return {"id": 5_000 + n, "type": "private", "first_name": "سلمى"}


def _group(n: int) -> dict[str, object]:
    return {"id": -1_000_000_005_000 - n, "type": "supergroup", "title": "قراء الأخبار"}


@dataclass(frozen=True)
class _Speaker:
    name: str
    office: str
    is_woman: bool
    number: str


class _Writer:
    """Writes what one chat sends; nobody speaks in two of its articles."""

    def __init__(self, chance: random.Random, numbers: Iterator[str], chat: Chat) -> None:
        self._chance, self._numbers, self._chat = chance, numbers, chat
        names = [(is_woman, f"{first} {last}") for is_woman, firsts in ((False, _MEN), (True, _WOMEN))
                 for first, last in product(firsts, _FAMILIES)]  # fmt: skip
        chance.shuffle(names)
        self._names = names

    def write(self, most: int) -> int:
        """Let the chat send an article and something about it, `most` messages; returns how many they are."""
        chance, steps = self._chance, self._chat.steps
        first = len(steps)
        kind = chance.choices([Kind.ARTICLE, Kind.PASTE, Kind.FORWARD], [6, 2, 2])[0]
        speakers = [self._speaker() for _ in range(3)]
        number, title = next(self._numbers), chance.choice(_TITLES)
        thing = chance.choice(_THINGS)
        text = self._article(title.format(thing=thing, number=number), speakers, long=kind is Kind.PASTE)
        parts = _cut(text) if kind is Kind.PASTE else (text,)
        said = frozenset(speaker.number for speaker in speakers)
        steps.append(Step(kind, parts, frozenset({number}), names=tuple(s.name for s in speakers)))
        new = next(self._numbers)
        about = [_question(speaker, said | {number, new}) for speaker in speakers]
        about.append(Step(Kind.PRESS, (), said, frozenset({number, new}), of=first))
        if kind is Kind.ARTICLE:
            about.append(Step(Kind.EDIT, (text.replace(number, new, 1),), frozenset({new}), of=first))
        steps += chance.sample(about, min(most - 1, len(about)))
        self._chat.visits.append(Visit(0, range(first, len(steps))))
        return len(steps) - first

    def _speaker(self) -> _Speaker:
        is_woman, name = self._names.pop()
        self._names.insert(0, (is_woman, name))  # a chat that runs out of people begins again
        offices = _WOMEN_OFFICES if is_woman else _MEN_OFFICES
        return _Speaker(name, self._chance.choice(offices), is_woman, next(self._numbers))

    def _article(self, title: str, speakers: list[_Speaker], *, long: bool) -> str:
        chance = self._chance
        written = (
            line.format(day=day, place=place)
            for line, day, place in product(_AROUND, chance.sample(_DAYS, 3), chance.sample(_PLACES, 5))
        )
        around = list(dict.fromkeys(written))
        chance.shuffle(around)
        statements = chance.sample(_STATEMENTS, len(speakers))
        said = [self._said(speaker, statement) for speaker, statement in zip(speakers, statements, strict=True)]
        lines = iter(around)
        if not long:
            return "\n\n".join([title, *(f"{each} {next(lines)}" for each in said), *islice(lines, 3)])
        body = list(islice(lines, 18)), list(islice(lines, 18))
        return "\n\n".join([title, said[0], *body[0], said[1], *body[1], said[2]])

    def _said(self, speaker: _Speaker, statement: str) -> str:
        verb, word = self._chance.choice(_SAID[speaker.is_woman]), statement.format(number=speaker.number)
        particle = "إن" if verb in {"قال", "قالت"} else "أن"
        return f"{'' if self._chance.random() < 0.5 else 'و'}{verb} {speaker.office} {speaker.name} {particle} {word}."


def _question(speaker: _Speaker, others: frozenset[str]) -> Step:
    asked = f"ماذا {'قالت' if speaker.is_woman else 'قال'} {speaker.name}؟"
    return Step(Kind.QUESTION, (asked,), frozenset({speaker.number}), others - {speaker.number})


def _cut(text: str) -> tuple[str, str]:
    """Return a long text as a client sends it, cut at a line's end."""
    at = text.index("\n", _CUT)
    return text[:at].strip(), text[at:].strip()
