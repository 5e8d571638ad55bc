"""Where a message that may have been sent is looked for."""

import time
from itertools import islice

import pytest

from bot.inbox import Doubt, Entry
from bot.telegram.deliver import Place
from bot.telegram.sending import Sending
from bot.telegram.traffic import Seen, Traffic

NOW = time.time()
PERSON, GROUP = 42, -1_001


def kept(chat, message):
    kind = "private" if chat > 0 else "supergroup"
    raw = {"update_id": message, "message": {"message_id": message, "chat": {"id": chat, "type": kind}}}
    return Entry(f"telegram:{chat}:{message}", f"telegram:{chat}", message, raw, NOW)


class Way:
    """A message on its way beside these, each with what answered it."""

    last, doubt = None, None

    def __init__(self, *found, before=0):
        self._found, self._before = found, before

    async def begin(self, behind):
        self.begun = behind

    async def before(self):
        return self._before

    async def recent(self):
        return list(self._found)


async def places(traffic, behind, most=100):
    async with traffic.places(Doubt(behind, NOW)) as found:
        return list(islice(found, most))


async def test_it_stands_neither_where_others_do_nor_before_what_was_sent_in_its_chat():
    way = Way((kept(7, 103), 105), (kept(GROUP, 104), 106), (kept(8, 107), None), before=101)

    found = await places(Traffic(Sending(Place(PERSON)), way, Seen()), 99, most=5)

    assert found == [102, 104, 106, 108, 109]  # a group counts its own


async def test_what_was_sent_later_stands_behind_it_and_ends_the_search():
    seen = Seen()
    seen.see(110, NOW - 5)
    seen.see(115, NOW + 5)

    assert await places(Traffic(Sending(Place(PERSON)), Way(), seen), 107) == [108, 109, 111, 112, 113, 114]


@pytest.mark.parametrize(("chat", "most"), [(PERSON, 30), (GROUP, 10)])
async def test_the_search_ends_by_itself(chat, most):
    assert await places(Traffic(Sending(Place(chat)), Way(), Seen()), 7) == list(range(8, 8 + most))


async def test_it_is_noted_to_go_out_behind_the_newest_private_message_and_in_a_group_behind_the_last_there():
    seen = Seen()
    seen.see(120)
    way = Way()

    assert await Traffic(Sending(Place(PERSON, behind=60)), way, seen).begin() == way.begun == 120
    assert await Traffic(Sending(Place(GROUP, behind=60)), way, seen).begin() == way.begun == 60
