"""Drafts: what the rules read in a sentence, every cue with its content and its source."""

from dataclasses import dataclass

from models.quotes import sources
from models.quotes.attributions import attributions
from models.quotes.content import Content, clause, content
from models.quotes.cues import Carrier, Cue, Frame, cues, frame
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm
from models.quotes.names import can_head, gender, is_listed, is_scholarly
from models.quotes.sources import opens_name
from models.quotes.subjects import PLUPERFECT, first_phrase, sentence_subject

_SHORT_OBJECT = 4  # tokens behind a comma that are the object of a verb and no more of its subject
_PEERS = frozenset(("نظيره", "نظيرها", "نظيرهم", "نظيريه", "نظراءه", "خصومه", "خصومها"))
_GOES_ON = frozenset(("أضاف", "تابع", "أردف", "استطرد", "استدرك", "أكمل", "واصل"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote as the rules read it; `source` is None where it is understood, `last` is the token behind the content."""

    content: Content
    cue: Range
    form: CueForm | None
    source: Range | None
    carrier: Carrier | str
    last: int = 0

    def reaches(self, at: int) -> bool:
        """Say whether the content runs on over a token."""
        return at < self.last


def drafts(document: Document, run: Range) -> list[Draft]:
    """Return the quotes whose cues stand in one sentence, those inside quotations among them."""
    sourced = attributions(document, run)
    taken = {at for each in sourced for at in range(each.cue.first, each.cue.last)}
    frames = _frames(document, run, taken)
    stops = {each.cue.at for each in frames if _breaks(document, each)} | {each.cue.first for each in sourced}
    before = {each.cue.at: sources.before(document, run, each) for each in frames}
    inside = [each for each in frames if before[each.cue.at] is not None]
    found_drafts: list[Draft] = []
    for each in frames:
        source = _source(document, run, each, before[each.cue.at])
        ends = _stops_for(each, frames, inside, stops)
        found = content(document, _reach(document, run, each.cue), each, ends)
        alone = source is None and (_nobody_inside(document, each, found_drafts) or _goes_on_inside(each, found_drafts))
        if found is not None and not alone and not _nobody(document, each, source):
            cue = Range(each.cue.at, each.cue.at + 1)
            last = document.range_of(found).last
            found_drafts.append(Draft(found, cue, each.cue.form, source, each.carrier, last))
    for each_sourced in sourced:
        found = clause(document, each_sourced.clause)
        if found is not None:
            found_drafts.append(Draft(found, each_sourced.cue, None, each_sourced.source, "preposition"))
    return found_drafts


def _nobody_inside(document: Document, each: Frame, before: list[Draft]) -> bool:
    """Say whether a cue inside a quotation has nobody there to go back to: "توقعت أن" is then the speaker's own."""
    quotation = document.tokens[each.cue.at].quoted
    return quotation is not None and not any(document.tokens[d.cue.first].quoted == quotation for d in before)


def _goes_on_inside(each: Frame, before: list[Draft]) -> bool:
    """Say whether a joined verb only carries on a clause that was said: "قال إنه يعرف ما جرى ويأسف له"."""
    if not (each.cue.joined and each.cue.form.present and before):
        return False
    outer = before[-1]
    return outer.form is not None and not outer.form.present and outer.carrier == "that" and outer.reaches(each.cue.at)


def _stops_for(each: Frame, frames: list[Frame], inside: list[Frame], stops: set[int]) -> set[int]:
    """Leave out the stops of somebody who speaks inside the content; `inside` are the cues with a subject before them.

    In "قال التلفزيون إن الوزارة نددت بالقرار ووصفته بأنه ظالم" it is the ministry that describes.
    """
    if each.carrier != "that":
        return stops
    joined = [f.cue for f in frames if f.cue.at > each.content and f.cue.joined]
    if not each.cue.form.present:
        stops = stops - {cue.at for cue in joined if cue.form.present and cue.form.form == "finite"}
    inner = next((f.cue for f in inside if f.cue.at > each.content), None)
    if inner is None or each.cue.form.gender == inner.form.gender:
        return stops
    later = (cue for cue in joined if cue.at > inner.at and cue.form.verb.lemma not in _GOES_ON)
    return stops - {cue.at for cue in later if cue.form.gender == inner.form.gender}


def _source(document: Document, run: Range, each: Frame, before: Range | None) -> Range | None:
    """Return the source of a cue, wherever it stands: behind the cue, passed on by an agency, `before` the cue."""
    relayed = sources.relayed(document, run, each)
    if relayed is not None or (each.cue.form.form == "masdar" and each.cue.form.suffix):
        return relayed
    if _is_pluperfect(document, run, each.cue):
        return sentence_subject(document, run, each.cue.at, each.cue.form)
    found = sources.between(document, each)
    takes = each.cue.form.verb.takes
    if found is not None and {"person", "patient"} & takes and each.carrier != "colon":
        return _ahead(document, each, before) or _agent(document, found, needed="patient" in takes)
    return found or _ahead(document, each, before)


def _ahead(document: Document, each: Frame, found: Range | None) -> Range | None:
    """Return the source before a cue where it agrees: in "الطائرة، يتوقع أن تصل" the aeroplane expects nothing."""
    if found is None or each.cue.form.number != "singular":
        return found
    shown = gender(document.norms(found))
    return None if each.cue.form.gender == "m" and shown == "f" else found


def _is_pluperfect(document: Document, run: Range, cue: Cue) -> bool:
    """Say whether a verb stands in "وكانت المنظمات قد حثت الدول على", where its subject has gone before it."""
    begins = document.tokens[document.body(run).first].norm
    return cue.at > run.first and document.tokens[cue.at - 1].norm == "قد" and begins in PLUPERFECT


def _agent(document: Document, found: Range, *, needed: bool) -> Range | None:
    """Part the subject from the object behind it: "وصف النائب القرار بأنه".

    Where an object is `needed` a lone noun phrase is that object: "وصف القرار بأنه".
    """
    peer = next((at for at in range(found.first, found.last) if document.tokens[at].norm in _PEERS), None)
    if peer is not None:  # "حذر الرئيس نظيره من", and without its subject "حذر نظيره من"
        return Range(found.first, peer) if peer > found.first else None
    comma = next((at for at in range(found.last - 1, found.first, -1) if document.tokens[at].kind == "comma"), None)
    if needed and comma is not None and found.last - comma <= _SHORT_OBJECT and _definite(document, comma + 1):
        return Range(found.first, comma)
    owner = document.tokens[found.last - 2].norm
    if len(found) > 2 and is_listed(document.tokens[found.last - 1].norm) and opens_name(owner) and not can_head(owner):
        return Range(found.first, found.last - 1)  # "توعد الوزير عمر زيدان لبنان"
    phrase = first_phrase(document, found)
    if phrase is None or len(phrase) >= len(found):
        return None if needed else found
    return phrase if needed or _definite(document, phrase.last) else found


def _definite(document: Document, at: int) -> bool:
    """Say whether a definite noun stands at a token: with its article, or with its owner ("نظيره")."""
    token = document.tokens[at]
    owned = token.norm.endswith(("ه", "ها", "هم")) and not token.of(document.text).endswith("ة")
    return token.kind == "word" and (token.norm.startswith("ال") or owned)


def _frames(document: Document, run: Range, taken: set[int]) -> list[Frame]:
    """Frame every cue of a run; of cues that share their content the one that names its source stays."""
    chosen: dict[int, Frame] = {}
    for cue in cues(document, run):
        found = None if cue.at in taken else frame(document, _reach(document, run, cue), cue)
        if found is None:
            continue
        rival = chosen.get(found.content)
        if rival is None or _better(document, found, rival):
            chosen[found.content] = found
    return sorted(chosen.values(), key=lambda each: each.cue.at)


def _better(document: Document, found: Frame, rival: Frame) -> bool:
    """Say whether a later cue for the same content is to be kept: "نقلت الوكالة عن الوزير قوله", "حيث قال"."""
    if rival.cue.form.verb.kind == "relay" and found.cue.form.form == "masdar":
        return True
    if found.cue.form.form != "finite":
        return False
    if len(found.between) == 0 and not found.cue.joined and rival.cue.form.verb.kind != "say":
        return True  # "أدانت المحكمة رجلا لأنه قال إنه"
    if sources.between(document, rival) is None or rival.cue.form.form == "masdar":
        return sources.between(document, found) is not None or rival.cue.form.form == "masdar"
    return False


def _reach(document: Document, run: Range, cue: Cue) -> Range:
    """Return how far a cue can reach: to the end of its sentence, or of the quotation that it stands in."""
    quotation = document.tokens[cue.at].quoted
    if quotation is None:
        return run
    inside = document.range_of(document.quotations[quotation])
    return Range(max(run.first, inside.first), min(run.last, inside.last))


def _breaks(document: Document, each: Frame) -> bool:
    """Say whether a cue ends the content before it: وقال and مضيفا do, a verb inside the clause does not."""
    if each.cue.joined or each.cue.form.form == "participle":
        return True
    previous = document.tokens[each.cue.at - 1].norm if each.cue.at else ""
    return previous in ("كما", "حيث", "فيما", "بينما", "وقد")


def _nobody(document: Document, each: Frame, source: Range | None) -> bool:
    """Say whether a cue tells of nobody's words: "ويذكر أن", "التي تعبر عن", "لاحظت المضيفة أن"."""
    form = each.cue.form
    if form.verb.only == "study":
        return source is None or not is_scholarly(document.norms(source))
    if source is not None:
        return False
    impersonal = form.verb.impersonal and form.present and form.gender == "m" and form.number == "singular"
    before = [token.norm for token in document.tokens[max(0, each.cue.at - 2) : each.cue.at]]
    relative = before[-1:] and before[-1] in ("التي", "الذي", "الذين") and before[0] not in ("هو", "وهو", "هي", "وهي")
    return impersonal or (bool(relative) and not form.suffix)
