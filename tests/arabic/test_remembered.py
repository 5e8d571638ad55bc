"""What is remembered of words: once for each, no long one, and no more than its bound."""

from models.arabic.remembered import KEPT, LONGEST, remembered


def counted():
    asked = []

    @remembered
    def length(word, more):
        """Return how long a word is."""
        asked.append(word)
        return len(word) + more

    return length, asked


def test_a_word_is_looked_at_once_for_the_same_question():
    length, asked = counted()

    assert [length("خبر", 1), length("خبر", 1), length("خبر", 2)] == [4, 4, 5]
    assert asked == ["خبر", "خبر"]
    assert length.__doc__ == "Return how long a word is."


def test_what_is_too_long_for_a_word_is_not_kept():
    length, asked = counted()

    for word in ("ا" * LONGEST, "ا" * (LONGEST + 1)) * 2:
        assert length(word, 0) == len(word)
    assert [len(word) for word in asked] == [LONGEST, LONGEST + 1, LONGEST + 1]


def test_what_was_not_asked_for_long_is_forgotten():
    length, asked = counted()

    for n in (*range(KEPT + 1), KEPT, 0):
        length(str(n), 0)
    assert len(asked) == KEPT + 2
    assert asked[-1] == "0"
