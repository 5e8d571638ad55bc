"""Who a source is: one speaker for the full name, the surname, the office, and for وأضاف with no name at all."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from models.arabic.normalise import fold
from models.arabic.words import bare
from models.quotes import names
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm, Gender, Number
from models.quotes.names import Name, name_of
from models.quotes.subjects import definite_antecedent, title_length
from models.reading import Speaker

_ALIKE = 0.8  # share of letters in which two spellings of a foreign name agree: غوتيريش، غوتيريس
_MOST_REMEMBERED = 100  # speakers that a mention can go back to, the last named first
_MOST_SPELLINGS = 20
_MOST_PLACES = 60  # of one name
_SHORT_NAME = 4  # words: a mention so short took nothing in that is not its own
_LONGEST_NAME = 18  # words; a longer mention is a description and names nobody better than a shorter one


@dataclass(slots=True)
class _Person:
    """A source while the article is being read; `mentions` are the places of the first `named` of its names."""

    spellings: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    mentions: tuple[Range, ...] = ()
    named: int = 0
    gender: Gender = None
    number: Number = "singular"
    proven: bool = False


class Cast:
    """The speakers of one article, found mention by mention in reading order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._people: list[_Person] = []
        self._recent: list[int] = []

    def name(self, run: Range, form: CueForm | None, *, lam: bool = False, sure: bool = True) -> int:
        """Return the speaker that a mention names, a new one where the article has not named them yet.

        A mention that is not `sure` (its end had to be guessed, as before a bare object) names nobody by itself where
        a sure one does.
        """
        norms = self._document.norms(run)
        if lam and norms:
            norms[0] = ("ا" + norms[0][1:]) if norms[0].startswith("لل") else norms[0].removeprefix("ل")
        name = name_of(_before_relative(norms))
        spelling = names.spelled(self._document, run, lam=lam)
        found = self._known(name, norms)
        if found is None:
            found = self._new(name.words, norms, run)
        person = self._people[found]
        if spelling not in person.spellings and len(person.spellings) < _MOST_SPELLINGS:
            person.spellings.append(spelling)
            person.names.append(name)
            if not sure:
                person.unsure.add(spelling)
        if form is not None and form.form == "finite" and form.gender:
            person.gender = form.gender  # the verb knows better than the noun: ذكرت مصادر
            person.proven = form.number == "singular" and _is_person(name)
        self._recent = [found, *(n for n in self._recent if n != found)][:_MOST_REMEMBERED]
        return found

    def mentions(self, speaker: int) -> tuple[Range, ...]:
        """Return where the article names a speaker, by any name that was found so far."""
        person = self._people[speaker]
        if person.named != len(person.names):
            found = (run for name in person.names[person.named :] for run in _places(self._document, name))
            person.mentions = tuple(dict.fromkeys((*person.mentions, *found)))
            person.named = len(person.names)
        return person.mentions

    def is_excluded(self, speaker: int, form: CueForm) -> bool:
        """Say whether a verb of the other gender has named this speaker: who is named with قال is not meant by قالت."""
        person = self._people[speaker]
        singular = form.form == "finite" and form.number == "singular" and form.gender is not None
        return singular and person.proven and form.gender != person.gender

    def agrees(self, speaker: int, form: CueForm) -> bool:
        """Say whether a speaker can be the subject that a verb or a pronoun leaves out."""
        person = self._people[speaker]
        if form.person == 1:
            return True
        if form.number in ("plural", "dual"):
            return person.number != "singular"
        if person.number == "plural" and form.form == "finite":
            return False
        return form.gender is None or person.gender is None or form.gender == person.gender

    def speakers(self) -> tuple[Speaker, ...]:
        """Return the speakers found so far, each under the fullest of its names."""
        return tuple(_speaker(person) for person in self._people)

    def _known(self, name: Name, norms: list[str]) -> int | None:
        """Find who is named: the same words, a part of a known name, or an office that somebody known holds."""
        order = self._recent
        for test in (_same, _part, _alike):
            for number in order:
                if any(test(name, known) for known in self._people[number].names):
                    return number
        if norms and norms[0].startswith("ال"):
            for number in order:
                if any(_office(name.words, known.words) for known in self._people[number].names):
                    return number
        return None

    def _new(self, words: tuple[str, ...], norms: list[str], run: Range) -> int:
        person = _Person(gender=names.gender(norms), number=names.number(norms))
        fuller = self._fuller(words, norms, run)
        if fuller is not None:
            fuller_norms = self._document.norms(fuller)
            person.spellings.append(names.spelled(self._document, fuller))
            person.names.append(name_of(fuller_norms))
            person.gender = person.gender or names.gender(fuller_norms)
        self._people.append(person)
        return len(self._people) - 1

    def _fuller(self, words: tuple[str, ...], norms: list[str], run: Range) -> Range | None:
        """Look for a longer name elsewhere in the article, for a surname alone or a noun with its article."""
        if norms and norms[0].startswith("ال") and (names.is_organisation(words[0]) or names.is_role(words[0])):
            return definite_antecedent(self._document, words[0], run.first) if len(words) == 1 else None
        if len(words) <= 2 and names.is_surname(norms) and not names.is_role(words[0]):
            return names.longer_name(self._document, norms[-1])
        return None


