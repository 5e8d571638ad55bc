"""Where in an article the words stand that somebody searches for."""

from models.arabic.sentences import sentences
from models.arabic.stems import stem
from models.arabic.words import Word, words
from models.reading import Article, Span

_LONGEST = 300  # characters of a stretch
_BEFORE = 100  # of them before the first word that is searched for, where a sentence is longer


def stretch(article: Article, stems: tuple[str, ...]) -> tuple[str, Span] | None:
    """Return the sentence that holds most of the stems, with the first run of these marked; None where none does.

    The first of those that hold as many; the title only where no other sentence does as well. Of a long sentence it is
    the part around the mark, cut between words.
    """
    best: tuple[int, bool, Span, list[Word]] | None = None
    for sentence in sentences(article.text):
        found = [word for word in words(article.text, sentence.start, sentence.end) if stem(word.norm) in stems]
        rank = len({stem(word.norm) for word in found}), sentence.of(article.text) != article.title
        if found and (best is None or rank > best[:2]):
            best = (*rank, sentence, found)
    if best is None:
        return None
    *_, where, found = best
    return _around(article.text, where, _run(article.text, found))


def _run(text: str, found: list[Word]) -> Span:
    """Return the first of the words found with those that follow it, nothing but a blank between."""
    end = found[0].end
    for word in found[1:]:
        if text[end : word.start] != " ":
            break
        end = word.end
    return Span(found[0].start, end)


def _around(text: str, sentence: Span, marked: Span) -> tuple[str, Span]:
    start, end = sentence.start, sentence.end
    if end - start > _LONGEST:
        start = max(start, marked.start - _BEFORE)
        end = max(marked.end, min(end, start + _LONGEST))
        inside = words(text, sentence.start, sentence.end)
        start = min((word.start for word in inside if word.start >= start), default=start)
        end = max((word.end for word in inside if word.end <= end), default=end)
    shown = Span(min(start, marked.start), max(end, marked.end))
    return shown.of(text), Span(marked.start - shown.start, marked.end - shown.start)
