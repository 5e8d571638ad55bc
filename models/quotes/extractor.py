"""Who said what in an article: cues, their sources and their content, joined into quotes with their speakers."""

from dataclasses import dataclass

from models.quotes import sources
from models.quotes.attributions import attributions
from models.quotes.content import Content, clause, content
from models.quotes.cues import Carrier, Cue, Frame, cues, frame
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm
from models.quotes.names import mention_span
from models.quotes.speakers import Cast
from models.quotes.subjects import first_phrase, sentence_subject
from models.reading import Article, Attribution, Quote, Span

# How often a quote of each carrier is right on the gold set, its speaker included; see the model card.
_TRUST: dict[Carrier | str, float] = {
    "that": 0.9, "colon": 0.9, "quotation": 0.9, "phrase": 0.7, "object": 0.5, "preposition": 0.8,
}  # fmt: skip
_UNDERSTOOD = 0.85  # of that trust where the source had to be understood
_GOES_ON = frozenset(("أضاف", "تابع", "أردف", "استطرد", "استدرك", "أكمل", "واصل"))
_SUBJECTS_BACK = 2
_SHORT_OBJECT = 4
_FARTHEST = 6  # sentences back to which an understood source can reach


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quote before its speaker is known; `run` is the sentence that its cue stands in."""

    content: Content
    cue: Range
    form: CueForm | None
    joined: bool
    source: Range | None
    lam: bool
    carrier: Carrier | str
    run: Range
    number: int


def attribute(article: Article) -> Attribution:
    """Return the article with its sentences, its quotes in order and who said them."""
    document = Document(article.text)
    drafts: list[_Draft] = []
    for number, run in enumerate(document.ranges):
        drafts += _drafts(document, run, number)
    drafts = _distinct(drafts)
    cast = Cast(document)
    whose = _speakers(document, drafts, cast)
    return Attribution(article, document.sentences, _quotes(document, drafts, whose), cast.speakers())


def _drafts(document: Document, run: Range, number: int) -> list[_Draft]:
    """Find the quotes whose cues stand in one sentence, those inside quotations among them."""
    frames = _frames(document, run)
    sourced = attributions(document, run)
    stops = {each.cue.at for each in frames if _breaks(document, each)} | {each.cue.first for each in sourced}
    taken = {at for each in sourced for at in range(each.cue.first, each.cue.last)}
    drafts = []
    for each in frames:
        if each.cue.at in taken:
            continue
        source = _source(document, run, each)
        found = content(document, _reach(document, run, each.cue), each, _stops_for(document, run, each, frames, stops))
        if found is not None and not _impersonal(each, source):
            cue = Range(each.cue.at, each.cue.at + 1)
            drafts.append(
                _Draft(found, cue, each.cue.form, each.cue.joined, source, False, each.carrier, run, number)
            )
    for each_sourced in sourced:
        found = clause(document, each_sourced.clause)
        if found is not None:
            cue, source, lam = each_sourced.cue, each_sourced.source, each_sourced.lam
            drafts.append(_Draft(found, cue, None, False, source, lam, "preposition", run, number))
    return drafts


def _stops_for(document: Document, run: Range, each: Frame, frames: list[Frame], stops: set[int]) -> set[int]:
    """Leave out the stops of somebody who speaks inside the content: "قال التلفزيون إن الوزارة نددت بالقرار ووصفته بأنه ..."."""
    inner = next((f for f in frames if f.cue.at > each.content and sources.before(document, run, f) is not None), None)
    if inner is None or each.carrier != "that":
        return stops
    later = [f.cue for f in frames if f.cue.at > inner.cue.at and f.cue.joined]
    theirs = {c.at for c in later if c.form.gender == inner.cue.form.gender and c.form.verb.lemma not in _GOES_ON}
    return stops - theirs if each.cue.form.gender != inner.cue.form.gender else stops


def _source(document: Document, run: Range, each: Frame) -> Range | None:
    """Return the source of a cue, wherever it stands: behind the cue, passed on by an agency, before the cue."""
    relayed = sources.relayed(document, run, each)
    if relayed is not None or (each.cue.form.form == "masdar" and each.cue.form.suffix):
        return relayed
    found = sources.between(document, each)
    if found is not None and "patient" in each.cue.form.verb.takes and each.carrier != "colon":
        return _agent(document, found)
    return found or sources.before(document, run, each)


def _agent(document: Document, found: Range) -> Range | None:
    """Part the subject from the object that stands behind it: "وصف النائب القرار بأنه", "وصف القرار بأنه"."""
    comma = next((at for at in range(found.last - 1, found.first, -1) if document.tokens[at].kind == "comma"), None)
    if comma is not None and found.last - comma <= _SHORT_OBJECT:
        return Range(found.first, comma)
    phrase = first_phrase(document, found)
    return None if phrase is None or len(phrase) >= len(found) else phrase


def _frames(document: Document, run: Range) -> list[Frame]:
    """Frame every cue of a run; of cues that share their content the one that names its source stays."""
    chosen: dict[int, Frame] = {}
    for cue in cues(document, run):
        found = frame(document, _reach(document, run, cue), cue)
        if found is None:
            continue
        rival = chosen.get(found.content)
        if rival is None or _better(document, run, found, rival):
            chosen[found.content] = found
    return sorted(chosen.values(), key=lambda each: each.cue.at)


def _better(document: Document, run: Range, found: Frame, rival: Frame) -> bool:
    """Say whether a later cue for the same content is to be kept: "نقلت الوكالة عن الوزير قوله", "حيث قال"."""
    if rival.cue.form.verb.kind == "relay" and found.cue.form.form == "masdar":
        return True
    if found.cue.form.form != "finite":
        return False
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


def _impersonal(each: Frame, source: Range | None) -> bool:
    """Say whether a cue names nobody: "ويذكر أن", "ويعتقد أن"."""
    form = each.cue.form
    return (
        source is None
        and form.verb.impersonal
        and form.present
        and form.gender == "m"
        and form.number == "singular"
    )


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """Keep one quote for each stretch of text, in order of the text."""
    kept: dict[tuple[int, int], _Draft] = {}
    for draft in drafts:
        key = (draft.content.start, draft.content.end)
        rival = kept.get(key)
        if rival is None or (rival.source is None and draft.source is not None):
            kept[key] = draft
    return sorted(kept.values(), key=lambda draft: (draft.content.start, -draft.content.end))


def _speakers(document: Document, drafts: list[_Draft], cast: Cast) -> list[int | None]:
    """Name the speaker of each draft, in the order of their cues."""
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue.first)
    whose: list[int | None] = [None] * len(drafts)
    said: list[int] = []
    for number in order:
        draft = drafts[number]
        if draft.source is not None:
            whose[number] = cast.name(draft.source, draft.form, lam=draft.lam)
        elif draft.form is not None:
            whose[number] = _understood(document, drafts, whose, said, draft, cast)
        if draft.carrier != "preposition":
            said.append(number)
    return whose


def _understood(
    document: Document,
    drafts: list[_Draft],
    whose: list[int | None],
    said: list[int],
    draft: _Draft,
    cast: Cast,
) -> int | None:
    """Find the source that a cue leaves out: who spoke before it in the sentence, its subject, who spoke last."""
    form = draft.form
    assert form is not None  # noqa: S101 - a draft without a verb has its source
    inside = document.tokens[draft.cue.first].quoted
    recent = [n for n in reversed(said) if draft.number - drafts[n].number <= _FARTHEST]
    level = [n for n in recent if document.tokens[drafts[n].cue.first].quoted == inside]
    for n in level:
        speaker = whose[n]
        if drafts[n].number == draft.number and speaker is not None and cast.agrees(speaker, form):
            return speaker
    subject = sentence_subject(document, draft.run, draft.cue.first, form)
    if subject is not None and cast.could_be(subject, form):
        return cast.name(subject, form)
    for n in level:
        speaker = whose[n]
        if speaker is not None and cast.agrees(speaker, form):
            return speaker
    return _from_sentences_before(document, draft, form, cast)


def _from_sentences_before(document: Document, draft: _Draft, form: CueForm, cast: Cast) -> int | None:
    """Look for the subject of a sentence before: "وتمكن المحققون من قياس المسافة. وقالوا إن"."""
    for run in reversed(document.ranges[max(0, draft.number - _SUBJECTS_BACK) : draft.number]):
        subject = sentence_subject(document, run, run.last, form)
        if subject is not None and cast.could_be(subject, form):
            return cast.name(subject, form)
    return None


def _quotes(document: Document, drafts: list[_Draft], whose: list[int | None]) -> tuple[Quote, ...]:
    found = []
    for number, draft in enumerate(drafts):
        trust = _TRUST[draft.carrier] * (1.0 if draft.source is not None else _UNDERSTOOD)
        mention = None if draft.source is None else mention_span(document, draft.source, lam=draft.lam)
        found.append(
            Quote(
                draft.content.start,
                draft.content.end,
                draft.content.kind,
                document.span(draft.cue),
                mention,
                whose[number],
                _outer(drafts, number),
                round(trust if whose[number] is not None else trust * 0.5, 2),
            )
        )
    return tuple(found)


def _outer(drafts: list[_Draft], number: int) -> int | None:
    """Return the innermost quote that holds a quote together with its cue."""
    draft = drafts[number]
    for n in range(number - 1, -1, -1):
        outer = drafts[n].content
        if outer.start <= min(draft.content.start, draft.cue.first) and outer.covers(
            Span(draft.content.start, draft.content.end)
        ):
            return n
    return None
