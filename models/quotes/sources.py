"""Sources: the words beside a cue that name who spoke, cut free of time, place and audience."""

from models.arabic.words import bare
from models.quotes.cues import Frame, is_adverbial_noun, is_complementiser
from models.quotes.document import Document, Range
from models.quotes.lexicon import forms, phrase_list
from models.quotes.names import is_listed, is_organisation

_LONGEST = 40  # tokens of one source with its titles
_LONGEST_BEFORE = 24
_DAYS = frozenset(("السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"))
_ADVERBS = _DAYS | frozenset(
    [
        "فيه",
        "فيها",
        "عنه",
        "عنها",
        "به",
        "بها",
        "له",
        "لها",
        "لهم",
        "عليه",  # "ورد عليه النائب سليم عواد"
        "عليها",
        "عليهم",
        "عليهما",
        "ايضا",
        "كذلك",
        "اليوم",
        "امس",
        "حينها",
        "انذاك",
        "وقتها",
        "موخرا",
        "لاحقا",
        "سابقا",
        "مجددا",
        "بدوره",
        "بدورها",
        "قد",
        "هنا",
    ]
)
_RELATIVES = frozenset(("الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللاتي"))
_PERIODS = ("العام", "الشهر", "الاسبوع")
_WHICH = ("الماضي", "الجاري", "الحالي", "المقبل", "القادم", "المنصرم", "الفايت")
_RELATIVE_REACH = 8  # tokens before الذي among which the one who speaks is looked for
_DANGLING = ("و", "ان", "قد", "في", "ل", "من")
_KEEPS_ON = frozenset(("المشرف", "القايم", "المسوول", "مسوول", "الموقع", "مطلع", "المطلع"))


def between(document: Document, frame: Frame) -> Range | None:
    """Return the source that stands between a cue and its content, None where there is none."""
    first, last = frame.between.first, frame.between.last
    while first < last and (
        document.tokens[first].norm in _ADVERBS or document.tokens[first].kind in ("comma", "dash")
    ):
        first += 1
    if frame.cue.form.verb.kind == "relay":
        first = _after_an(document, first, last)
    if frame.cue.form.verb.kind == "stand in" and first < last and document.tokens[first].norm == "في":
        first += 1
    if first < last and not opens_name(document.tokens[first].norm):
        return None
    return noun_phrase(document, Range(first, last))


def noun_phrase(document: Document, region: Range, *, audience: bool = True) -> Range | None:
    """Return the noun phrase of a source at the start of a region; without `audience` every ل is its own."""
    at = region.first
    last = min(region.last, region.first + _LONGEST)
    while at < last:
        if document.tokens[at].kind == "comma" and not audience and not _is_office(document, at + 1, last):
            break
        if _ends(document, at, region.first, last) and (audience or not _is_audience(document, at, last)):
            break
        at = _step(document, at, last)
    return trimmed(document, Range(region.first, min(at, last)))


def before(document: Document, run: Range, frame: Frame) -> Range | None:
    """Return the source that stands before its cue: "المسؤولون قالوا إن", "إلا أن الموقع كشف أن"."""
    cue = frame.cue.at
    form = frame.cue.form
    if frame.cue.joined or form.form != "finite" or form.suffix or cue <= run.first:
        return None
    if cue + 1 < run.last and document.tokens[cue + 1].norm in ("فيه", "فيها"):
        return None  # "أصدرت الشركة بيانا قالت فيه": the subject is the company
    if document.tokens[cue - 1].norm in _RELATIVES:
        return _antecedent(document, run, cue - 1)
    closed_aside = document.tokens[cue - 1].kind == "comma"
    first = cue
    for at in range(cue - 1, max(run.first, cue - _LONGEST_BEFORE) - 1, -1):
        token = document.tokens[at]
        if token.kind in ("stop", "colon", "dash") or (token.kind == "comma" and not closed_aside):
            break
        if token.kind == "open" and token.quoted == document.tokens[cue].quoted:
            break
        if token.kind == "word" and (token.norm in phrase_list("joints") or is_complementiser(token.norm)):
            break
        if _is_cue_like(token.norm) and token.kind == "word":
            break
        first = at
    return _subject(document, Range(first, cue), frame)


