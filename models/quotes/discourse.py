"""Who speaks when nobody is named: وأضاف, مضيفا and قوله go back to a source that the article named before."""

from itertools import islice, takewhile

from models.quotes.document import Document, Range
from models.quotes.drafts import Draft
from models.quotes.lexicon import CueForm
from models.quotes.names import can_speak, is_surname, longer_name
from models.quotes.speakers import Cast
from models.quotes.subjects import sentence_subject

_FARTHEST = 6  # sentences back to which an understood source can reach
_MOST_BACK = 100  # quotes back to which it can
_SUBJECTS_BACK = 2  # sentences back among which a subject that has not spoken yet is looked for


def speakers(document: Document, drafts: list[Draft], cast: Cast) -> list[int | None]:
    """Return the speaker of each draft, None where the article does not tell."""
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue.first)
    whose: list[int | None] = [None] * len(drafts)
    said: list[int] = []
    for number in order:
        draft = drafts[number]
        if draft.source is not None:
            sure = draft.carrier != "object"
            whose[number] = cast.name(draft.source, draft.form, lam=draft.lam, sure=sure)
        elif draft.form is not None:
            whose[number] = _understood(document, drafts, whose, said, draft, cast)
        said.append(number)
    return whose


def _understood(
    document: Document,
    drafts: list[Draft],
    whose: list[int | None],
    said: list[int],
    draft: Draft,
    cast: Cast,
) -> int | None:
    """Find the source that a cue leaves out: who spoke before it in the sentence, its subject, who spoke last."""
    form = draft.form
    assert form is not None  # noqa: S101 - a draft without a verb has its source
    inside = document.tokens[draft.cue.first].quoted
    recent = takewhile(lambda n: draft.number - drafts[n].number <= _FARTHEST, islice(reversed(said), _MOST_BACK))
    level = [n for n in recent if document.tokens[drafts[n].cue.first].quoted == inside]
    for n in level:
        speaker = whose[n]
        if drafts[n].carrier == "preposition" and form.form != "participle":
            continue
        if drafts[n].number == draft.number and speaker is not None and cast.agrees(speaker, form):
            return speaker
    subject = sentence_subject(document, draft.run, draft.cue.first, form)
    if subject is not None and cast.could_be(subject, form) and _speaks(document, subject, cast):
        return cast.name(subject, form, sure=False)
    for n in level:
        speaker = whose[n]
        if drafts[n].carrier != "preposition" and speaker is not None and cast.agrees(speaker, form):
            return speaker
    return _from_sentences_before(document, draft, form, cast)


def _from_sentences_before(document: Document, draft: Draft, form: CueForm, cast: Cast) -> int | None:
    """Look for the subject of a sentence before: "وصل المفتشون إلى المصنع. وقالوا إن"."""
    for run in reversed(document.ranges[max(0, draft.number - _SUBJECTS_BACK) : draft.number]):
        subject = sentence_subject(document, run, run.last, form)
        if subject is not None and cast.could_be(subject, form) and _speaks(document, subject, cast):
            return cast.name(subject, form, sure=False)
    return None


def _speaks(document: Document, subject: Range, cast: Cast) -> bool:
    """Say whether a subject can be one who speaks: somebody who has, or a person, a body or a state by its noun."""
    norms = document.norms(subject)
    titled = len(norms) == 1 and is_surname(norms) and longer_name(document, norms[0]) is not None
    return titled or cast.knows(subject) or can_speak(norms)
