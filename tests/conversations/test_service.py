from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text

from conversations.limits import Limits
from conversations.models import InboundState, MessageKind, Owner
from conversations.ports import HandoverReason
from conversations.repository import ConversationRepository
from conversations.service import ConversationService, Status
from core.errors import InputError, NotAllowed, NotFound, TooManyMessages
from tests.bad_inputs import EMPTY, KEPT, TOO_LONG
from tests.conversations.personas import Citizen, jobs
from tests.working import until


class BrokenQueue:
    async def enqueue(self, session, conversation_id, message_id):
        raise RuntimeError("the queue is broken")

    async def enqueue_again(self, session, conversation_id, message_id):
        await self.enqueue(session, conversation_id, message_id)


class TestOpen:
    async def test_gives_a_conversation_that_its_token_opens(self, service):
        opened = await service.open("webchat")
        await service.authorise(opened.conversation_id, opened.token)

    async def test_keeps_only_a_hash_of_the_token(self, citizen):
        conversation = await citizen.conversation()
        assert citizen.token not in str(vars(conversation))

    async def test_begins_with_the_bot_and_an_empty_thread(self, citizen):
        conversation = await citizen.conversation()
        assert (conversation.channel, conversation.owner, conversation.dialogue_context) == ("webchat", "bot", {})
        assert list(await citizen.thread()) == []


class TestAuthorise:
    async def test_refuses_another_conversations_token(self, service, citizen, stranger):
        with pytest.raises(NotAllowed) as caught:
            await service.authorise(citizen.conversation_id, stranger.token)
        assert str(citizen.conversation_id) not in caught.value.message

    @pytest.mark.parametrize("token", ["", "None", "' OR 1=1 --", "\x00", "đ" * 10_000])
    async def test_refuses_what_is_no_token(self, service, citizen, token):
        with pytest.raises(NotAllowed):
            await service.authorise(citizen.conversation_id, token)

    async def test_knows_no_conversation_that_is_not_there(self, service, citizen):
        with pytest.raises(NotFound):
            await service.authorise(uuid.uuid4(), citizen.token)


class TestReceive:
    async def test_stores_the_message_and_queues_its_handling(self, citizen, database):
        message = await citizen.say("Làm khai sinh cần gì?", "client-1")
        assert (message.seq, message.text, message.sender, message.state) == (1, "Làm khai sinh cần gì?", "citizen", "received")
        assert [(job["message_id"], job["lock"]) for job in await jobs(database)] == [(str(message.id), str(citizen.conversation_id))]
        assert await citizen.waits()

    async def test_stores_nothing_that_cannot_be_queued(self, database, words, limits):
        service = ConversationService(database, BrokenQueue(), words, limits)
        citizen = await Citizen.arrive(service, database)
        with pytest.raises(RuntimeError):
            await citizen.say("Làm khai sinh cần gì?")
        assert list(await citizen.thread()) == []

    async def test_the_same_client_id_twice_is_one_message(self, citizen, database):
        first = await citizen.say("Làm khai sinh cần gì?", "client-1")
        again = await citizen.say("Làm khai sinh cần gì?", "client-1")
        assert again.id == first.id
        assert len(await jobs(database)) == len(await citizen.thread()) == 1

    async def test_the_same_client_id_at_the_same_moment_is_one_message(self, citizen, database):
        messages = await asyncio.gather(*(citizen.say("Làm khai sinh cần gì?", "client-1") for _ in range(8)))
        assert len({message.id for message in messages}) == 1
        assert len(await jobs(database)) == len(await citizen.thread()) == 1

    async def test_the_same_client_id_with_other_words_changes_nothing(self, citizen):
        await citizen.say("Làm khai sinh cần gì?", "client-1")
        assert (await citizen.say("Câu khác", "client-1")).text == "Làm khai sinh cần gì?"

    async def test_the_same_client_id_of_a_stranger_is_a_message_of_its_own(self, citizen, stranger):
        first = await citizen.say("Làm khai sinh cần gì?", "client-1")
        other = await stranger.say("Làm khai sinh cần gì?", "client-1")
        assert other.id != first.id
        assert other.conversation_id == stranger.conversation_id

    async def test_messages_at_the_same_moment_are_numbered_without_a_gap(self, citizen):
        await asyncio.gather(*(citizen.say(f"Câu {number}") for number in range(12)))
        assert [message.seq for message in await citizen.thread()] == list(range(1, 13))

    @pytest.mark.parametrize(("sent", "kept"), KEPT.values(), ids=KEPT.keys())
    async def test_keeps_words_that_only_look_dangerous(self, citizen, sent, kept):
        await citizen.say(sent)
        assert [message.text for message in await citizen.thread()] == [kept]

    @pytest.mark.parametrize("sent", EMPTY.values(), ids=EMPTY.keys())
    async def test_asks_for_words_where_there_are_none(self, citizen, sent):
        with pytest.raises(InputError) as caught:
            await citizen.say(sent)
        assert (caught.value.code, caught.value.message) == ("empty_message", "Bạn chưa nhập nội dung. Mời bạn gõ câu hỏi.")
        assert list(await citizen.thread()) == []

    async def test_says_how_much_too_long_ten_thousand_characters_are(self, citizen, database):
        assert len(TOO_LONG) == 10_000
        with pytest.raises(InputError, match="dài 10000 ký tự, quá giới hạn 2000"):
            await citizen.say(TOO_LONG)
        assert list(await citizen.thread()) == await jobs(database) == []

    async def test_takes_a_message_just_as_long_as_allowed(self, citizen):
        assert len((await citizen.say("đ" * 2000)).text) == 2000

    async def test_counts_a_letter_in_pieces_once(self, citizen):
        assert len((await citizen.say("e\u0302\u0301" * 2000)).text) == 2000