def _antecedent(document: Document, run: Range, relative: int) -> Range | None:
    """Return the person or body that a relative clause speaks of: "قائد الطائرة الذي قال"."""
    for at in range(relative - 1, max(run.first, relative - _RELATIVE_REACH) - 1, -1):
        word = bare(document.tokens[at].norm)
        if word in phrase_list("roles") or is_organisation(word):
            return trimmed(document, Range(at, relative))
        if document.tokens[at].kind in ("comma", "stop", "colon"):
            break
    return None


def relayed(document: Document, run: Range, frame: Frame) -> Range | None:
    """Return whose words an agency passes on: "نقلت الوكالة عن الوزير قوله", "على لسان الوزير قوله"."""
    cue = frame.cue
    if cue.form.form != "masdar" or not cue.form.suffix:
        return None
    for at in range(cue.at - 1, max(run.first, cue.at - _LONGEST_BEFORE) - 1, -1):
        if document.tokens[at].norm in ("عن", "لسان"):
            return noun_phrase(document, Range(at + 1, cue.at))
        if document.tokens[at].kind == "stop":
            break
    return None


def _subject(document: Document, region: Range, frame: Frame) -> Range | None:
    """Accept what stands before a verb as its subject where it looks like one and agrees with it."""
    run = trimmed(document, region)
    if run is None:
        return None
    head = document.tokens[run.first].norm
    pointing = head in ("هذا", "هذه") and not document.tokens[run.first + 1].norm.startswith("ال")
    past = head.endswith("ت") and not head.endswith("ات") and len(head) > 3 and len(run) > 1  # هبطت طائرة
    if not opens_name(head) or pointing or past or _is_joined_verb(head):
        return None
    if head.startswith(("ي", "ت", "س")) and head not in phrase_list("organisations") and not is_listed(head):
        return None
    form = frame.cue.form
    if (
        form.number == "plural"
        and not head.endswith(("ون", "ين", "ات", "اء"))
        and bare(head) not in phrase_list("roles")
    ):
        return None if len(run) < 2 else run
    return run


def _is_joined_verb(head: str) -> bool:
    """Say whether a word with و before it begins a sentence rather than a name: "وحكم على ...", not "والوزير"."""
    plain = head[1:]
    known = bare(plain) in phrase_list("roles") or bare(plain) in phrase_list("organisations")
    name = (
        plain.startswith("ال")
        or known
        or bare(head) in phrase_list("roles")
        or bare(head) in phrase_list("organisations")
    )
    return head.startswith("و") and len(head) > 3 and not name


def opens_name(norm: str) -> bool:
    """Say whether a word can begin a name: no adverb, preposition or joint, with or without و before it."""
    for word in (norm, norm[1:] if norm.startswith(("و", "ف")) and len(norm) > 2 else norm):
        if word in phrase_list("adjuncts") or word in phrase_list("joints") or word in ("في", "من", "وفقا", "بحسب"):
            return False
    return norm not in _RELATIVES and norm[1:] not in _RELATIVES


def _is_cue_like(norm: str) -> bool:
    readings = forms().get(norm[1:] if norm.startswith("و") and norm not in forms() else norm)
    return bool(readings) and readings[0].form == "finite" and not readings[0].suffix  # type: ignore[index]


def _after_an(document: Document, first: int, last: int) -> int:
    """Skip an agency that passes words on: in "نقلت الوكالة عن الوزير" the minister is the source."""
    for at in range(first, last):
        if document.tokens[at].norm in ("عن", "لسان"):
            return at + 1
    return first


def _ends(document: Document, at: int, first: int, last: int) -> bool:
    """Say whether the source ends before a token."""
    token = document.tokens[at]
    if token.kind == "dash":
        return not (document.tokens[at - 1].end == token.start and document.text[token.end : token.end + 1].isalpha())
    if token.kind in ("colon", "stop", "close"):
        return True
    if token.kind == "comma":
        return not _apposition(document, at + 1, last)
    if token.kind != "word":
        return False
    previous = document.tokens[at - 1].norm if at > first else ""
    if token.norm in _PERIODS and at + 1 < len(document.tokens):
        return document.tokens[at + 1].norm in _WHICH  # العام الماضي, but الأمين العام
    if token.norm in phrase_list("adjuncts"):
        return not (previous in _KEEPS_ON and token.norm in ("علي", "عن")) and not _title_tail(document, at, last)
    if token.norm == "في":
        return _is_occasion(document, at + 1, last)
    if token.norm == "من" and at + 1 < last:
        return document.tokens[at + 1].norm in ("جانبه", "جهته", "جانبها", "جهتها", "خلال", "ان")
    if at > first and is_adverbial_noun(token.norm):
        return True
    aged = at > first and token.norm.startswith("البالغ")  # ندى البالغة 30 عاما
    return aged or _is_audience(document, at, last) or _is_another_cue(token.norm, at, first)


