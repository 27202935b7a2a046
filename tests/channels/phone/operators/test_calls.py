"""Operators join the calls they have, and no others; a broken line is waited for, a lost conversation is left."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from app.wiring.handling import lost_operators
from channels.phone.operators.calls import Around, OperatorCalls
from channels.phone.sound import SILENCE
from conversations.calls.models import Call, Ending
from conversations.calls.passes import Holder, Pass
from conversations.models import Conversation, Message
from core.clock import utc_now
from tests.conversations.calls.calling import made_call
from tests.desk.histories import add_member

HOLD_SOUND = b"\x01\x02" * 160


class Leg:
    """A browser's line: frames are put in, what is played is kept."""

    def __init__(self):
        self.frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.played_sound = bytearray()
        self.ending = None
        self.over = asyncio.Event()

    async def heard(self):
        while (frame := await self.frames.get()) is not None:
            yield frame

    def play(self, sound):
        self.played_sound += sound

    def stop_playing(self):
        self.played_sound.clear()

    async def played(self):
        return

    async def transfer(self, target):
        return False

    async def hang_up(self):
        self.end(Ending.BOT)

    def end(self, ending):
        if self.ending is None:
            self.ending = ending
            self.over.set()
            self.frames.put_nowait(None)


class Live:
    """The calls of the process: joined until a side hangs up."""

    def __init__(self):
        self.joined = []
        self.came = asyncio.Event()
        self.asked = []
        self.takes = True

    async def join(self, call_id, leg):
        self.joined.append((call_id, leg))
        self.came.set()
        async for _ in leg.heard():
            pass

    async def transfer(self, call_id, target):
        self.asked.append(("transfer", call_id, target))
        return self.takes

    async def hang_up(self, call_id):
        self.asked.append(("hang_up", call_id))


class OneSaying:
    async def sound(self, key):
        assert key == "hold_on"
        return HOLD_SOUND


@pytest.fixture
async def lan(database):
    return await add_member(database)


@pytest.fixture
async def call(database, lan):
    return await made_call(database, owner={"owner": "operator", "owner_id": lan})


@pytest.fixture
def live():
    return Live()


@pytest.fixture
def back_within() -> float:
    """Seconds."""
    return 0.05


@pytest.fixture
async def calls(settings, database, live, back_within):
    around = Around(live, lost_operators(settings, database), OneSaying(), "sip:{extension}@pbx.example")
    made = OperatorCalls(database, around, back_within=back_within)
    yield made
    await made.close()


@pytest.fixture
async def join(calls, call, lan, live):
    tasks = []

    async def joined(staff_id=None):
        leg = Leg()
        live.came.clear()
        tasks.append(asyncio.create_task(calls.join(Pass(Holder.OPERATOR, call.id, staff_id or lan), leg)))
        await asyncio.wait({asyncio.create_task(live.came.wait()), asyncio.create_task(leg.over.wait())}, return_when="FIRST_COMPLETED")
        return leg

    yield joined
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def owner_of(database, call):
    async with database.session() as session:
        return (await session.get_one(Conversation, call.conversation_id)).owner


async def settled(calls):
    while calls._tasks:
        await asyncio.gather(*calls._tasks)


class TestJoining:
    async def test_whoever_has_the_conversation_is_joined(self, join, live, call):
        await join()
        assert [call_id for call_id, _ in live.joined] == [call.id]

    async def test_nobody_else_is_whatever_their_pass_says(self, database, join, live):
        leg = await join(await add_member(database))
        assert leg.ending is not None
        assert live.joined == []

    async def test_nobody_joins_a_call_that_is_over(self, database, join, live, call):
        async with database.session() as session:
            await session.execute(update(Call).where(Call.id == call.id).values(ended_at=utc_now()))
        assert (await join()).ending is not None
        assert live.joined == []

    async def test_a_second_line_of_the_same_person_ends_the_first(self, join, live):
        first = await join()
        second = await join()
        assert (first.ending, second.ending) == (Ending.BOT, None)
        assert len(live.joined) == 2

    async def test_who_loses_the_conversation_leaves_the_call(self, database, join, calls, call):
        leg = await join()
        other = await add_member(database)
        async with database.session() as session:
            await session.execute(update(Conversation).where(Conversation.id == call.conversation_id).values(owner_id=other))
        calls.notified(str(call.conversation_id))
        await settled(calls)
        assert leg.ending is Ending.BOT

    @pytest.mark.parametrize("payload", [None, "its own"])
    async def test_news_of_a_conversation_that_is_still_theirs_change_nothing(self, join, calls, call, payload):
        leg = await join()
        calls.notified(payload and str(call.conversation_id))
        await settled(calls)
        assert leg.ending is None


