"""Makes models/weights/answers: how much each thing that speaks for an answer counts, and how much has to speak for it.

    python -m models.training.answers PARAGRAPHS.json GOLD.jsonl … --out models/weights/answers/weights.toml
    python -m models.training.answers PARAGRAPHS.json GOLD.jsonl … --folds 5

PARAGRAPHS are questions about single paragraphs in the form of SQuAD (ARCD: Mozannar, Hajal, Maamary, Hajj, "Neural
Arabic Question Answering", 2019), GOLD annotated articles with questions. With `--folds` the articles of a part are
answered by what the others teach, and the figures are printed. Two minutes, five with the folds.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from models.answers.answering import answer
from models.answers.ranking import Scales
from models.evaluate.answers import Report, answer_tables, evaluate
from models.evaluate.gold import GoldArticle, read_gold
from models.quotes import attribute
from models.training.answers.examples import Example, from_gold, from_paragraphs
from models.training.answers.learning import learn


def main() -> None:
    """Learn from all that is given and write the scales, or cross-validate."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("paragraphs", type=Path)
    told.add_argument("gold", type=Path, nargs="+")
    told.add_argument("--out", type=Path)
    told.add_argument("--folds", type=int, default=0)
    given = told.parse_args()
    files = [list(read_gold(path)) for path in given.gold]
    examples = [*from_paragraphs(given.paragraphs), *(each for file in files for each in from_gold(file))]
    if given.out is not None:
        given.out.write_text("\n".join(_lines(learn(examples))), encoding="utf-8")
    if given.folds:
        _cross_validate(files, examples, given.folds)


def _lines(scales: Scales) -> list[str]:
    lines = ["# Made by python -m models.training.answers; README.md beside this says from what."]
    for name, scale in scales.items():
        lines += ["", f"[{name}]", f"absent = {scale.absent:.3f}"]
        lines += [f"[{name}.floor]", *(f"{kind} = {floor:.3f}" for kind, floor in scale.floor.items())]
        lines += [f"[{name}.weights]", *(f"{feature} = {weight:.3f}" for feature, weight in scale.weights.items())]
    return [*lines, ""]


def _cross_validate(files: Sequence[Sequence[GoldArticle]], examples: Sequence[Example], folds: int) -> None:
    """Print the figures of each file, its articles answered by scales that have not seen them."""
    order = [article for file in files for article in file]
    random.Random(0).shuffle(order)
    reports = [Report() for _ in files]
    for fold in range(folds):
        aside = {each.id for each in order[fold::folds]}
        scales = learn(each for each in examples if each.article not in aside)
        for file, report in zip(files, reports, strict=True):
            some = [each for each in file if each.id in aside]
            _add(report, evaluate(some, attribute, lambda found, text, by=scales: answer(found, text, by)))  # type: ignore[misc]
    for report in reports:
        sys.stdout.write("\n".join(answer_tables(report)) + "\n\n")


def _add(report: Report, part: Report) -> None:
    for tally, other in [
        (report.total, part.total),
        *((report.kinds[kind], each) for kind, each in part.kinds.items()),
    ]:
        tally.asked += other.asked
        tally.answered += other.answered
        tally.right += other.right


if __name__ == "__main__":
    main()
