"""Whether a language model's words for an answer may be shown: only where what is shown below them supports them."""

from collections.abc import Iterator
from dataclasses import replace

from models.answers.llm.request import prompts
from models.llm.response import sentence
from models.reading import Answer, Attribution, Span
from models.support import Checker

_MOST_WORDS = 40
_SHOWN, _TOLD = 0.5, 0.75  # of what words tell, by weight, that has to stand in what is shown; in the article


def supported(attribution: Attribution, answer: Answer, words: str) -> str | None:
    """Return words for an answer, cleaned, where each figure, name and denial stands in what it shows; else None."""
    line = sentence(words, _MOST_WORDS)
    if not line or line.split()[0] in prompts()["verdicts"] or line in _slices(attribution, answer):
        return None
    shown, whole = Checker(_alone(attribution, answer)), Checker(attribution)
    told = shown.told(line) >= _SHOWN and whole.told(line) >= _TOLD  # "كلفت الحديقة": "كلفتها" is what is shown
    return line if told and shown.check(line).supported and whole.check(line).supported else None


def _slices(attribution: Attribution, answer: Answer) -> Iterator[str]:
    """Yield what is shown word for word anyhow."""
    text = attribution.article.text
    yield answer.text
    yield from (span.of(text) for span in _shown(attribution, answer))


def _shown(attribution: Attribution, answer: Answer) -> list[Span]:
    evidence = [] if answer.evidence is None else [answer.evidence]
    return [*evidence, *answer.also, *(attribution.quotes[n] for n in answer.quotes)]


def _alone(attribution: Attribution, answer: Answer) -> Attribution:
    """Return an article in which nothing stands but what an answer shows, each word where it stood.

    All offsets stay, and with them who said what: "وأضاف" is read as the one who spoke before it. Their names stand in
    the title's place, since what proves an answer may not name its speaker.
    """
    spans = _shown(attribution, answer)
    for n in answer.quotes:
        quote = attribution.quotes[n]
        spans += [quote.cue] if quote.mention is None else [quote.cue, quote.mention]
    sentences = tuple(each for each in attribution.sentences if any(each.meets(span) for span in spans))
    who = dict.fromkeys(attribution.speaker_of(attribution.quotes[n]) for n in answer.quotes)
    title = "، ".join(each.name for each in who if each is not None)
    article = replace(attribution.article, text=_only(attribution.article.text, spans), title=title or None)
    return Attribution(article, sentences, attribution.quotes, attribution.speakers)


def _only(text: str, spans: list[Span]) -> str:
    """Return a text with blanks in the place of all but some stretches; its lines stay."""
    chars = ["\n" if char == "\n" else " " for char in text]
    for span in spans:
        chars[span.start : span.end] = text[span.start : span.end]
    return "".join(chars)