class TestBrokenLines:
    async def test_who_does_not_come_back_loses_the_call_to_the_queue(self, database, join, calls, call):
        (await join()).end(Ending.CALLER)
        await asyncio.sleep(0)
        while await owner_of(database, call) != "queue":
            await settled(calls)
            await asyncio.sleep(0.01)

    @pytest.mark.parametrize("back_within", [1.0])
    async def test_who_comes_back_in_time_keeps_it(self, database, join, calls, call):
        (await join()).end(Ending.CALLER)
        await join()
        await settled(calls)
        assert await owner_of(database, call) == "operator"

    async def test_who_goes_on_in_writing_keeps_it(self, database, join, calls, call, lan):
        leg = await join()
        written = {"id": uuid.uuid4(), "conversation_id": call.conversation_id, "seq": 1, "sender": "operator", "kind": "message"}
        async with database.session() as session:
            # There before the line breaks, or a busy machine would be too late with it; of a moment after.
            later = {"text": "Dạ", "author_id": lan, "created_at": utc_now() + timedelta(minutes=1)}
            await session.execute(insert(Message).values(written | later))
        leg.end(Ending.CALLER)
        while calls._joined:
            await asyncio.sleep(0)
        await settled(calls)
        assert await owner_of(database, call) == "operator"

    async def test_whose_call_ended_loses_nothing(self, database, join, calls, call):
        leg = await join()
        async with database.session() as session:
            await session.execute(update(Call).where(Call.id == call.id).values(ended_at=utc_now()))
        leg.end(Ending.BOT)
        while calls._joined:
            await asyncio.sleep(0)
        await settled(calls)
        assert await owner_of(database, call) == "operator"


class TestOnHold:
    async def test_the_caller_hears_the_sentence_and_the_operator_nothing(self, join, calls, call, lan, live):
        leg = await join()
        [(_, line)] = live.joined
        assert await calls.hold(call.id, lan, on=True)
        leg.frames.put_nowait(b"\x05\x05" * 160)
        leg.frames.put_nowait(b"\x05\x05" * 160)
        leg.frames.put_nowait(None)
        assert [frame async for frame in line.heard()] == [HOLD_SOUND, SILENCE]
        line.play(b"\x07\x07" * 160)
        assert leg.played_sound == b""

    async def test_afterwards_both_hear_each_other_again(self, join, calls, call, lan, live):
        leg = await join()
        [(_, line)] = live.joined
        await calls.hold(call.id, lan, on=True)
        await calls.hold(call.id, lan, on=False)
        line.play(b"\x07\x07")
        assert leg.played_sound == b"\x07\x07"

    async def test_is_for_who_is_in_the_call(self, join, calls, call):
        await join()
        assert not await calls.hold(call.id, uuid.uuid4(), on=True)


class TestEndingAndSendingOn:
    async def test_the_owner_hangs_up(self, calls, call, lan, live):
        assert await calls.hang_up(call.id, lan)
        assert live.asked == [("hang_up", call.id)]

    async def test_the_owner_sends_it_to_their_telephone(self, calls, call, lan, live):
        assert await calls.transfer(call.id, lan, "2011")
        assert live.asked == [("transfer", call.id, "sip:2011@pbx.example")]

    async def test_a_telephone_that_does_not_take_it_is_said_to(self, calls, call, lan, live):
        live.takes = False
        assert not await calls.transfer(call.id, lan, "2011")

    async def test_somebody_else_does_neither(self, calls, call, live):
        assert not await calls.hang_up(call.id, uuid.uuid4())
        assert not await calls.transfer(call.id, uuid.uuid4(), "2011")
        assert live.asked == []
