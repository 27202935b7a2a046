from __future__ import annotations

import asyncio
import uuid

import pytest

from conversations.models import MessageKind, Owner
from conversations.operator_side import OperatorSide
from conversations.ownership import By, Change, Move
from core.errors import Conflict, InputError, NotFound


@pytest.fixture
def side(words, limits):
    return OperatorSide(words, limits)


@pytest.fixture
def write(side, database, operators):
    """An operator writes, in a transaction of their own: (message, whether it is new)."""

    async def write(citizen, who, text, client_id="", **how):
        async with database.session() as session:
            return await side.write(session, citizen.conversation_id, operators[who], client_id or uuid.uuid4().hex, text, **how)

    return write


@pytest.fixture
def move(side, database, operators, clock):
    async def move(citizen, who, kind, **change):
        async with database.session() as session:
            return await side.move(session, citizen.conversation_id, Change(kind, By(operators[who]), **change), clock())

    return move


@pytest.fixture
async def held(citizen, operators):
    await citizen.is_taken_over(operators["an"])
    return citizen


class TestWrite:
    async def test_is_in_the_thread_under_the_operators_name(self, write, held, operators):
        message, is_new = await write(held, "an", "  Chào bác  ")
        assert (message.text, message.sender, message.author_id, is_new) == ("Chào bác", "operator", operators["an"], True)
        assert [each.id for each in await held.thread()] == [message.id]

    async def test_the_same_client_id_is_the_same_message(self, write, held):
        first, _ = await write(held, "an", "Chào bác", "client-1")
        assert (await write(held, "an", "Câu khác", "client-1"))[1] is False
        assert [each.id for each in await held.thread()] == [first.id]

    async def test_the_same_client_id_at_the_same_moment_is_one_message(self, write, held):
        written = await asyncio.gather(*(write(held, "an", "Chào bác", "client-1") for _ in range(6)))
        assert (len({message.id for message, _ in written}), sum(is_new for _, is_new in written)) == (1, 1)

    async def test_a_citizens_client_id_stands_in_nobodys_way(self, write, held):
        await held.say("Alo?", "client-1")
        assert (await write(held, "an", "Em nghe", "client-1"))[1]

    async def test_repeated_after_the_conversation_went_on_it_is_still_known(self, write, move, held):
        first, _ = await write(held, "an", "Chào bác", "client-1")
        await move(held, "an", Move.RELEASE)
        assert (await write(held, "an", "Chào bác", "client-1"))[0].id == first.id

    @pytest.mark.parametrize("owner", ["bot", "queue", "another"])
    async def test_is_refused_to_everybody_but_the_owner(self, write, citizen, operators, owner):
        if owner == "queue":
            await citizen.is_queued()
        elif owner == "another":
            await citizen.is_taken_over(operators["binh"])
        with pytest.raises(Conflict) as refused:
            await write(citizen, "an", "Chào bác")
        assert refused.value.code == "not_owner"
        assert list(await citizen.thread()) == []

    async def test_ends_the_wait_and_answers_what_was_asked(self, write, held):
        await held.say("Alo?")
        await held.say("Có ai không?")
        assert await held.states() == ["with_person"] * 2
        await write(held, "an", "Em đây")
        assert await held.states() == ["answered"] * 2
        assert (await held.conversation()).waiting_since is None

    @pytest.mark.parametrize(("text", "code"), [("", "empty_message"), (" \n\u200b", "empty_message"), ("đ" * 6001, "message_too_long")])
    async def test_nothing_and_too_much_are_refused(self, write, held, text, code):
        with pytest.raises(InputError) as refused:
            await write(held, "an", text)
        assert refused.value.code == code

    async def test_may_be_empty_beside_a_file(self, write, held):
        assert (await write(held, "an", "", may_be_empty=True))[0].text == ""

    async def test_in_a_conversation_that_is_not_there_is_not_found(self, side, database, operators):
        with pytest.raises(NotFound):
            async with database.session() as session:
                await side.write(session, uuid.uuid4(), operators["an"], "client-1", "Chào")


class TestMove:
    async def test_taken_over_from_the_bot_its_open_questions_are_the_persons(self, move, citizen, handler, bot):
        message = await citizen.say("Làm khai sinh cần gì?")
        await move(citizen, "an", Move.TAKE_OVER)
        assert await citizen.states() == ["with_person"]
        await handler.handle(message.id)
        assert [turn.only_danger for turn in bot.turns] == [True]
        assert await citizen.texts(kind=MessageKind.REPLY) == []

    async def test_back_with_the_bot_nothing_old_is_answered(self, move, held, handler, bot):
        old = await held.say("Alo?")
        await move(held, "an", Move.HAND_BACK)
        assert await held.states() == ["answered"]
        await handler.handle(old.id)
        await handler.handle((await held.say("Làm khai sinh cần gì?")).id)
        assert bot.texts == ["Làm khai sinh cần gì?"]

    async def test_two_who_claim_at_once_one_gets_it(self, move, citizen):
        await citizen.is_queued()
        results = await asyncio.gather(*(move(citizen, who, Move.CLAIM) for who in ("an", "binh", "chi")), return_exceptions=True)
        assert [type(each) for each in results].count(Conflict) == 2
        assert (await citizen.conversation()).owner == Owner.OPERATOR

    async def test_passed_on_to_a_team_while_it_waits_it_keeps_its_place(self, database, side, citizen, stranger, operators, clock):
        await citizen.is_queued()
        await stranger.is_queued()
        before = await citizen.conversation()
        by = By(operators["an"], may_dispose_of_others=True)
        async with database.session() as session:
            await side.move(session, citizen.conversation_id, Change(Move.TRANSFER, by, group="Đất đai"), clock())
        after = await citizen.conversation()
        assert (after.queue_group, after.queued_at, after.times_queued) == ("Đất đai", before.queued_at, before.times_queued)

    async def test_of_a_conversation_that_is_not_there_is_not_found(self, side, database, operators, clock):
        with pytest.raises(NotFound):
            async with database.session() as session:
                await side.move(session, uuid.uuid4(), Change(Move.CLAIM, By(operators["an"])), clock())


class TestTell:
    async def test_is_a_notice_of_the_program(self, side, database, citizen):
        async with database.session() as session:
            await side.tell(session, await session.get_one(type(await citizen.conversation()), citizen.conversation_id), "handed_back")
        [message] = await citizen.thread()
        assert (message.sender, message.kind, message.details) == ("system", "notice", {"topic": "handed_back"})
        assert message.text.startswith("Tổng đài viên đã chuyển bạn lại cho trợ lý tự động.")
