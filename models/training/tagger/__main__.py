"""Makes models/weights/tagger from the ANT corpus, what the rules read in it and what was marked in some of it.

    python -m models.training.tagger ARTICLES.jsonl.xz WORK             makes the weights
    python -m models.training.tagger ARTICLES.jsonl.xz WORK --folds 5   cross-validates them

ARTICLES: the corpus of Chouigui, Ben Khiroun, Elayeb, "An Arabic Multi-source News Corpus", AJSE 2021. What each step
made is kept in WORK; a run that was broken off goes on behind the last one. It takes an hour and a half
(two cores, 8 GB).
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import torch

from models.evaluate.gold import GoldArticle, GoldQuote
from models.evaluate.quotes import evaluate
from models.evaluate.table import tables
from models.quotes import extractor
from models.quotes.document import Document
from models.quotes.tagger.inputs import features, vocabulary
from models.quotes.tagger.tagger import WEIGHTS
from models.reading import Article
from models.training.annotated import AnnotatedArticle, annotated, articles, from_gold
from models.training.tagger.examples import Example, from_annotation, from_rules
from models.training.tagger.learning import learn, mean, relabelled, tune
from models.training.tagger.network import Tagger

ASIDE = 80
"""Articles at the head of the annotations that nothing is learned from: the figures of the model card are theirs."""
_SHORTEST, _LONGEST = 60, 900  # words of an article that the rules read for learning
_WORDS, _STEMS, _OTHERS = (22_000, 12), (14_000, 15), 20  # how many at most, and in how many articles at least
_FIRST, _SECOND = 15.0, 25.0  # minutes of learning from the rules, then from the network's own reading
_EPOCHS, _SEEDS = 10, 3
_DROPOUT, _TUNING_DROPOUT = 0.1, 0.15


def main() -> None:
    """Run the steps that WORK does not hold yet."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("articles", type=Path)
    told.add_argument("work", type=Path)
    told.add_argument("--gold", type=Path, help="more annotated articles, in the format of the gold files")
    told.add_argument("--folds", type=int, default=0)
    given = told.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    marked = list(annotated(given.articles))
    words = _vocabulary(given.articles, given.work / "vocabulary.txt")
    silver = _Silver(given.articles, {each.id for each in marked}, words)
    first = _Stage(given.work / "first.pt", words)
    if not first.done:
        learn(first.net, silver.examples, _FIRST, _say)
        first.keep()
    learned = marked[ASIDE:] + (list(from_gold(given.gold)) if given.gold is not None else [])
    gold = [from_annotation(each, words) for each in learned]
    second = _Stage(given.work / "second.pt", words)
    if not second.done:
        tuned = first.again(_TUNING_DROPOUT)
        tune(tuned, gold, _EPOCHS, _say)
        second.net.load_state_dict(first.net.state_dict())
        learn(second.net, list(relabelled(tuned, silver.examples)), _SECOND, _say)
        second.keep()
    if given.folds:
        _cross_validate(learned, len(marked) - ASIDE, given.folds, second, words, given.work)
        return
    tuned_nets = []
    for seed in range(_SEEDS):
        net = second.again(_TUNING_DROPOUT)
        tune(net, gold, _EPOCHS, _say, seed)
        tuned_nets.append(net)
    mean(tuned_nets).pack(WEIGHTS / "network.npz")
    (WEIGHTS / "vocabulary.txt").write_bytes((given.work / "vocabulary.txt").read_bytes())


class _Stage:
    """A network at the end of a step, kept in a file."""

    def __init__(self, path: Path, words: dict[str, int]) -> None:
        self._path, self._words = path, words
        self.net = Tagger(len(words), _DROPOUT)
        self.done = path.exists()
        if self.done:
            self.net.load_state_dict(torch.load(path, weights_only=True))

    def keep(self) -> None:
        """Write the weights, whole or not at all."""
        torch.save(self.net.state_dict(), self._path.with_suffix(".part"))
        self._path.with_suffix(".part").replace(self._path)

    def again(self, dropout: float) -> Tagger:
        """Return a copy that forgets more while it learns."""
        net = Tagger(len(self._words), dropout)
        net.load_state_dict(self.net.state_dict())
        return net


