"""What a writer is given of an article that is longer than it can hold."""

import pytest

from models.summaries.choice import choice
from models.summaries.condensing import around, condensed
from tests.summaries.articles import BRIDGE, BRIDGE_TITLE, read

TOWNS = ("النخيل", "الواحة", "المرفأ", "القلعة", "الوادي", "الساحل", "السهل", "الجبل", "الميناء", "البستان")
PARAGRAPHS = [
    f"وفي حي {town} رقم {number} رممت البلدية مدرسة تتسع لنحو {number * 10} تلميذا بعد أن تضررت جدرانها. "
    f"وقال مدير المدرسة إن الصفوف ستفتح في الأسبوع {number} من الفصل، وإن أهالي {town} تبرعوا بالمقاعد والكتب.\n"
    for number, town in enumerate(TOWNS * 6, start=1)
]
LONG = "".join(PARAGRAPHS)


def condensed_to(text: str, room: int) -> str:
    found = read(text)
    return condensed(found, choice(found), room)


def test_an_article_that_fits_is_given_whole():
    assert condensed_to(BRIDGE, 1_000) == BRIDGE


@pytest.mark.parametrize("room", [60, 300, 900])
def test_a_long_one_is_given_in_sentences_of_its_own_and_never_more_than_there_is_room_for(room: int):
    lines = condensed_to(LONG, room).split("\n")
    assert sum(len(line.split()) for line in lines) <= room
    assert all(line in LONG for line in lines)
    assert [LONG.index(line) for line in lines] == sorted(LONG.index(line) for line in lines)


def test_what_stands_late_is_read_too():
    lines = condensed_to(LONG, 400).split("\n")
    places = [LONG.index(line) / len(LONG) for line in lines]
    assert max(places) > 0.8
    assert any(0.4 < place < 0.6 for place in places)


def test_one_endless_sentence_is_cut_at_a_word():
    text = "قال " + "كلمة " * 3_000
    assert condensed_to(text, 100).split() == text.split()[:100]


def test_a_sentence_is_given_with_its_neighbours_as_far_as_there_is_room():
    found = read(LONG)
    sentence = found.sentences[20]
    assert around(found, sentence, 1) == sentence.of(LONG)
    stretch = around(found, sentence, 90)
    assert sentence.of(LONG) in stretch
    assert len(sentence.of(LONG)) < len(stretch)
    assert len(stretch.split()) <= 90


def test_at_the_ends_of_an_article_there_are_neighbours_on_one_side_only():
    found = read(BRIDGE, BRIDGE_TITLE)
    assert around(found, found.sentences[0], 100).startswith(found.sentences[0].of(BRIDGE))
    assert around(found, found.sentences[-1], 60).endswith(found.sentences[-1].of(BRIDGE))