def _is_person(name: Name) -> bool:
    """Say whether a name can be a person's: bodies and states are told of in both genders."""
    return bool(name.words) and not (names.is_organisation(name.words[0]) or names.is_state(name.words[0]))


def _places(document: Document, name: Name) -> list[Range]:
    """Return where a name stands in the article, and its last word alone where that is a surname."""
    words = list(name.words)
    found = []
    for at in document.bare_places.get(words[-1], [])[:_MOST_PLACES]:
        first = _matched_back(document, words, at)
        if first is not None or (names.is_surname([words[-1]]) and len(words[-1]) > 2):
            found.append(Range(at if first is None else first, at + 1))
    return found


def _matched_back(document: Document, words: list[str], at: int) -> int | None:
    """Return the token at which a name begins that ends at a token, None where other words stand there."""
    for word in reversed(words[:-1]):
        at -= 1
        while at >= 0 and (document.tokens[at].kind != "word" or document.tokens[at].norm in names.WEAK):
            at -= 1
        if at < 0 or bare(document.tokens[at].norm) != word:
            return None
    return at


def _before_relative(norms: list[str]) -> list[str]:
    """Leave out what tells of a source without naming it: "المسؤول الذي طلب عدم نشر اسمه" is the official."""
    for at, norm in enumerate(norms):
        if at and norm in ("الذي", "التي", "الذين"):
            return norms[:at]
    return norms


def _same(name: Name, known: Name) -> bool:
    return name.words == known.words


def _part(name: Name, known: Name) -> bool:
    """Say whether one name is part of the other and shares a proper word with it."""
    short, long = sorted((name, known), key=lambda each: len(set(each.words)))
    if not short.words or not set(short.words) <= set(long.words) or set(short.words) <= long.inner:
        return False
    proper = any(names.is_proper(word) and len(word) > 2 for word in short.words)
    return proper and _heads_agree(name.words, known.words)


def _heads_agree(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Keep "شركة فيسبوك" and "مدير فيسبوك" apart: two heads that name different things are two sources."""
    heads = [each[0] for each in (words, known)]
    marked = [names.is_role(head) or names.is_organisation(head) for head in heads]
    if all(marked):
        return heads[0] == heads[1] or bool(set(words[1:]) & set(known[1:]) and heads[0] in known and heads[1] in words)
    short, long = sorted((words, known), key=len)
    if long[0] != short[0] and (names.is_organisation(short[0]) or names.is_state(short[0])):
        return False  # "المتحدثة باسم البيت الأبيض" is not البيت الأبيض
    at = long.index(short[0]) if short[0] in long else 0
    if len(short) == 1 and at and names.is_organisation(long[at - 1]):
        return False  # "مدير مكتب زيدان" is not زيدان
    if any(marked) and len(short) == 1 and long[0] != short[0]:
        return long[-1] == short[0] or not names.is_organisation(long[0])
    return True


def _alike(name: Name, known: Name) -> bool:
    """Say whether two surnames are spellings of one."""
    a, b = name.words[-1] if name.words else "", known.words[-1] if known.words else ""
    if a == b or len(name.words) > 3 or min(len(a), len(b)) < 5 or not (names.is_proper(a) and names.is_proper(b)):
        return False
    if a.removesuffix("ه").removesuffix("ي") == b or b.removesuffix("ه").removesuffix("ي") == a:
        return False  # إسرائيلي is said of إسرائيل and does not name it
    return a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _office(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Say whether a definite noun names somebody by office: "الوزير الأميركي" is the American minister named before."""
    head = words[0]
    if not (names.is_role(head) or names.is_organisation(head)) or head not in known:
        return False
    at = known.index(head)
    if at and (names.is_organisation(head) or names.is_role(known[at - 1]) or names.is_organisation(known[at - 1])):
        return False  # "المتحدث باسم مكتب الأمم المتحدة" is not الأمم المتحدة, "نائب الرئيس" is not الرئيس
    rest = [word for word in words[1:] if not any(_related(word, other) for other in known)]
    return not rest


def _related(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 4 and SequenceMatcher(None, a, b).ratio() >= _ALIKE)


def _speaker(person: _Person) -> Speaker:
    def weight(spelling: str) -> tuple[bool, bool, bool, int]:
        told = spelling.split()
        sure = spelling not in person.unsure or len(told) <= _SHORT_NAME
        named = len(_before_relative([fold(word) for word in told])) == len(told)
        return sure, len(told) <= _LONGEST_NAME, named, len(told)

    ranked = sorted(person.spellings, key=weight, reverse=True)
    fullest = ranked[0] if ranked else ""
    return Speaker(fullest, tuple(s for s in person.spellings if s != fullest), _role(fullest))


def _role(name: str) -> str | None:
    """Return the office in a full name: the end of "أنور سالم، وزير الدولة", the start of "الرئيس جوزيف سالم"."""
    parts = [part.strip() for part in name.replace(",", "،").split("،")]
    if len(parts) > 1:
        return next((part for part in parts if part and names.is_role(bare(fold(part.split()[0])))), None)
    spelled = name.split()
    length = title_length([fold(word) for word in spelled])
    return " ".join(spelled[:length]) if 0 < length < len(spelled) else None
