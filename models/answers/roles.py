"""Who somebody is, as the article says: the office before his name, what follows it behind a comma, or a sentence."""

from collections.abc import Iterator

from models.answers import mentions
from models.answers.index import Index
from models.answers.lexicon import agents, bare_list, saying, word_list
from models.answers.requests import Request
from models.answers.tallies import named_places, speaker_of
from models.arabic.words import bare
from models.quotes.lexicon import phrase_list
from models.quotes.names import is_role
from models.quotes.sources import opens_name
from models.quotes.subjects import title_length
from models.reading import Answer, Span

_REACH = 7  # words before a name that can be its office: "نائب رئيس مجلس إدارة الشركة خالد"
_LONGEST = 14  # words behind a comma, or of a sentence, that tell who somebody is
_BREAKS = frozenset('،,؛;:.؟?!()«»"“”\n')
_MOST = 40  # places of a name that are looked at


def role(index: Index, asked: Request) -> Answer | None:
    """Return who somebody is, or that the article does not say; None where the words may ask something else."""
    who = speaker_of(index, asked.name)
    found = named_places(index, asked.name, who)[:_MOST]
    told = [(each, _words(index, each) - last + first) for first, last in found for each in _told(index, first, last)]
    if told:
        best, _ = max(told, key=lambda each: (each[1], -each[0].start))
        name = None if who is None else index.attribution.speakers[who].name
        return Answer(answerable=True, text=best.of(index.text), speaker=name, evidence=index.sentence_at(best))
    if not asked.surely and who is None:
        return None
    if not found:
        proper = any(not norm.startswith("ال") and not _is_office(norm) for norm in asked.name)
        return Answer(answerable=False, lack="unnamed") if proper else None  # "من هو المدرب الجديد؟" asks for a name
    at = mentions.span(index, found[0])
    return Answer(answerable=False, lack="no_role", speaker=at.of(index.text), evidence=index.sentence_at(at))


def _words(index: Index, told: Span) -> int:
    return len(index.within(told))


def _told(index: Index, first: int, last: int) -> Iterator[Span]:
    """Yield what the words around a name tell of who bears it, the name among them."""
    office, behind = _office(index, first, last), _behind(index, last)
    if office is not None or behind is not None:
        start = index.words[first if office is None else office]
        end = index.words[last - 1].end if behind is None else behind
        yield Span(start.start + _joined(start.norm), end)
    yield from _sentence(index, first, last)


def _joined(norm: str) -> int:
    """Return 1 where a و or ف is written onto a word and is no part of it: "والنائب", "ووزير"."""
    return int((norm[:1] in "وف" and not is_role(bare(norm))) or norm.startswith(("وال", "فال")))


def _office(index: Index, first: int, last: int) -> int | None:
    """Return where the office before a name begins, or inside it: "وزير المياه نادر صقر"; None where there is none."""
    if last - first > 1 and _is_office(index.words[first].norm):
        return first
    found = None
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        norm = index.words[at].norm
        if not _adjoin(index, at) or saying(norm) is not None or not opens_name(norm):
            break
        behind = index.words[at + 1].norm
        if at + 1 < first and norm.startswith("ال") and not behind.startswith("ال"):
            break  # "التقى الرئيس | وزير المياه نادر صقر"
        if _is_office(norm) or (at == first - 1 and _is_doer(norm)):
            found = at
    return found


def _is_office(norm: str) -> bool:
    word = bare(norm[1:] if norm[:1] in "وف" and not is_role(bare(norm)) else norm)
    people = agents() - phrase_list("organisations") - phrase_list("documents")
    return is_role(word) or word in people or word in bare_list("role", "offices")


def _is_doer(norm: str) -> bool:
    """Say whether a definite word looks like who does something: "المهاجم", "الكاتب"."""
    word = bare(norm)
    return norm.startswith("ال") and len(word) > 3 and (word[0] == "م" or (len(word) == 4 and word[1] == "ا"))


def _adjoin(index: Index, at: int) -> bool:
    """Say whether only a space parts a word from the next."""
    return index.text[index.words[at].end : index.words[at + 1].start] == " "


def _behind(index: Index, last: int) -> int | None:
    """Return where what follows a name ends and tells who bears it: "، مديرة المشروع"; None where nothing does."""
    if last >= len(index.words):
        return None
    parted = index.text[index.words[last - 1].end : index.words[last].start].strip(' "»”')
    if parted == "":
        size = title_length([word.norm for word in index.words[last : last + _LONGEST]])
        return index.words[last + size - 1].end if size else None
    if parted not in ("،", ",") or not _tells(index, last):
        return None
    return index.words[_end(index, last) - 1].end


def _tells(index: Index, at: int) -> bool:
    """Say whether the words behind a comma tell who somebody is: an office, "وهي والدة", "التي كانت", "هداف الدوري"."""
    norm = index.words[at].norm
    behind = index.words[at + 1].norm if at + 1 < len(index.words) else ""
    if norm in word_list("skip", "relative"):
        return behind in word_list("role", "is") | word_list("role", "sentence") | word_list("role", "verbs")
    if norm in word_list("role", "tells"):
        return saying(behind) is None and opens_name(behind)
    if saying(norm) is not None or not opens_name(norm) or norm[:1] in "وفبلس":
        return False
    return _is_office(norm) or (_is_construct(norm, behind) and _ends_soon(index, at))


def _is_construct(norm: str, behind: str) -> bool:
    return not norm.startswith("ال") and behind.startswith("ال") and norm[:1] not in "ايت"


def _ends_soon(index: Index, at: int) -> bool:
    """Say whether a comma or a full stop ends what begins behind a comma: "، هداف الدوري برصيد 15 هدفا،"."""
    end = _end(index, at)
    follows = index.text[index.words[end - 1].end : index.words[end - 1].end + 1]
    return end - at <= _LONGEST // 2 and follows in ("،", ",")


def _end(index: Index, at: int) -> int:
    """Return the number of the word behind the last of a phrase: before a mark, a verb of saying or "إن"."""
    last = at + 1
    while last < min(len(index.words), at + _LONGEST):
        between = index.text[index.words[last - 1].end : index.words[last].start]
        if set(between) & _BREAKS or index.words[last].norm in word_list("said", "clause"):
            break
        last += 1
    return last


def _sentence(index: Index, first: int, last: int) -> Iterator[Span]:
    """Yield a sentence that tells who somebody is: "ويعمل قنديل في تجارة الحديد", "منيب هو مدير المتحف"."""
    before = index.words[first - 1].norm if first and _adjoin(index, first - 1) else ""
    behind = index.words[last].norm if last < len(index.words) and _adjoin(index, last - 1) else ""
    if before in word_list("role", "sentence"):
        start = index.words[first - 1]
        yield Span(start.start + int(start.norm.startswith("و")), index.words[_end(index, last - 1) - 1].end)
    elif behind in ("هو", "هي"):
        yield Span(index.words[first].start, index.words[_end(index, last) - 1].end)
