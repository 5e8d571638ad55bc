"""What is loaded once is loaded once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.once import once


def test_many_who_want_it_first_get_the_same_and_it_is_loaded_once():
    loaded = []

    @once
    def load(name):
        loaded.append(name)
        time.sleep(0.05)
        return [name]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(load, ["أ", "ب"] * 8))

    assert sorted(loaded) == ["أ", "ب"]
    assert all(each is load(each[0]) for each in found)


def test_what_fails_is_tried_again():
    tries = []

    @once
    def load():
        tries.append(1)
        if len(tries) == 1:
            raise OSError("not there")
        return "loaded"

    with pytest.raises(OSError, match="not there"):
        load()

    assert load() == "loaded"
