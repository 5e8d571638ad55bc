"""Where entries are read together, or one alone."""

import asyncio

from bot.inbox.room import Room


class Readers:
    def __init__(self):
        self.room, self.told, self.tasks = Room(), [], []
        self.leave = {}

    async def enter(self, name, *, alone=False):
        async def read():
            async with self.room.held(alone=alone):
                self.told.append(name)
                await self.leave[name].wait()

        self.leave[name] = asyncio.Event()
        self.tasks.append(asyncio.create_task(read()))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def end(self, name):
        self.leave[name].set()
        await asyncio.sleep(0.01)


async def test_who_is_to_be_alone_waits_for_those_inside_and_keeps_the_others_out():
    readers = Readers()
    for name in ("one", "two"):
        await readers.enter(name)
    await readers.enter("alone", alone=True)
    await readers.enter("late")
    await readers.end("one")
    assert readers.told == ["one", "two"]

    await readers.end("two")
    assert readers.told == ["one", "two", "alone"]
    await readers.end("alone")
    assert readers.told == ["one", "two", "alone", "late"]
    await readers.end("late")


async def test_two_that_are_to_be_alone_follow_one_another():
    readers = Readers()
    await readers.enter("first", alone=True)
    await readers.enter("second", alone=True)
    assert readers.told == ["first"]
    await readers.end("first")
    assert readers.told == ["first", "second"]
    await readers.end("second")


async def test_who_gives_up_waiting_to_be_alone_lets_the_others_in():
    readers = Readers()
    await readers.enter("one")
    await readers.enter("alone", alone=True)
    await readers.enter("late")
    readers.tasks[1].cancel()
    await asyncio.sleep(0.01)

    assert readers.told == ["one", "late"]
    for name in ("one", "late"):
        await readers.end(name)
