import pytest

from models.summaries.candidates import candidates
from tests.summaries.articles import read


def last(text: str) -> tuple[str, bool]:
    """Return the last sentence as a point would show it, and whether it can stand alone."""
    each = candidates(read(text), None)[-1]
    return each.wording.of(text), each.fault == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال وزير المياه سامي نور إن السد ممتلئ هذا العام. وأضاف أن الفلاحين سيزرعون القمح مبكرا.",
            "أضاف [وزير المياه سامي نور] أن الفلاحين سيزرعون القمح مبكرا.",
        ),
        (
            'قال وزير المياه سامي نور إن السد ممتلئ هذا العام. وتابع: "سنفتح البوابات يوم الأحد المقبل".',
            'تابع [وزير المياه سامي نور]: "سنفتح البوابات يوم الأحد المقبل".',
        ),
        (
            "قال وزير المياه سامي نور إن السد ممتلئ هذا العام. كما أشار إلى أن القنوات نظيفة تماما.",
            "أشار [وزير المياه سامي نور] إلى أن القنوات نظيفة تماما.",
        ),
    ],
)
def test_the_speaker_that_a_cue_leaves_out_is_named_in_brackets(text: str, expected: str):
    assert last(text) == (expected, True)


def test_a_speaker_who_is_named_is_not_named_twice():
    text = "قال وزير المياه سامي نور إن السد ممتلئ هذا العام. وأضاف نور أن الفلاحين سيزرعون القمح مبكرا."
    assert last(text) == ("أضاف نور أن الفلاحين سيزرعون القمح مبكرا.", True)


def test_after_another_source_it_is_not_sure_who_goes_on_speaking():
    text = (
        "قال وزير المياه سامي نور إن السد ممتلئ هذا العام. وقالت جمعية الفلاحين إن القنوات جافة تماما. "
        "وأضاف أن الفلاحين سيزرعون القمح مبكرا."
    )
    assert "[جمعية" not in last(text)[0]


def test_where_the_article_does_not_tell_who_speaks_the_sentence_does_not_stand():
    assert last("وأضاف أن الفلاحين سيزرعون القمح مبكرا هذا العام.")[1] is False
