import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evaluate.rouge import rouge, stems, tokens, word_rouge_1

REFERENCE = "أعلنت وزارة المياه، أمس الأربعاء، أن السدود الأربعة امتلأت بنسبة 80% بعد الأمطار الأخيرة."
# What the official scoring gives (multilingual-rouge 0.0.1, lang="arabic", with nltk 3.10.4, pyonmttok 1.38.1 and the
# stopwords of nltk_data as of November 2026): precision, recall and F of ROUGE-1, 2 and L, stemmed and unstemmed.
OFFICIAL = [
    (
        "قالت الوزارة إن سدودها الأربعة امتلأت بعد أمطار الأربعاء.",
        ((0.666667, 0.428571, 0.521739), (0.375, 0.230769, 0.285714), (0.555556, 0.357143, 0.434783)),
        ((0.444444, 0.285714, 0.347826), (0.125, 0.076923, 0.095238), (0.333333, 0.214286, 0.26087)),
    ),
    (
        "امتلأت السدود الأربعة بنسبة 80 في المئة، بعد أمطار أخيرة هطلت يوم 12يناير.",
        ((0.571429, 0.571429, 0.571429), (0.307692, 0.307692, 0.307692), (0.5, 0.5, 0.5)),
        ((0.428571, 0.428571, 0.428571), (0.153846, 0.153846, 0.153846), (0.357143, 0.357143, 0.357143)),
    ),
    (
        "وزارةُ المياهِ أَعلنت أولئك الذين ينتظرون الأمطار... «امتلأتِ الســدود»!",
        ((0.666667, 0.428571, 0.521739), (0.125, 0.076923, 0.095238), (0.333333, 0.214286, 0.26087)),
        ((0.111111, 0.071429, 0.086957), (0.0, 0.0, 0.0), (0.111111, 0.071429, 0.086957)),
    ),
    ("لا شيء من هذا", ((0.0, 0.0, 0.0),) * 3, ((0.0, 0.0, 0.0),) * 3),
    (REFERENCE, ((1.0, 1.0, 1.0),) * 3, ((1.0, 1.0, 1.0),) * 3),
]
few_words = st.lists(st.sampled_from("أبجد"), max_size=12)


@pytest.mark.parametrize(("said", "stemmed", "unstemmed"), OFFICIAL)
def test_the_figures_are_those_of_the_official_scoring(said, stemmed, unstemmed):
    own, reference = tokens(said), tokens(REFERENCE)

    assert figures(rouge(stems(own), stems(reference))) == pytest.approx(
        [n for each in stemmed for n in each], abs=1e-6
    )
    assert figures(rouge(own, reference)) == pytest.approx([n for each in unstemmed for n in each], abs=1e-6)


def test_tokens_part_at_punctuation_and_between_letters_and_digits():
    text = "وفي 12يناير2024 ارتفع السعر 3.5% إلى 70$ (نحو ٦٥ يورو)؛ قال: «نعم»\u200f الآن"

    assert tokens(text) == [
        "وفي", "12", "يناير", "2024", "ارتفع", "السعر", "3", "5", "إلى", "70", "نحو", "٦٥", "يورو", "قال", "نعم",
        "الآن",
    ]  # fmt: skip


def test_tokens_keep_their_marks_and_lose_what_is_invisible():
    assert tokens("كَتَبَتْ العَرَبِيّــة\u200cُ BBC-عربي_نت") == ["كَتَبَتْ", "العَرَبِيّــةُ", "bbc", "عربي", "نت"]


def test_a_sign_that_is_no_punctuation_is_a_token_by_itself():
    assert tokens("½ كيلو م² + 4×4€€") == ["½", "كيلو", "م", "²", "4", "×", "4", "€", "€"]


def test_stems_leave_short_tokens_and_the_listed_words_as_they_are():
    assert stems(["العربية", "بيت", "السعر"]) == ["عرب", "بيت", "سعر"]
    assert stems(["أولئك", "اللواتي", "أيلول", "أوّل"]) == ["أولئك", "اللواتي", "أيلول", "أول"]


def test_plain_words_are_neither_stemmed_nor_parted_from_their_digits():
    assert word_rouge_1("قال الوزير: 12يناير", "الوزير، قال في 12 يناير") == pytest.approx(2 * 2 / (3 + 5))
    assert word_rouge_1("", "الوزير") == word_rouge_1("!", "؟") == 0.0


@given(few_words, few_words)
def test_the_longest_common_subsequence_is_that_of_its_table(said, reference):
    longest = rouge(said, reference).longest

    assert longest.precision * len(said) == pytest.approx(subsequence(said, reference))


@given(few_words, few_words)
def test_precision_is_the_recall_of_the_other_way_round(said, reference):
    there, back = rouge(said, reference), rouge(reference, said)

    for one, other in ((there.one, back.one), (there.two, back.two), (there.longest, back.longest)):
        assert (one.precision, one.recall) == (other.recall, other.precision)
        assert min(one.precision, one.recall) <= one.f + 1e-9 <= max(one.precision, one.recall) + 2e-9


@given(st.text())
def test_any_text_is_all_of_itself(text):
    own = tokens(text)

    assert all(token and not token.isspace() for token in own)
    assert rouge(own, own).one.f == (1.0 if own else 0.0)


def figures(of):
    return [n for each in (of.one, of.two, of.longest) for n in (each.precision, each.recall, each.f)]


def subsequence(one, other):
    row = [0] * (len(other) + 1)
    for a in one:
        before = row
        row = [0]
        for n, b in enumerate(other):
            row.append(before[n] + 1 if a == b else max(before[n + 1], row[n]))
    return row[-1]
