from tests.quotes.reading import read, said


def words(text: str) -> list[str]:
    return [found for _, found in said(text)]


def test_the_next_cue_ends_the_content() -> None:
    found = words("قال الوزير عمر إن السد ممتلئ وأضاف أن المياه كافية.")
    assert found == ["السد ممتلئ", "المياه كافية"]


def test_the_writers_own_gloss_ends_the_content() -> None:
    for gloss in (
        "، وذلك بعد أسبوع من المطر",
        "، فيما بقيت الطرق مغلقة",
        "، في إشارة إلى الفيضان",
        "، بينما نفى خصومه ذلك",
    ):
        assert words(f"قال الوزير عمر إن السد ممتلئ{gloss}.")[0] == "السد ممتلئ"


def test_what_runs_on_behind_the_marks_belongs_to_the_clause() -> None:
    found = words('ووصف الخبير زيد القرار بأنه "مهزلة" تضر بالناس.')
    assert found == ['"مهزلة" تضر بالناس']


def test_a_direct_quotation_keeps_all_its_sentences() -> None:
    assert words('قال القبطان: "هبت العاصفة. فقدنا الشراع. ثم نجونا".') == ["هبت العاصفة. فقدنا الشراع. ثم نجونا"]


def test_a_direct_quotation_runs_over_paragraphs() -> None:
    assert words("قال القبطان: «هبت العاصفة.\nثم نجونا».") == ["هبت العاصفة.\nثم نجونا"]


def test_a_clause_keeps_the_subject_that_its_complementiser_wears() -> None:
    assert words("قالت الشركة إنها تعتذر لزبائنها.") == ["إنها تعتذر لزبائنها"]


def test_a_name_between_marks_is_no_content() -> None:
    found = said('وقال محلل السوق لدى "الأفق الأزرق" رائد حسن "الأسعار سترتفع في الشتاء كثيرا".')
    assert [content for _, content in found] == ["الأسعار سترتفع في الشتاء كثيرا"]


def test_a_dateline_is_no_part_of_an_attributed_clause() -> None:
    found = words("عمان، الأردن (أنباء) -- أغلقت البلدية السوق القديم، بحسب بيان رسمي.")
    assert found == ["أغلقت البلدية السوق القديم"]


def test_a_quote_inside_a_quote_knows_the_outer_one() -> None:
    text = 'قال النائب هاني: "سمعت أن الوزير عمر قال إن الخزينة فارغة".'
    outer, inner = read(text).quotes
    assert outer.nested_in is None
    assert inner.nested_in == 0
    assert inner.of(text) == "الخزينة فارغة"


def test_page_leftovers_say_nothing() -> None:
    text = "قالت الوزيرة سلمى إن المدارس تفتح الأحد.\nاقرأ أيضا: قال الوزير إن الطريق مغلق\nتعليقات"
    assert words(text) == ["المدارس تفتح الأحد"]


def test_a_mark_glued_to_the_cue_still_opens() -> None:
    assert words('وأضاف الحارس ناجي" لن نفتح الباب قبل الصباح".') == ["لن نفتح الباب قبل الصباح"]


def test_a_noun_phrase_ends_before_the_time_it_was_said() -> None:
    assert words("دعا المدرب اللاعبين إلى الهدوء عقب إلغاء الهدف، ثم غادر الملعب.") == ["الهدوء"]


def test_what_a_clause_goes_on_with_is_not_a_new_quote() -> None:
    assert words("قال الاتحاد الرياضي إنه يعرف ما جرى ويدين بشدة هذا السلوك.") == [
        "إنه يعرف ما جرى ويدين بشدة هذا السلوك"
    ]


def test_who_speaks_inside_a_clause_keeps_his_verbs() -> None:
    found = words("قال التلفزيون إن الوزارة نددت بالقرار ووصفته بأنه ظالم.")
    assert found[0] == "الوزارة نددت بالقرار ووصفته بأنه ظالم"


def test_what_will_be_said_has_not_been_said() -> None:
    assert words("سيعلن النادي عن اسم المدرب الجديد غدا.") == []


def test_a_question_keeps_its_mark_and_an_inner_quotation_both_of_its_own() -> None:
    assert words('سأل الصحفي سامر: "من أغلق الباب؟"') == ["من أغلق الباب؟"]
    assert words("وقال الحارس ناجي: من أغلق الباب؟") == ["من أغلق الباب؟"]
    assert words("قال القبطان سامي: «قرأت كتاب “البحر القديم”».") == ["قرأت كتاب “البحر القديم”"]
