import subprocess
import sys
from pathlib import Path

import pytest

from models.evaluate.peers import PEERS, peers

ROOT = Path(__file__).parents[2]
# The central one shares its words with two others, that share none with each other
CENTRAL = "يسقي سد الوادي الجديد حقول القمح والزيتون."
SENTENCES = [
    "خسر فريق الساحل مباراته الثالثة.",
    "افتتح عمر زيدان سد الوادي الجديد.",
    CENTRAL,
    "باع التجار حقول القمح والزيتون.",
]


@pytest.fixture(scope="module")
def all_of_them():
    return peers()


@pytest.mark.parametrize("name", PEERS)
def test_each_chooses_one_of_the_sentences_as_it_stands(all_of_them, name):
    assert all_of_them[name](SENTENCES) in SENTENCES


@pytest.mark.parametrize("name", ["LexRank", "TextRank"])
def test_the_central_sentence_is_chosen(all_of_them, name):
    assert all_of_them[name](SENTENCES) == CENTRAL


@pytest.mark.parametrize("name", PEERS)
@pytest.mark.parametrize("sentences", [[], [""], ["في من على"], ["2024", "!"], ["نعم"] * 600], ids=len)
def test_texts_with_little_to_choose_from_break_nothing(all_of_them, name, sentences):
    assert all_of_them[name](sentences) in (None, *sentences)


def test_the_figures_of_quotes_need_no_package_for_measuring():
    code = "import sys, models.evaluate.peers, models.evaluate.rouge; print({'sumy', 'nltk'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "set()"
