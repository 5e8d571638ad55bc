"""What can stand between a person and a model that works, in Arabic and in English."""

from typing import Final, Literal

Key = Literal[
    "unknown", "offline", "absent", "refused", "incomplete", "unsupported", "unreadable", "damaged", "disagrees",
    "disk", "full", "memory", "unwritable", "busy", "missing",
]  # fmt: skip

WORDS: Final[dict[Key, tuple[str, str]]] = {
    "unknown": (
        "لا أعرف نموذجًا ولا مجلدًا باسم «{name}». النماذج المعروفة: {known}",
        'There is no model and no folder "{name}". Known models: {known}',
    ),
    "offline": (
        "تعذّر الاتصال بالمستودع {repository}، أو انقطع الاتصال ({why}). أعد الأمر ليكمل من حيث توقف.",
        "{repository} could not be reached, or the connection broke ({why}). Run the command again to go on from here.",
    ),
    "absent": (
        "المستودع {repository} غير موجود أو غير متاح للعموم، أو لا يحوي النسخة {revision}.",
        "{repository} does not exist, is not public, or has no revision {revision}.",
    ),
    "refused": (
        "رفض الخادم طلب {repository} (رمز HTTP {status}). أعد المحاولة لاحقًا.",
        "The server refused the request for {repository} (HTTP {status}). Try again later.",
    ),
    "incomplete": (
        "ينقص {source} ملف لا بد منه: {file}",
        "{source} lacks a file that is needed: {file}",
    ),
    "unsupported": (
        "النموذج في {source} من نوع «{model}»، والمدعوم هو MBart وBART وT5 وmT5.",
        '{source} holds a model of the type "{model}"; MBart, BART, T5 and mT5 are supported.',
    ),
    "unreadable": (
        "تعذّرت قراءة النموذج في {source}: ملفاته تالفة أو ناقصة ({why}).",
        "The model in {source} cannot be read: its files are damaged or not whole ({why}).",
    ),
    "damaged": (
        "الملف {file} تالف: محتواه ليس ما يجب أن يكون. أعد «python -m models fetch» لجلبه من جديد.",
        "{file} is damaged: it does not hold what it should. Run `python -m models fetch` again to fetch it anew.",
    ),
    "disagrees": (
        "النموذج المحوَّل لا يكتب ما يكتبه الأصل، فلن يُستعمل ({why}).",
        "The converted model does not write what the original writes, so it is not used ({why}).",
    ),
    "disk": (
        "المساحة لا تكفي في {folder}: يلزم {needed} ميغابايت والمتاح {free}.",
        "There is not enough room in {folder}: {needed} MB are needed, {free} are free.",
    ),
    "full": (
        "امتلأ القرص أثناء الكتابة في {folder}. أفرغ مساحة ثم أعد الأمر ليكمل من حيث توقف.",
        "The disk is full: {folder} could not be written. Free some room and run the command again to go on.",
    ),
    "memory": (
        "الذاكرة لا تكفي لتحويل النموذج.",
        "There is not enough memory to convert the model.",
    ),
    "unwritable": (
        "تعذّرت الكتابة في {folder} ({why}).",
        "{folder} cannot be written to ({why}).",
    ),
    "busy": (
        "هناك أمر آخر يجلب {name} الآن. انتظر حتى ينتهي.",
        "Another command is fetching {name} now. Wait until it ends.",
    ),
    "missing": (
        "لا نموذج في {folder}. اجلبه بالأمر: python -m models fetch",
        "There is no model in {folder}: `python -m models fetch` fetches it.",
    ),
}
"""For each fault its Arabic and its English line."""


class ModelError(Exception):
    """A fault that is foreseen: `key` says which, the details fill its words in."""

    def __init__(self, key: Key, **details: str | int) -> None:
        super().__init__(key)
        self.key: Key = key
        # One line each, however many the library whose error is told used.
        self._details = {name: " ".join(str(value).split())[:300] for name, value in details.items()}

    @property
    def arabic(self) -> str:
        """The fault in Arabic, on one line."""
        return WORDS[self.key][0].format(**self._details)

    @property
    def english(self) -> str:
        """The fault in English, on one line."""
        return WORDS[self.key][1].format(**self._details)

    def __str__(self) -> str:
        return self.english
