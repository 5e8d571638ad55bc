import itertools

from hypothesis import given
from hypothesis import strategies as st

from models.arabic.words import bare, candidates, words


def norms(text: str) -> list[str]:
    return [word.norm for word in words(text)]


def test_punctuation_and_marks_are_no_words() -> None:
    assert norms("«قال»، الوزير: نعم!") == ["قال", "الوزير", "نعم"]


def test_a_word_keeps_its_diacritics_inside() -> None:
    (word,) = words("أُبْرِمَ")
    assert word.of("أُبْرِمَ") == "أُبْرِمَ"


def test_a_number_glued_to_words_stands_alone() -> None:
    assert norms("الثلاثاء14أيار") == ["الثلاثاء", "14", "ايار"]


def test_a_decimal_number_is_one_word() -> None:
    assert norms("بلغ ٣٫٥ أو 1.222,5") == ["بلغ", "3.5", "او", "1.222,5"]


def test_clitics_before_an_article_come_off() -> None:
    assert [bare(w) for w in ("وبالقاهره", "للوزير", "والرييس", "كالعاده")] == ["قاهره", "وزير", "رييس", "عاده"]


def test_a_letter_of_the_word_itself_stays() -> None:
    assert [bare(w) for w in ("وزير", "بيان", "الله")] == ["وزير", "بيان", "الله"]


def test_all_ways_to_part_clitics_are_offered_the_whole_word_first() -> None:
    found = candidates("وللوزير")
    assert found[0] == ("", "وللوزير")
    assert ("ولل", "وزير") in found


@given(st.text())
def test_words_are_slices_in_order(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(word.of(text) for word in found)


def test_a_tatweel_by_itself_is_no_word():
    assert [word.norm for word in words("(ـ) قاـل ـــ 33")] == ["قال", "33"]
