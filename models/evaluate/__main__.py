"""Measure the reading: python -m models.evaluate quotes GOLD.jsonl [--errors FILE]."""

import argparse
import json
import sys
from pathlib import Path

from models.evaluate.gold import read_gold
from models.evaluate.quotes import evaluate
from models.evaluate.table import tables


def main() -> None:
    """Print the figures of who said what on an annotated file, and write the errors to another where one is named."""
    told = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    told.add_argument("what", choices=["quotes"])
    told.add_argument("gold", type=Path, help="annotated articles, a JSON line each")
    told.add_argument("--errors", type=Path, help="where to write what went wrong, a JSON line each")
    given = told.parse_args()
    from models.quotes import attribute  # noqa: PLC0415 - `--help` reads no lexicon

    report = evaluate(read_gold(given.gold), attribute)
    sys.stdout.write("\n".join(tables(report)) + "\n")
    if given.errors is not None:
        with given.errors.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(error, ensure_ascii=False) + "\n" for error in report.errors)


if __name__ == "__main__":
    main()
