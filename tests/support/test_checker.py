"""What the check lets pass and what it refuses; each pair of an article and a sentence stands for a way to tell."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.quotes import attribute
from models.reading import Article, Attribution, Sentence, Span
from models.support import Checker, Fault
from tests.support.articles import BANK, PORT, SCHOOL, check, checker, kinds

TRUE = [
    (PORT, "افتتح وزير النقل سامي البرغوث ميناء الصيادين في صفاقس بعد عمل استمر أربع سنوات."),
    (PORT, "قالت مديرة البيئة هالة الكيالي إنه لا خطر على الأسماك والسكان."),
    (PORT, "لم توقع النقابة اتفاقا مع الشركة الفرنسية التي ستتولى إدارة الميناء."),
    (PORT, "طالب رئيس النقابة زياد النجار برفع الأجور."),
    (PORT, "نفت هالة الكيالي أن يكون الميناء سبب تلوث الشاطئ."),
    (SCHOOL, "أوضحت الوزيرة ليلى الحسيني أن التأجيل لن يشمل المدارس الخاصة."),
    (SCHOOL, "نقابة المعلمين ترفض قرار التأجيل وتقول إن الوزارة لم تستشر أحدا."),
    (SCHOOL, "اعتقلت الشرطة 11 شخصا وأطلقت سراح معظمهم لاحقا."),
    (SCHOOL, "نفى العقيد فراس العبدالله أن تكون الشرطة أطلقت الغاز دون إنذار."),
    (BANK, "نبهت رنا خليل إلى أن القرار سيرفع كلفة الاقتراض على الشركات الصغيرة."),
    (BANK, "لا يعتزم وزير المالية جورج حداد فرض ضرائب جديدة قبل نهاية العام."),
    (BANK, "تظاهر مئات العمال في العاصمة احتجاجا على رفع الدعم عن الوقود."),
    (BANK, "نفى محافظ المصرف نيته التدخل في سوق الصرف."),
]
SAME_NUMBER = [
    (PORT, "سيوفر الميناء 2000 فرصة عمل بحسب وزير النقل سامي البرغوث."),
    (PORT, "بلغت كلفة الميناء ٩٠ مليون دينار."),
    (PORT, "هبطت أسعار السمك بنسبة 12% في شهرين."),
    (PORT, "افتتح الميناء في 14 مارس 2018."),
    (SCHOOL, "أجلت وزارة التربية امتحانات الثانوية العامة إلى 15 يوليو إثر احتجاجات طلابية في 8 مدن."),
    (SCHOOL, "أرجأت الوزارة الامتحانات بعد تظاهر آلاف الطلاب."),
    (BANK, "قرر المصرف المركزي زيادة سعر الفائدة للمرة الثالثة هذا العام."),
    (BANK, "فقدت العملة المحلية نحو 25 في المئة من قيمتها أمام الدولار منذ بداية العام."),
    (BANK, "تحصل وزارة المالية على قرض قدره 1.5 مليار دولار من صندوق النقد الدولي."),
    (BANK, "سجل التضخم في مارس أعلى مستوى له منذ عشر سنوات."),
]
FALSE = {
    "number": [
        (PORT, "افتتح وزير النقل سامي البرغوث ميناء الصيادين في صفاقس بعد عمل استمر سبع سنوات."),
        (PORT, "سيوفر الميناء 3000 فرصة عمل بحسب وزير النقل سامي البرغوث."),
        (PORT, "سيوفر الميناء تسعين فرصة عمل لسكان المدينة."),
        (PORT, "بلغت كلفة الميناء 90 مليون دولار."),
        (SCHOOL, "شارك في الاحتجاجات أقل من ثلاثة آلاف طالب."),
        (BANK, "رفع المصرف المركزي سعر الفائدة للمرة الرابعة هذا العام."),
        (BANK, "تراجعت العملة المحلية بنحو ثلث قيمتها منذ مطلع العام."),
        (BANK, "شارك آلاف العمال في تظاهرة بالعاصمة."),
    ],
    "date": [
        (PORT, "افتتح الميناء في 14 مايو 2018."),
        (PORT, "افتتح الميناء في 15 مارس 2018."),
        (PORT, "افتتح الميناء يوم الجمعة."),
        (PORT, "انخفضت أسعار السمك في الأسواق خلال أسبوع."),
        (SCHOOL, "أصيب خمسة طلاب في اشتباكات مساء الأحد أمام مبنى الوزارة."),
    ],
    "name": [
        (PORT, "طالب رئيس النقابة كمال الدريدي برفع الأجور."),
        (SCHOOL, "أجلت وزارة الصحة امتحانات الثانوية العامة إلى 15 يوليو."),
        (BANK, "رفعت شركة Apple سعر الفائدة إلى 14 في المئة."),
    ],
    "place": [
        (PORT, "افتتح وزير النقل سامي البرغوث ميناء الصيادين في سوسة بعد عمل استمر أربع سنوات."),
        (PORT, "لم توقع النقابة الاتفاق مع الشركة الإيطالية التي ستدير الميناء."),
        (SCHOOL, "تبدأ المفاوضات في فيينا الأحد المقبل برعاية منظمة العمل الدولية."),
    ],
    "quotation": [
        (PORT, 'قال وزير النقل سامي البرغوث إن الميناء "هدية للأجيال المقبلة".'),
        (PORT, "قالت هالة الكيالي: «لا خطر على السكان ولا على الأسماك»."),
    ],
    "negation": [
        (PORT, "ارتفعت أسعار السمك بنسبة 12% في شهرين."),
        (PORT, "وقعت النقابة الاتفاق مع الشركة الفرنسية التي ستدير الميناء."),
        (PORT, "لم يفتتح وزير النقل ميناء الصيادين في صفاقس."),
        (PORT, "أكدت هالة الكيالي أن الميناء سبب تلوث الشاطئ."),
        (SCHOOL, "قالت وزيرة التربية ليلى الحسيني إن تأجيل الامتحانات يعني إلغاءها."),
        (SCHOOL, "قال مروان الخطيب إن النقابة غير مستعدة للحوار."),
        (SCHOOL, "نفى مروان الخطيب أن تكون النقابة مستعدة للحوار."),
        (SCHOOL, "أطلقت الشرطة الغاز المسيل للدموع بعد إنذار المحتجين."),
        (SCHOOL, "قتل خمسة طلاب في اشتباكات مساء السبت أمام مبنى الوزارة."),
        (SCHOOL, "اعتقلت الشرطة أحد عشر شخصا ورفضت الإفراج عن معظمهم."),
        (BANK, "خفض المصرف المركزي سعر الفائدة إلى 14 في المئة."),
        (BANK, "أعلن وزير المالية جورج حداد فرض ضرائب جديدة."),
    ],
    "speaker": [
        (PORT, "قال وزير النقل سامي البرغوث إنه لا خطر على الأسماك والسكان."),
        (PORT, "قالت مديرة البيئة هالة الكيالي إن كلفة الميناء بلغت تسعين مليون دينار."),
        (SCHOOL, "اتهمت الوزيرة ليلى الحسيني النقابة بتجاهل مطالب المدرسين."),
        (BANK, "قال وزير المالية جورج حداد إن القرار اتخذ بالإجماع."),
    ],
}


@pytest.mark.parametrize(("text", "sentence"), TRUE)
def test_what_the_article_tells_in_other_words_is_supported(text, sentence):
    assert check(text, sentence).faults == ()


@pytest.mark.parametrize(("text", "sentence"), SAME_NUMBER)
def test_a_number_is_the_same_in_digits_in_words_rounded_and_as_a_share(text, sentence):
    assert check(text, sentence).faults == ()


@pytest.mark.parametrize(("kind", "text", "sentence"), [(kind, *case) for kind in FALSE for case in FALSE[kind]])
def test_what_the_article_does_not_tell_is_refused_for_what_is_wrong(kind, text, sentence):
    assert kind in kinds(text, sentence)


def test_a_fault_holds_the_words_that_are_wrong():
    assert check(PORT, "سيوفر الميناء 3000 فرصة عمل.").faults == (Fault("number", "3000"),)


def test_a_sentence_about_something_else_is_unrelated():
    assert kinds(PORT, "تعلم طلاب المدارس زراعة الورود في حدائق الأحياء الجديدة.") == {"unrelated"}


@pytest.mark.parametrize("sentence", ["", "؟؟؟", "قال إن", "ان " * 200, "المدينة " * 5_000])
def test_what_is_no_sentence_is_refused(sentence):
    assert kinds(PORT, sentence) == {"unrelated"}


def test_an_article_without_sentences_supports_nothing():
    assert not Checker(Attribution(Article(""), (), (), ())).check("رحل الشتاء عن القرية.").supported


def test_the_evidence_is_the_one_sentence_that_proves_it():
    found = check(PORT, "بلغت كلفة الميناء تسعين مليون دينار.").evidence

    assert found is not None
    assert found.of(PORT) == PORT.split("\n")[1]


def test_the_evidence_of_what_two_neighbours_tell_holds_both():
    found = check(PORT, "لا خطر على الأسماك والسكان بحسب هالة الكيالي، وانخفضت أسعار السمك بنسبة 12 في المئة.").evidence

    assert found is not None
    assert found.of(PORT) == "\n".join(PORT.split("\n")[2:4])


def test_what_is_refused_has_no_evidence():
    assert check(PORT, "افتتح الميناء في 14 مايو 2018.").evidence is None


def test_the_title_may_prove_a_word_that_the_text_lacks():
    sentence = "أزمة في ميناء الصيادين بمدينة صفاقس بسبب الأجور."
    inside = Span(0, len(PORT))

    found = checker(PORT, title="أزمة الأجور في ميناء الصيادين بصفاقس").check(sentence)

    assert found.supported
    assert found.evidence is not None
    assert inside.covers(found.evidence)


def test_links_and_buttons_of_the_page_prove_nothing():
    page = PORT + "\nاقرأ أيضا: اكتشاف مقبرة فرعونية قرب الأقصر\nتعليقات (3)\nجاري التحميل"

    assert not check(page, "اكتشفت مقبرة فرعونية قرب الأقصر.").supported


def test_a_long_article_is_checked_in_a_moment():
    lines = [line.replace("12", str(n)) for n in range(330) for line in PORT.split("\n")]
    prepared = checker("\n".join(lines))
    started = time.perf_counter()

    found = prepared.check("بلغت كلفة الميناء تسعين مليون دينار.")

    assert found.supported
    assert time.perf_counter() - started < 20


_NOISE = [
    "لا ",
    "لم ",
    "نفى ",
    "قال ",
    " إن ",
    '"',
    "»",
    "«",
    "ألفي ",
    "ونصف ",
    "12",
    "%",
    ".",
    "\n",
    "و",
    "\u202e",
    "Apple ",
]
_WORDS = sorted({word for text in (PORT, BANK, SCHOOL) for word in text.split()})
sentences = st.lists(
    st.sampled_from(_WORDS).map(lambda word: word + " ") | st.sampled_from(_NOISE) | st.text(max_size=9)
)


@settings(max_examples=60, deadline=None)
@given(sentences.map("".join))
def test_any_sentence_has_a_verdict_and_evidence_of_whole_sentences(sentence: str):
    prepared = _PREPARED.check(sentence)

    assert prepared.supported == (not prepared.faults)
    assert prepared.supported == (prepared.evidence is not None)
    if prepared.evidence is not None:
        assert prepared.evidence.start in {each.start for each in _SENTENCES}
        assert prepared.evidence.end in {each.end for each in _SENTENCES}


@settings(max_examples=40, deadline=None)
@given(sentences.map("".join) | st.text(max_size=300), sentences.map("".join))
def test_any_article_can_be_checked_against(text: str, sentence: str):
    found = checker(text).check(sentence)

    assert all(fault.words in sentence for fault in found.faults if fault.kind != "speaker")


_READ = attribute(Article(SCHOOL))
_SENTENCES: tuple[Sentence, ...] = _READ.sentences
_PREPARED = Checker(_READ)
