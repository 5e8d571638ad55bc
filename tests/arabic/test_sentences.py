import itertools

from hypothesis import given
from hypothesis import strategies as st

from models.arabic.sentences import sentences

news = st.text(alphabet=st.sampled_from('ابتقولن .!؟؛…\n"«»“”،:-1a'), max_size=200)


def cut(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text)]


def test_stops_questions_and_line_ends_part_sentences() -> None:
    assert cut("وصل الوفد. هل يعود غدا؟ لا أحد يعلم!\nعنوان فرعي") == [
        "وصل الوفد.",
        "هل يعود غدا؟",
        "لا أحد يعلم!",
        "عنوان فرعي",
    ]


def test_a_stop_between_quotation_marks_parts_nothing() -> None:
    text = 'قالت الوزيرة: "انتهى العمل. سنعود غدا." ثم غادرت.'
    assert cut(text) == [text]


def test_a_closing_mark_belongs_to_the_sentence_that_it_closes() -> None:
    assert cut('قال: "انتهى." وصل الوفد.')[0].startswith('قال: "انتهى."')


def test_a_mark_that_is_never_closed_swallows_no_article() -> None:
    assert cut('قال: "انتهى العمل. عاد الوفد.\nغادر الوزير.') == ['قال: "انتهى العمل.', "عاد الوفد.", "غادر الوزير."]


def test_abbreviations_initials_numbers_and_addresses_end_none() -> None:
    for text in (
        "زار د. سالم المصنع",
        "بلغ السعر 12.5 دينار",
        "موقع ou.example.com مغلق",
        "شركة يو.كيه للسوق",
        "عاد ج. سالم",
    ):
        assert cut(text) == [text]


def test_a_forgotten_space_hides_no_sentence() -> None:
    assert cut("انتهى الاجتماع.وأضاف الوزير") == ["انتهى الاجتماع.", "وأضاف الوزير"]


def test_a_semicolon_parts_clauses_but_not_a_cue_from_its_content() -> None:
    assert cut("عاد الوفد؛ وبقي الوزير") == ["عاد الوفد؛", "وبقي الوزير"]
    assert len(cut("قالت الوزارة؛ إن العمل انتهى")) == 1


def test_lines_of_marks_are_no_sentences() -> None:
    assert cut("----\n* * *\nوصل الوفد") == ["وصل الوفد"]


@given(news)
def test_sentences_are_slices_in_order_that_leave_out_no_word(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = "".join(sentence.of(text) for sentence in found)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_question_mark_in_an_address_ends_no_sentence():
    text = "انسخوا الرابط https://example.com/news?id=7 إلى المتصفح. ثم اضغطوا!"

    assert [each.of(text) for each in sentences(text)] == [
        "انسخوا الرابط https://example.com/news?id=7 إلى المتصفح.",
        "ثم اضغطوا!",
    ]
