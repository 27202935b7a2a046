from __future__ import annotations

import asyncio
import uuid

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound

from conversations.models import Conversation, InboundState, MessageKind, Owner, Sender
from conversations.repository import CHANNEL, ConversationRepository
from core.db import libpq_url


@pytest.fixture
async def conversation_id(database):
    conversation = Conversation(id=uuid.uuid4(), channel="webchat", external_id="citizen")
    async with database.session() as session:
        await ConversationRepository(session).add(conversation)
    return conversation.id


async def append(database, conversation_id, **values):
    async with database.session() as session:
        repository = ConversationRepository(session)
        conversation = await repository.get_locked(conversation_id)
        return await repository.append(conversation, {"sender": Sender.CITIZEN, "kind": MessageKind.MESSAGE, "text": "Câu hỏi"} | values)


class TestAdd:
    async def test_takes_one_conversation_a_citizen_and_channel(self, database, conversation_id):
        with pytest.raises(IntegrityError, match="uq_conversations_channel_external_id"):
            async with database.session() as session:
                await ConversationRepository(session).add(Conversation(id=uuid.uuid4(), channel="webchat", external_id="citizen"))

    async def test_takes_the_same_citizens_id_on_another_channel(self, database, conversation_id):
        async with database.session() as session:
            await ConversationRepository(session).add(Conversation(id=uuid.uuid4(), channel="zalo", external_id="citizen"))


class TestFind:
    async def test_none_for_a_conversation_that_is_not_there(self, database):
        async with database.session() as session:
            assert await ConversationRepository(session).find(uuid.uuid4()) is None


class TestGetLocked:
    async def test_raises_for_a_conversation_that_is_not_there(self, database):
        async with database.session() as session:
            with pytest.raises(NoResultFound):
                await ConversationRepository(session).get_locked(uuid.uuid4())

    async def test_lets_one_in_after_another(self, database, conversation_id):
        order = []

        async def hold(name):
            async with database.session() as session:
                await ConversationRepository(session).get_locked(conversation_id)
                order.append(f"{name} in")
                await asyncio.sleep(0.02)
                order.append(f"{name} out")

        await asyncio.gather(hold("first"), hold("second"))
        assert [step.split()[1] for step in order] == ["in", "out", "in", "out"]

    async def test_gives_what_the_one_before_left(self, database, conversation_id):
        async with database.session() as session:
            repository = ConversationRepository(session)
            seen = await repository.find(conversation_id)
            await append(database, conversation_id)
            locked = await repository.get_locked(conversation_id)
            assert locked is seen
            assert locked.next_seq == 2


class TestAppend:
    async def test_numbers_messages_from_one(self, database, conversation_id):
        assert [(await append(database, conversation_id)).seq for _ in range(3)] == [1, 2, 3]

    async def test_none_when_the_answer_is_there_already(self, database, conversation_id):
        question = await append(database, conversation_id)
        answer = {"sender": Sender.BOT, "kind": MessageKind.REPLY, "in_reply_to": question.id}
        assert await append(database, conversation_id, **answer) is not None
        assert await append(database, conversation_id, **answer) is None

    async def test_leaves_no_gap_after_none(self, database, conversation_id):
        question = await append(database, conversation_id)
        for _ in range(3):
            await append(database, conversation_id, kind=MessageKind.REPLY, in_reply_to=question.id)
        assert (await append(database, conversation_id)).seq == 3

    async def test_takes_a_notice_beside_the_answer(self, database, conversation_id):
        question = await append(database, conversation_id)
        await append(database, conversation_id, kind=MessageKind.REPLY, in_reply_to=question.id)
        assert await append(database, conversation_id, kind=MessageKind.NOTICE, in_reply_to=question.id) is not None

    async def test_gives_a_message_its_time_and_empty_parts(self, database, conversation_id):
        message = await append(database, conversation_id)
        assert message.created_at.tzinfo is not None
        assert (message.blocks, message.options, message.details) == (None, [], {})


class TestFindAnswer:
    async def test_finds_the_answer_of_its_kind(self, database, conversation_id):
        question = await append(database, conversation_id)
        notice = await append(database, conversation_id, kind=MessageKind.NOTICE, in_reply_to=question.id)
        async with database.session() as session:
            repository = ConversationRepository(session)
            assert await repository.find_answer(question.id, MessageKind.REPLY) is None
            found = await repository.find_answer(question.id, MessageKind.NOTICE)
        assert found is not None
        assert found.id == notice.id


class TestAnnounce:
    async def test_tells_listeners_when_the_message_can_be_read_and_not_before(self, database, database_url, conversation_id):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            async with database.session() as session:
                await ConversationRepository(session).announce(conversation_id)
                assert [notice async for notice in listener.notifies(timeout=0.05)] == []
            notices = [notice.payload async for notice in listener.notifies(timeout=2, stop_after=1)]
        assert notices == [str(conversation_id)]

    async def test_tells_nothing_of_what_was_rolled_back(self, database, database_url, conversation_id):
        async def announce_and_fail():
            async with database.session() as session:
                await ConversationRepository(session).announce(conversation_id)
                raise RuntimeError

        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            with pytest.raises(RuntimeError):
                await announce_and_fail()
            assert [notice async for notice in listener.notifies(timeout=0.05)] == []


class TestIsWaiting:
    @pytest.mark.parametrize(
        ("state", "waits"), [(InboundState.RECEIVED, True), (InboundState.ANSWERED, False), (InboundState.NEEDS_PERSON, False)]
    )
    async def test_only_for_what_is_received_and_not_answered(self, database, conversation_id, state, waits):
        await append(database, conversation_id, state=state)
        async with database.session() as session:
            assert (await ConversationRepository(session).read_after(conversation_id, 0, 1))[1:] == (Owner.BOT, waits)


class TestMark:
    async def test_keeps_the_state_and_when_it_came(self, database, conversation_id):
        message = await append(database, conversation_id, state=InboundState.RECEIVED)
        async with database.session() as session:
            await ConversationRepository(session).mark(message.id, InboundState.ANSWERED)
        async with database.session() as session:
            marked = await ConversationRepository(session).get_message(message.id)
        assert marked.state == "answered"
        assert marked.handled_at is not None