def _title_tail(document: Document, at: int, last: int) -> bool:
    """Say whether لدى or ضد belongs to a title: "السفيرة لدى الأمم المتحدة"."""
    follows = document.tokens[at + 1].norm if at + 1 < last else ""
    return document.tokens[at].norm == "لدي" and (follows.startswith("ال") or document.tokens[at + 1].kind == "open")


def _is_another_cue(norm: str, at: int, first: int) -> bool:
    if at == first:
        return False
    readings = forms().get(norm)
    if not readings:
        return False
    form = readings[0]
    return (form.form == "participle" and norm.endswith("ا")) or (form.form == "masdar" and form.suffix)


def _is_occasion(document: Document, at: int, last: int) -> bool:
    if at >= last:
        return True
    token = document.tokens[at]
    return (
        token.kind == "number" or bare(token.norm) in phrase_list("occasions") or token.norm in phrase_list("occasions")
    )


def _is_audience(document: Document, at: int, last: int) -> bool:
    """Say whether a word with ل names whom the words were said to: "لوكالة الأنباء", "لـ CNN"."""
    norm = document.tokens[at].norm
    if norm == "ل":
        return at + 1 < last
    if not norm.startswith("ل") or at + 1 > last:
        return False
    rest = norm[2:] if norm.startswith("لل") else norm[1:]
    return rest.lower() in phrase_list("audiences") or norm in ("لنا", "له", "لها", "لهم", "لي")


def _apposition(document: Document, at: int, last: int) -> bool:
    """Say whether what follows a comma names the source on: a title, an office or a name, no time, place or clause."""
    if at >= last:
        return False
    token = document.tokens[at]
    if token.kind not in ("word", "open"):
        return False
    norm = token.norm
    if norm in phrase_list("adjuncts") or norm in _RELATIVES or norm in _DAYS or norm in ("في", "ل", "كما", "ان"):
        return norm == "لدي"
    if norm == "من":
        return at + 1 < last and document.tokens[at + 1].norm not in (
            "جانبه",
            "جهته",
            "جانبها",
            "جهتها",
            "خلال",
        )
    return (
        not _is_audience(document, at, last)
        and not _is_cue_like(norm)
        and not norm.startswith(("وق", "وذل", "وهو", "وهي"))
    )


def _is_office(document: Document, at: int, last: int) -> bool:
    """Say whether an office stands at a token: "بحسب بالفي، نائب الرئيس", but not "بحسب الصحيفة، بيعت التذاكر"."""
    return at < last and bare(document.tokens[at].norm) in phrase_list("roles")


def _step(document: Document, at: int, last: int) -> int:
    """Pass over a token, a name between marks as a whole."""
    quotation = document.opened_by(at)
    if quotation is None:
        return at + 1
    return max(at + 1, min(last, document.range_of(document.quotations[quotation].outer).last))


def trimmed(document: Document, run: Range) -> Range | None:
    """Return a run without the marks and the loose words at its edges, None where no word is left."""
    first, last = run.first, run.last
    while first < last and document.tokens[first].kind in (
        "comma",
        "dash",
        "stop",
        "close",
        "other",
        "colon",
    ):
        first += 1
    while last > first and document.tokens[last - 1].kind in (
        "comma",
        "dash",
        "stop",
        "open",
        "other",
        "colon",
    ):
        last -= 1
    while last > first and (
        document.tokens[last - 1].norm in _DANGLING or document.tokens[last - 1].norm in _RELATIVES
    ):
        last -= 1
    if first >= last or not any(t.kind == "word" for t in document.tokens[first:last]):
        return None
    return Range(first, last)