class _Silver:
    """The corpus as the rules read it, read when it is first asked for."""

    def __init__(self, corpus: Path, without: set[str], words: dict[str, int]) -> None:
        self._corpus, self._without, self._words = corpus, without, words
        self._examples: list[Example] = []

    @property
    def examples(self) -> list[Example]:
        if not self._examples:
            wanted = [each for each in articles(self._corpus) if each["id"] not in self._without]
            texts = [
                (each["id"], each["text"]) for each in wanted if _SHORTEST <= len(each["text"].split()) <= _LONGEST
            ]
            with ProcessPoolExecutor() as pool:
                read = pool.map(partial(_read, self._words), texts, chunksize=200)
                self._examples = [each for each in read if each.targets]
            _say(f"{len(self._examples)} articles read by the rules")
        return self._examples


def _read(words: dict[str, int], article: tuple[str, str]) -> Example:
    return from_rules(*article, words)


def _vocabulary(corpus: Path, path: Path) -> dict[str, int]:
    """Write the features that are common enough to have a row, in the order of their names."""
    if not path.exists():
        counts: Counter[str] = Counter()
        with ProcessPoolExecutor() as pool:
            for seen in pool.map(_features, (each["text"] for each in articles(corpus)), chunksize=200):
                counts.update(seen)
        path.write_text("\n".join(sorted(_common(counts))) + "\n", encoding="utf-8")
    return vocabulary(path)


def _features(text: str) -> set[str]:
    return {feature for each in features(Document(text)) for feature in each if feature}


def _common(counts: Counter[str]) -> Iterable[str]:
    for prefix, (most, least) in (("w=", _WORDS), ("v=", _STEMS)):
        ranked = [each for each, count in counts.most_common() if each.startswith(prefix) and count >= least]
        yield from ranked[:most]
    yield from (each for each, count in counts.items() if not each.startswith(("w=", "v=")) and count >= _OTHERS)


def _cross_validate(
    marked: Sequence[AnnotatedArticle], corpus: int, folds: int, start: _Stage, words: dict[str, int], work: Path
) -> None:
    """Tune on all but one part of the annotated articles and read that part; print the figures of all parts.

    The first `corpus` articles are those of the corpus, the others those of the gold file; each have their own tables.
    """
    order = list(marked)
    random.Random(0).shuffle(order)
    gold = {each.id: from_annotation(each, words) for each in order}
    read: dict[str, Any] = {}
    for fold in range(folds):
        aside = order[fold::folds]
        held = {each.id for each in aside}
        net = start.again(_TUNING_DROPOUT)
        tune(net, [example for name, example in gold.items() if name not in held], _EPOCHS, _say)
        folder = work / f"fold{fold}"
        folder.mkdir(exist_ok=True)
        net.pack(folder / "network.npz")
        (folder / "vocabulary.txt").write_bytes((work / "vocabulary.txt").read_bytes())
        read |= {each.id: extractor.attribute(Article(each.text), folder) for each in aside}
    by_text = {each.text: read[each.id] for each in order}
    for part in (marked[:corpus], marked[corpus:]):
        report = evaluate(map(_gold, part), lambda article: by_text[article.text])
        sys.stdout.write("\n".join(tables(report)) + "\n\n")


def _gold(article: AnnotatedArticle) -> GoldArticle:
    quotes = tuple(
        GoldQuote(
            each.content,
            each.kind,
            each.cue.of(article.text),
            tuple(name.of(article.text) for name in article.speakers[each.speaker]),
        )
        for each in article.quotes
    )
    return GoldArticle(article.id, article.outlet, Article(article.text, article.title), quotes)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