class TestReceiveWhilePeopleHaveTheConversation:
    async def test_what_is_said_to_an_operator_is_looked_at_by_the_worker_too(self, citizen, database, operators):
        """For danger, and for rights over one's own data; the bot answers none of it."""
        await citizen.is_taken_over(operators["an"])
        message = await citizen.say("Alo?")
        assert (message.state, [job["message_id"] for job in await jobs(database)]) == ("with_person", [str(message.id)])
        assert not await citizen.waits()

    async def test_the_wait_for_the_operator_begins_with_the_first_unanswered_line(self, citizen, database, operators, clock):
        await citizen.is_taken_over(operators["an"])
        async with database.session() as session:
            (await ConversationRepository(session).get_locked(citizen.conversation_id)).waiting_since = None
        await citizen.say("Alo?")
        since = (await citizen.conversation()).waiting_since
        assert since is not None
        clock.go_on(minutes=1)
        await citizen.say("Có ai không?")
        assert (await citizen.conversation()).waiting_since == since

    async def test_who_writes_again_in_the_queue_keeps_their_place(self, citizen, clock):
        await citizen.is_queued()
        before = await citizen.conversation()
        clock.go_on(minutes=5)
        await citizen.say("Còn ai không?")
        after = await citizen.conversation()
        unchanged = ("queued_at", "times_queued", "waiting_since", "ownership_number")
        assert [getattr(after, name) for name in unchanged] == [getattr(before, name) for name in unchanged]

    async def test_a_line_in_the_queue_waits_for_the_person_and_not_for_the_bot(self, citizen, handler):
        await citizen.is_queued()
        await handler.handle((await citizen.say("Làm khai sinh cần gì?")).id)
        assert await citizen.states() == ["with_person"]
        assert await citizen.texts(kind=MessageKind.REPLY) == []
        assert not await citizen.waits()

    async def test_a_line_in_the_queue_that_needs_no_bot_is_answered_once(self, citizen, handler, desk):
        await citizen.is_queued()
        desk.answers["0912345678"] = "Đã ghi số."
        message = await citizen.say("0912345678")
        await handler.handle(message.id)
        await handler.handle(message.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Đã ghi số."]
        assert await citizen.states() == ["answered"]

    async def test_with_an_operator_nothing_is_answered_by_the_program(self, citizen, handler, desk, operators):
        await citizen.is_queued()
        desk.answers["0912345678"] = "Đã ghi số."
        message = await citizen.say("0912345678")
        await citizen.is_taken_over(operators["an"])
        await handler.handle(message.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == []


class TestStatus:
    async def test_of_the_bots_conversation_says_so(self, service, citizen):
        assert await service.status(citizen.conversation_id) == Status(Owner.BOT)

    async def test_of_no_conversation_says_the_same(self, service):
        assert await service.status(uuid.uuid4()) == Status(Owner.BOT)

    async def test_in_the_queue_gives_place_and_wait(self, service, citizen, stranger):
        await citizen.is_queued()
        await stranger.is_queued()
        assert await service.status(citizen.conversation_id) == Status(Owner.QUEUE, place=1, expected_wait_seconds=300)
        assert await service.status(stranger.conversation_id) == Status(Owner.QUEUE, place=2, expected_wait_seconds=600)

    async def test_with_an_operator_gives_their_name_and_no_place(self, service, citizen, operators):
        await citizen.is_queued()
        await citizen.is_taken_over(operators["an"])
        assert await service.status(citizen.conversation_id) == Status(Owner.OPERATOR, "An")

    async def test_afterwards_says_the_bot_again(self, service, citizen):
        await citizen.is_queued()
        await citizen.is_handed_back()
        assert await service.status(citizen.conversation_id) == Status(Owner.BOT)


class TestPace:
    @pytest.fixture
    def limits(self):
        return Limits(burst_messages=3, hard_messages_per_minute=6)

    async def test_says_nothing_to_who_writes_at_leisure(self, citizen):
        for number in range(3):
            await citizen.say(f"Câu {number}")
        assert await citizen.texts(kind=MessageKind.NOTICE) == []

    async def test_tells_who_writes_too_fast_once_and_stores_every_message(self, citizen, database):
        for number in range(6):
            await citizen.say(f"Câu {number}")
        [notice] = await citizen.texts(kind=MessageKind.NOTICE)
        assert notice.startswith("Bạn nhắn nhanh quá.")
        assert await citizen.texts(kind=MessageKind.MESSAGE) == [f"Câu {number}" for number in range(6)]
        assert len(await jobs(database)) == 6

    async def test_refuses_beyond_the_hard_limit_and_stores_nothing_then(self, citizen, database):
        for number in range(6):
            await citizen.say(f"Câu {number}")
        with pytest.raises(TooManyMessages) as caught:
            await citizen.say("Câu thừa")
        assert str(caught.value.retry_after) in caught.value.message
        assert "Câu thừa" not in await citizen.texts(kind=MessageKind.MESSAGE)
        assert len(await jobs(database)) == 6

    async def test_beyond_the_hard_limit_a_repeated_message_is_still_known(self, citizen):
        for number in range(6):
            await citizen.say(f"Câu {number}", f"client-{number}")
        assert (await citizen.say("Câu 2", "client-2")).text == "Câu 2"

    async def test_one_citizens_haste_is_not_anothers(self, citizen, stranger):
        for number in range(6):
            await citizen.say(f"Câu {number}")
        await stranger.say("Làm khai sinh cần gì?")
        assert await stranger.texts(kind=MessageKind.NOTICE) == []

    async def test_forgets_after_a_minute(self, citizen, database):
        for number in range(6):
            await citizen.say(f"Câu {number}")
        async with database.session() as session:
            await session.execute(text("UPDATE messages SET created_at = created_at - interval '61 seconds'"))
        await citizen.say("Câu sau")
        assert len(await citizen.texts(kind=MessageKind.NOTICE)) == 1


class TestRead:
    async def test_gives_what_came_after(self, citizen, service):
        for number in range(4):
            await citizen.say(f"Câu {number}")
        history = await service.read(citizen.conversation_id, 2)
        assert [message.seq for message in history.messages] == [3, 4]

    async def test_gives_nothing_of_another_conversation(self, citizen, stranger):
        await citizen.say("Làm khai sinh cần gì?")
        assert list(await stranger.thread()) == []
        assert not await stranger.waits()

    async def test_gives_a_long_thread_in_parts_and_says_that_there_is_more(self, citizen, service, database):
        statement = """
            INSERT INTO messages (id, conversation_id, seq, sender, kind, text)
            SELECT gen_random_uuid(), :id, n, 'bot', 'notice', 'Câu ' || n FROM generate_series(1, 400) n
        """
        async with database.session() as session:
            await session.execute(text(statement), {"id": citizen.conversation_id})
        first = await service.read(citizen.conversation_id, 0)
        second = await service.read(citizen.conversation_id, first.messages[-1].seq)
        seqs = [message.seq for part in (first, second) for message in part.messages]
        assert seqs == list(range(1, 401))
        assert [part.has_more for part in (first, second)] == [True, False]

    async def test_gives_nothing_beyond_any_number(self, citizen, service):
        await citizen.say("Làm khai sinh cần gì?")
        assert list((await service.read(citizen.conversation_id, 2**31 - 1)).messages) == []


class TestReassure:
    async def test_tells_that_the_answer_is_late(self, citizen, service):
        message = await citizen.say("Làm khai sinh cần gì?")
        await service.reassure(message.id)
        [notice] = await citizen.texts(kind=MessageKind.NOTICE)
        assert notice.startswith("Hệ thống đang phản hồi chậm. Câu hỏi của bạn đã được lưu lại")
        assert "1022" in notice

    async def test_tells_once_however_often_it_is_asked_to(self, citizen, service):
        message = await citizen.say("Làm khai sinh cần gì?")
        await asyncio.gather(*(service.reassure(message.id) for _ in range(4)))
        assert len(await citizen.texts(kind=MessageKind.NOTICE)) == 1

    async def test_tells_once_for_several_late_answers(self, citizen, service):
        for number in range(3):
            await service.reassure((await citizen.say(f"Câu {number}")).id)
        assert len(await citizen.texts(kind=MessageKind.NOTICE)) == 1

    async def test_tells_again_when_a_later_question_waits(self, citizen, service, clock):
        await service.reassure((await citizen.say("Câu đầu")).id)
        clock.go_on(seconds=31)
        await service.reassure((await citizen.say("Câu sau")).id)
        assert len(await citizen.texts(kind=MessageKind.NOTICE)) == 2

    async def test_says_nothing_when_the_answer_is_there(self, citizen, service, handler):
        message = await citizen.say("Làm khai sinh cần gì?")
        await handler.handle(message.id)
        await service.reassure(message.id)
        assert await citizen.texts(kind=MessageKind.NOTICE) == []

    async def test_says_nothing_when_the_answer_comes_at_the_same_moment(self, citizen, service, database):
        message = await citizen.say("Làm khai sinh cần gì?")

        async def waits_for_the_conversation():
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            async with database.session() as session:
                return await session.scalar(text(waiting))

        async with database.session() as session:
            repository = ConversationRepository(session)
            await repository.get_locked(citizen.conversation_id)
            reassuring = asyncio.create_task(service.reassure(message.id))
            await until(waits_for_the_conversation)
            await repository.mark(message.id, InboundState.ANSWERED)
        await reassuring
        assert await citizen.texts(kind=MessageKind.NOTICE) == []


class TestListUnanswered:
    async def test_lists_what_has_waited_for_half_a_minute_oldest_first(self, citizen, stranger, service, clock):
        first = await citizen.say("Câu đầu")
        second = await stranger.say("Câu sau")
        assert list(await service.list_unanswered()) == []
        clock.go_on(seconds=31)
        assert [message.id for message in await service.list_unanswered()] == [first.id, second.id]

    async def test_lists_what_needs_a_person_at_once(self, citizen, service, bot, handler):
        bot.handover = HandoverReason.ASKED
        message = await citizen.say("Cho tôi gặp người thật")
        await handler.handle(message.id)
        assert [(each.id, each.state) for each in await service.list_unanswered()] == [(message.id, InboundState.NEEDS_PERSON)]

    async def test_lists_nothing_that_is_answered(self, citizen, service, handler, clock):
        await handler.handle((await citizen.say("Làm khai sinh cần gì?")).id)
        clock.go_on(hours=1)
        assert list(await service.list_unanswered()) == []

    async def test_lists_no_more_than_asked_for(self, citizen, service, clock):
        for number in range(3):
            await citizen.say(f"Câu {number}")
        clock.ahead = timedelta(minutes=1)
        assert [message.text for message in await service.list_unanswered(limit=2)] == ["Câu 0", "Câu 1"]
