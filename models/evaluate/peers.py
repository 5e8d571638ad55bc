"""What others choose from the same sentences: LexRank, TextRank and LSA as the package sumy has them.

Each is set up as it does best on Arabic news: words are ours, numbers left out, the stop words are sumy's, and only
TextRank gains by sumy's stemmer. sumy is for measuring only and is loaded when it is asked for; no data of NLTK's is.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.arabic.words import words

Peer = Callable[[Sequence[str]], str | None]
"""Chooses the best of an article's sentences, None where there is none to choose from."""

PEERS = ("LexRank", "TextRank", "LSA")

_MOST_SENTENCES = 500  # of an article's beginning: each is held against each other


def peers() -> Mapping[str, Peer]:
    """Return the summarisers by their names in PEERS; ImportError where sumy is not installed."""
    from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - for measuring only
    from sumy.summarizers.lex_rank import LexRankSummarizer  # type: ignore[import-untyped]  # noqa: PLC0415
    from sumy.summarizers.lsa import LsaSummarizer  # type: ignore[import-untyped]  # noqa: PLC0415
    from sumy.summarizers.text_rank import TextRankSummarizer  # type: ignore[import-untyped]  # noqa: PLC0415
    from sumy.utils import get_stop_words  # type: ignore[import-untyped]  # noqa: PLC0415

    class SteadyLsa(LsaSummarizer):  # type: ignore[misc]
        """LSA whose words do not change their order from run to run, and its ties with them."""

        def _create_dictionary(self, document: object) -> dict[str, int]:
            return {word: n for n, word in enumerate(sorted(super()._create_dictionary(document)))}

    made = (LexRankSummarizer(), TextRankSummarizer(Stemmer("arabic")), SteadyLsa())
    for each in made:
        each.stop_words = get_stop_words("arabic")
    return {name: _peer(each) for name, each in zip(PEERS, made, strict=True)}


def _peer(summarizer: Any) -> Peer:  # noqa: ANN401 - sumy has no types
    from sumy.models.dom import ObjectDocumentModel, Paragraph  # type: ignore[import-untyped]  # noqa: PLC0415
    from sumy.models.dom import Sentence as Line  # noqa: PLC0415

    def choose(sentences: Sequence[str]) -> str | None:
        lines = [Line(sentence, _Words) for sentence in sentences[:_MOST_SENTENCES]]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sumy warns of texts too short to be told apart
            chosen = summarizer(ObjectDocumentModel([Paragraph(lines)]), 1)
        return str(chosen[0]) if chosen else None

    return choose


class _Words:
    """The words of a sentence where sumy wants a tokeniser."""

    @staticmethod
    def to_words(sentence: str) -> tuple[str, ...]:
        return tuple(word.of(sentence) for word in words(sentence) if not word.norm[0].isdigit())
