"""The scales that weigh what speaks for an answer."""

from models.answers.ranking import Scale, best, scales

SCALE = Scale({"told": 2.0, "means": 1.0}, {"date": 1.0}, -0.5)


def test_what_speaks_for_an_answer_is_weighed_and_what_has_no_weight_counts_nothing():
    assert SCALE.worth({"told": 0.5, "means": 1.0, "unheard": 9.0}) == 2.0
    assert SCALE.worth({}) == 0.0


def test_the_floor_moves_with_what_the_article_nowhere_has():
    assert SCALE.enough("date", 1.0) == 0.5


def test_the_first_of_equals_is_best():
    assert best([1.0, 2.0, 2.0]) == 1


def test_the_scales_that_ship_know_every_kind_of_question():
    shipped = scales()
    assert set(shipped) == {"fact", "what_said", "who_said"}
    wanted = {"person", "number", "duration", "date", "place", "name", "reason", "manner", "thing", "yes_or_no"}
    assert set(shipped["fact"].floor) == wanted
    assert set(shipped["what_said"].floor) == {"of_somebody", "of_anybody"}
    assert all(scale.weights["means"] > 0 for scale in shipped.values())
