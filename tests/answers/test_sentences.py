"""What speaks for each sentence as the place where a question is answered."""

from models.answers import sentences
from models.answers.index import Index
from models.answers.questions import understand
from models.answers.ranking import Features
from tests.answers.articles import attribution

LAKE = """بحيرة السرو أكبر بحيرات الهضبة.
تغذيها ثلاثة أنهار من الجبال الشرقية.
وتعيش فيها أسماك نادرة.
ويصطاد السكان الأسماك في الشتاء، ثم يبيعونها في البلدة البعيدة حيث تقام سوق كبيرة للخضار والحبوب والفواكه كل خميس.
وتوزع 12 سفينة على المرافئ."""


def found(question: str, text: str = LAKE) -> list[Features]:
    asked = understand(question)
    assert asked is not None
    index = Index(attribution(text, []))
    return sentences.features(index, asked, index.match(asked.topic))


def best(question: str, feature: str) -> int:
    return max(range(5), key=lambda n: found(question)[n][feature])


def test_what_an_article_begins_with_need_not_be_said_again():
    told = found("ما الأنهار التي تغذي بحيرة السرو؟")
    assert told[1]["understood"] > told[1]["near"]
    assert best("ما الأنهار التي تغذي بحيرة السرو؟", "rest") == 1


def test_where_it_begins_with_all_that_is_asked_that_is_what_is_asked_about():
    assert best("ما بحيرة السرو؟", "rest") == 0


def test_letters_that_few_sentences_hold_tell_more():
    told = found("من يبيع السمك في الشتاء؟")
    assert max(range(5), key=lambda n: told[n]["telling"]) == 3
    assert all(0.0 <= each["telling"] <= 1.0 for each in told)


def test_words_that_stand_together_tell_more_than_scattered_ones():
    text = (
        "زار الوزير مصنع الزجاج.\n"
        "زار الوفد معرضا كبيرا للكتب والرسوم والصور القديمة في وسط المدينة الساحلية الهادئة قبل أن يفتح المصنع أبوابه."
    )
    near, far = found("متى زار الوزير المصنع؟", text)
    assert near["together"] > far["together"]


def test_what_the_sentence_before_tells_counts_for_the_one_that_goes_on():
    told = found("ماذا تغذي الأنهار الثلاثة؟")
    assert told[2]["before"] > 0.0
    assert told[0]["before"] == 0.0


def test_digits_speak_for_a_sentence_where_a_number_is_asked_for_and_shares_do_not():
    assert [each["digits"] for each in found("كم سفينة في المرافئ؟")] == [0.0, 0.0, 0.0, 0.0, 1.0]
    assert not any(each["digits"] for each in found("أين السفن؟"))
    assert found("كم سفينة في المرافئ؟", "وصلت 60% من السفن.")[0]["digits"] == 0.0
    assert found("كم سفينة في المرافئ؟", "وصلت 60 % من السفن، وهي 8 سفن.")[0]["digits"] == 1.0


def test_an_article_without_a_sentence_offers_nothing():
    assert found("كم سفينة في المرافئ؟", "") == []
