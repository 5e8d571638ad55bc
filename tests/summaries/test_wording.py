from models.reading import Span
from models.summaries.wording import Wording, tidy

TEXT = "قال الوزير، مساء أمس، إن الجسر جاهز"


def part(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_what_is_cut_goes_and_the_rest_stays_as_it_stands():
    assert Wording(part(TEXT)).without(part("، مساء أمس،")).of(TEXT) == "قال الوزير إن الجسر جاهز."


def test_words_of_ours_stand_in_square_brackets():
    assert Wording(part(TEXT)).noting(len("قال"), "سامي").of(TEXT) == "قال [سامي] الوزير، مساء أمس، إن الجسر جاهز."


def test_overlapping_cuts_leave_each_word_out_once():
    wording = Wording(part(TEXT)).without(part("، مساء أمس،")).without(part(" مساء أمس، إن"))
    assert wording.of(TEXT) == "قال الوزير الجسر جاهز."
    assert wording.length(TEXT) == 4


def test_marks_that_meet_after_a_cut_are_put_in_order():
    assert tidy("قال الوزير ، ، إن العمل بدأ ،.") == "قال الوزير، إن العمل بدأ."


def test_a_line_that_ends_with_a_stop_between_marks_gets_no_second_one():
    assert tidy('قالت: "انتهى العمل."') == 'قالت: "انتهى العمل."'
    assert tidy("قالت: «انتهى العمل»") == "قالت: «انتهى العمل»."


def test_hashtags_line_ends_and_invisible_marks_do_not_show():
    assert tidy("زار #سامي_نور\n\u202eالقرية") == "زار سامي نور القرية."


def test_a_comma_that_was_set_late_goes_back_to_its_word():
    assert tidy("التقى نظيره التركي ،سامي نور، في إزمير") == "التقى نظيره التركي، سامي نور، في إزمير."
