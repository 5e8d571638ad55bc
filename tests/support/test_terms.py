"""What a word is matched by, and the lists that say so."""

from itertools import product

import pytest

from models.arabic.normalise import fold
from models.arabic.stems import alike
from models.support.conjugation import forms_of
from models.support.lexicon import names, table
from models.support.terms import is_name, is_own, senses, term


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("قال", "cue"),
        ("تونس", "place"),
        ("فرنسية", "place"),
        ("محمد", "name"),
        ("ومحمد", "name"),
        ("apple", "foreign"),
        ("سبعة", "number"),
        ("ميناء", "word"),
    ],
)
def test_a_word_is_of_one_kind(word, kind):
    found = term(fold(word))

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("word", ["من", "ومن", "التي", "و", ""])
def test_a_word_that_says_nothing_is_no_term(word):
    assert term(fold(word)) is None


def test_a_word_that_no_news_holds_is_a_name_unless_it_looks_like_a_verb():
    assert is_name("زغبلوش")
    assert not is_name("يزغبلون")
    assert not is_name("كتاب")


def test_only_what_tells_a_speaker_from_others_of_his_office_is_his_own():
    assert [word for word in ("وزير", "الداخليه", "التونسي", "البرغوث") if is_own(word)] == ["البرغوث"]


def test_what_the_background_never_saw_weighs_more_than_what_stands_everywhere():
    rare, common = term("زغبلوش"), term("رييس")

    assert rare is not None
    assert common is not None
    assert rare.weight == 1.0
    assert 0 < common.weight < 0.4


def test_a_verb_shares_its_sense_with_words_for_it_in_other_forms():
    assert senses(fold("ارتفاع")) & senses(fold("يزداد"))
    assert not senses(fold("ارتفاع")) & senses(fold("يهبط"))


def test_forms_in_which_weak_letters_change_are_known():
    assert {"يسعي", "ساعيا", "سعت"} <= set(forms_of("سعى"))
    assert {"يزور", "تزور", "سيزور"} <= set(forms_of("زار"))


def test_rare_words_a_letter_apart_are_spellings_of_one_name():
    assert alike("زغبلوش", "زغبلوس")
    assert alike("بوغدانوف", "بوغدنوف")
    assert not alike("كتاب", "كتابه")
    assert not alike("زغبلوش", "مغبلوش")
    assert not alike("سام", "سامي")


def test_no_line_of_meanings_holds_words_that_are_opposites():
    meanings = [{fold(word) for word in line.split()} for line in table("meanings.toml")["meanings"]]
    opposites = [
        {fold(one), fold(other)}
        for pair in table("opposites.toml")["pair"]
        for one, other in product(pair["one"].split(), pair["other"].split())
    ]

    assert opposites
    assert not [pair for pair in opposites if any(pair <= line for line in meanings)]


def test_the_names_are_folded_and_long_enough_to_tell_something():
    assert len(names()) > 3_000
    assert all(fold(name) == name and len(name) > 2 for name in names())
