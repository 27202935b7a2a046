from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from conversations.bot_pauses import PauseScope
from conversations.handling import MessageHandler
from conversations.limits import Limits
from conversations.models import MessageKind
from conversations.notices import tell
from conversations.ports import HandoverReason, Said
from conversations.repository import ConversationRepository
from core.errors import Unavailable
from tests.bad_inputs import KEPT
from tests.conversations.personas import jobs


class Killed(BaseException):
    """What ends a worker's work at any moment; nothing in the program catches it."""


async def ask(citizen, handler, question):
    message = await citizen.say(question)
    await handler.handle(message.id)
    return message


class TestAnswer:
    async def test_stores_the_bots_reply_under_the_question(self, citizen, handler):
        question = await ask(citizen, handler, "Làm khai sinh cần gì?")
        _, reply = await citizen.thread()
        assert (reply.sender, reply.kind, reply.text) == ("bot", "reply", "Trả lời: Làm khai sinh cần gì?")
        assert reply.in_reply_to == question.id
        assert await citizen.states() == ["answered"]
        assert not await citizen.waits()

    async def test_keeps_for_staff_what_the_bot_did(self, citizen, handler):
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        _, reply = await citizen.thread()
        assert reply.details == {"procedure_codes": ["1.001193"], "behaviour": "answer"}

    async def test_hands_the_next_turn_what_the_last_one_left(self, citizen, handler, bot):
        await ask(citizen, handler, "Câu đầu")
        await ask(citizen, handler, "Câu sau")
        assert [turn.context for turn in bot.turns] == [{}, {"asked": ["Câu đầu"]}]

    async def test_hands_the_bot_nothing_of_another_conversation(self, citizen, stranger, handler, bot):
        await ask(citizen, handler, "Câu đầu")
        await ask(stranger, handler, "Câu khác")
        assert bot.turns[1].context == {}
        assert bot.turns[1].session_id != bot.turns[0].session_id

    async def test_hands_the_bot_the_citizens_words_and_no_more(self, citizen, handler, bot):
        for sent, _ in KEPT.values():
            await ask(citizen, handler, sent)
        kept = [text for _, text in KEPT.values()]
        assert bot.texts == kept
        assert await citizen.texts(kind=MessageKind.REPLY) == [f"Trả lời: {text}" for text in kept]

    async def test_queues_nothing_more(self, citizen, handler, database):
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert len(await jobs(database)) == 1


class TestOnce:
    async def test_handling_again_asks_nothing_and_stores_nothing(self, citizen, handler, bot):
        question = await ask(citizen, handler, "Làm khai sinh cần gì?")
        await handler.handle(question.id)
        assert len(bot.turns) == len(await citizen.texts(kind=MessageKind.REPLY)) == 1

    async def test_two_workers_at_the_same_moment_store_one_reply(self, citizen, handler, bot):
        question = await citizen.say("Làm khai sinh cần gì?")
        both_asked = asyncio.Barrier(2)
        bot.think = lambda _turn: both_asked.wait()
        await asyncio.gather(handler.handle(question.id), handler.handle(question.id))
        assert len(bot.turns) == 2
        assert len(await citizen.texts(kind=MessageKind.REPLY)) == 1
        assert (await citizen.conversation()).session_turns == 1

    async def test_killed_between_the_bots_reply_and_the_storing_the_next_try_stores_it_once(self, citizen, handler, bot):
        question = await citizen.say("Làm khai sinh cần gì?")

        async def die(_turn):
            bot.think = None
            raise Killed

        bot.think = die
        with pytest.raises(Killed):
            await handler.handle(question.id)
        assert await citizen.waits()
        await handler.handle(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]

    async def test_a_message_sent_twice_is_answered_once(self, citizen, handler):
        first = await citizen.say("Làm khai sinh cần gì?", "client-1")
        await handler.handle(first.id)
        again = await citizen.say("Làm khai sinh cần gì?", "client-1")
        await handler.handle(again.id)
        assert len(await citizen.texts(kind=MessageKind.REPLY)) == 1


class TestOwner:
    async def test_the_bot_is_silent_while_the_citizen_waits_for_a_person(self, citizen, handler, bot):
        question = await citizen.say("Làm khai sinh cần gì?")
        await citizen.is_queued()
        await handler.handle(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == []
        assert await citizen.states() == ["with_person"]

    async def test_the_bots_reply_is_dropped_when_a_person_took_over_meanwhile(self, citizen, handler, bot, operators):
        bot.think = lambda _turn: citizen.is_taken_over(operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert len(bot.turns) == 1
        assert await citizen.texts(kind=MessageKind.REPLY) == []
        assert await citizen.states() == ["with_person"]
        assert (await citizen.conversation()).dialogue_context == {}

    async def test_the_bots_reply_is_dropped_even_if_the_conversation_is_its_own_again(self, citizen, handler, bot, operators):
        async def come_and_go(_turn):
            await citizen.is_taken_over(operators["an"])
            await citizen.is_handed_back()

        bot.think = come_and_go
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert await citizen.texts(kind=MessageKind.REPLY) == []
        assert not await citizen.waits()

    async def test_nothing_is_said_of_giving_up_when_a_person_took_over_meanwhile(self, citizen, handler, bot, clock, operators):
        async def lose_it(_turn):
            await citizen.is_taken_over(operators["an"])
            clock.go_on(minutes=11)

        bot.think = lose_it
        bot.go_away()
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert await citizen.texts(kind=MessageKind.REPLY) == []


class TestHandOver:
    @pytest.mark.parametrize("reason", [HandoverReason.ASKED, HandoverReason.NOT_UNDERSTOOD, HandoverReason.UNSURE])
    async def test_the_desks_words_take_the_place_of_the_bots(self, citizen, handler, bot, desk, reason):
        bot.handover = reason
        await ask(citizen, handler, "Cho tôi gặp người thật")
        assert desk.taken == [reason]
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Đã chuyển cho tổng đài viên."]
        assert await citizen.states() == ["needs_person"]

    @pytest.mark.parametrize("reason", [HandoverReason.COMPLAINT_OFFICIAL, HandoverReason.REPORTED])
    async def test_where_the_bot_says_more_both_are_said(self, citizen, handler, bot, reason):
        bot.handover, bot.behaviour = reason, "refer"
        await ask(citizen, handler, "Cán bộ xã quát tôi")
        _, reply = await citizen.thread()
        assert reply.text == "Trả lời: Cán bộ xã quát tôi\n\nĐã chuyển cho tổng đài viên."
        assert (reply.details["behaviour"], reply.details["handover"]) == ("refer", reason)

    async def test_the_bot_is_silent_after_it_and_begins_afresh_when_handed_back(self, citizen, handler, bot, desk):
        await ask(citizen, handler, "Câu đầu")
        desk.is_attended, bot.handover = True, HandoverReason.ASKED
        await ask(citizen, handler, "Gặp người thật")
        bot.handover = None
        await ask(citizen, handler, "Alo?")
        assert "Trả lời: Alo?" not in await citizen.texts(kind=MessageKind.REPLY)
        await citizen.is_handed_back()
        await ask(citizen, handler, "Câu sau")
        assert bot.turns[-1].context == {}
        assert bot.turns[-1].session_id != bot.turns[0].session_id

    async def test_with_nobody_there_the_bot_goes_on_answering(self, citizen, handler, bot):
        bot.handover = HandoverReason.ASKED
        await ask(citizen, handler, "Gặp người thật")
        bot.handover = None
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert (await citizen.texts(kind=MessageKind.REPLY))[-1] == "Trả lời: Làm khai sinh cần gì?"

    async def test_an_evaluation_is_no_work_for_people(self, service, handler, bot, desk):
        bot.handover = HandoverReason.ASKED
        trial = await service.open("webchat", is_trial=True)
        question = await service.receive(trial.conversation_id, "evaluation-1", "Gặp người thật")
        await handler.handle(question.id)
        assert desk.taken == []
        history = await service.read(trial.conversation_id, 0)
        assert [message.text for message in history.messages][-1] == "Trả lời: Gặp người thật"

    async def test_what_needs_no_bot_is_answered_by_the_desk(self, citizen, handler, bot, desk):
        desk.answers["0912345678"] = "Đã ghi số điện thoại."
        await ask(citizen, handler, "0912345678")
        assert bot.turns == []
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Đã ghi số điện thoại."]
        assert await citizen.states() == ["answered"]


class TestTypedNumber:
    """Where a channel shows no buttons."""

    @pytest.fixture
    async def asked(self, citizen, database):
        """The program has put two options to the citizen."""
        options = [{"label": label, "value": label} for label in ("Hài lòng", "Không hài lòng")]
        async with database.session() as session:
            repository = ConversationRepository(session)
            await tell(repository, await repository.get_locked(citizen.conversation_id), Said("Bạn hài lòng không?", options))

    async def test_is_to_the_desk_what_pressing_the_button_is(self, citizen, handler, desk, bot, asked):
        desk.answers["Không hài lòng"] = "Xin lỗi."
        await ask(citizen, handler, "số 2")
        assert (await citizen.texts(kind=MessageKind.REPLY), bot.turns) == (["Xin lỗi."], [])

    async def test_is_to_the_bot_what_pressing_the_button_is_and_stays_in_the_thread_as_typed(self, citizen, handler, bot, asked):
        await ask(citizen, handler, "1")
        assert bot.texts == ["Hài lòng"]
        assert [message.text for message in await citizen.thread() if message.sender == "citizen"] == ["1"]

    async def test_is_understood_by_whoever_waits_in_the_queue_too(self, citizen, handler, desk, asked):
        await citizen.is_queued()
        desk.answers["Hài lòng"] = "Máy lại trả lời."
        await ask(citizen, handler, "cái thứ nhất")
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Máy lại trả lời."]

    async def test_after_the_bot_has_spoken_is_for_the_bot(self, citizen, handler, bot, asked):
        await ask(citizen, handler, "Làm khai sinh?")
        await ask(citizen, handler, "2")
        assert bot.texts[-1] == "2"


class TestDanger:
    """Whoever writes that the house burns is told the number, whoever has the conversation meanwhile."""

    async def test_is_answered_in_the_queue(self, citizen, handler, bot, desk):
        await citizen.is_queued()
        bot.behaviour = "emergency"
        await ask(citizen, handler, "cháy nhà cứu với")
        _, reply = await citizen.thread()
        assert (reply.sender, reply.text, reply.details["behaviour"]) == ("system", "Trả lời: cháy nhà cứu với", "emergency")
        assert reply.blocks == [{"kind": "paragraph", "text": "Trả lời: cháy nhà cứu với"}]
        assert (await citizen.conversation()).owner == "queue"
        assert desk.alarms == 1

    async def test_is_answered_while_an_operator_has_the_conversation(self, citizen, handler, bot, desk, operators):
        await citizen.is_taken_over(operators["an"])
        bot.behaviour = "emergency"
        await ask(citizen, handler, "cháy nhà cứu với")
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: cháy nhà cứu với"]
        assert ((await citizen.conversation()).owner, desk.alarms) == ("operator", 1)

    async def test_and_nothing_else_is_answered_then(self, citizen, handler, bot, desk, operators):
        await citizen.is_taken_over(operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert (await citizen.texts(kind=MessageKind.REPLY), desk.taken, desk.alarms) == ([], [], 0)

    async def test_rights_over_ones_own_data_wait_for_no_operator(self, citizen, handler, desk, operators):
        await citizen.is_taken_over(operators["an"])
        desk.answers_beside_operator["xóa dữ liệu của tôi"] = "Bạn xác nhận?"
        await ask(citizen, handler, "xóa dữ liệu của tôi")
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Bạn xác nhận?"]

    async def test_is_answered_while_the_bot_is_paused(self, citizen, handler, bot, desk, pauses, operators):
        await pauses.start(PauseScope.ALL, "", "Sự cố dữ liệu", operators["an"])
        bot.behaviour = "emergency"
        await ask(citizen, handler, "cháy nhà cứu với")
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: cháy nhà cứu với"]
        assert desk.taken == []

    async def test_of_whoever_speaks_of_dying_brings_a_person_at_once(self, citizen, handler, bot, desk):
        desk.is_attended, bot.behaviour, bot.handover = True, "emergency", HandoverReason.DISTRESS
        await ask(citizen, handler, "tôi không thiết sống nữa")
        _, reply = await citizen.thread()
        assert reply.text == "Trả lời: tôi không thiết sống nữa\n\nĐã chuyển cho tổng đài viên."
        assert (reply.details["behaviour"], desk.taken) == ("emergency", [HandoverReason.DISTRESS])
        assert (await citizen.conversation()).owner == "queue"

    async def test_of_whoever_speaks_of_dying_with_nobody_there_leaves_the_numbers_alone(self, citizen, handler, bot, desk):
        bot.behaviour, bot.handover = "emergency", HandoverReason.DISTRESS
        await ask(citizen, handler, "tôi không thiết sống nữa")
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: tôi không thiết sống nữa"]
        assert (desk.taken, await citizen.states()) == ([], ["needs_person"])

    async def test_leaves_the_dialogue_as_it_was(self, citizen, handler, bot):
        await ask(citizen, handler, "Câu đầu")
        await citizen.is_queued()
        bot.behaviour = "emergency"
        await ask(citizen, handler, "cháy nhà cứu với")
        assert bot.turns[-1].context == {}
        assert (await citizen.conversation()).dialogue_context == {"asked": ["Câu đầu"]}


class TestBotPaused:
    async def test_everything_goes_to_people_and_nothing_of_the_bots_is_said(self, citizen, handler, bot, desk, pauses, operators):
        await pauses.start(PauseScope.ALL, "", "Sự cố dữ liệu", operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert desk.taken == [HandoverReason.BOT_PAUSED]
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Đã chuyển cho tổng đài viên."]

    async def test_goes_to_people_also_while_the_bot_is_away(self, citizen, handler, bot, desk, pauses, operators):
        await pauses.start(PauseScope.ALL, "", "Sự cố dữ liệu", operators["an"])
        bot.go_away()
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert desk.taken == [HandoverReason.BOT_PAUSED]

    async def test_a_paused_procedure_is_not_answered_and_others_are(self, citizen, handler, bot, desk, pauses, operators):
        await pauses.start(PauseScope.PROCEDURE, "1.001193", "Lệ phí đang sửa", operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert desk.taken == [HandoverReason.BOT_PAUSED]
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Đã chuyển cho tổng đài viên."]

    async def test_a_paused_sector_is_not_answered(self, citizen, handler, bot, desk, pauses, operators):
        bot.sectors = ["Hộ tịch"]
        await pauses.start(PauseScope.SECTOR, "Hộ tịch", "Nghị định mới", operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert desk.taken == [HandoverReason.BOT_PAUSED]

    async def test_the_bot_answers_again_when_the_pause_has_ended(self, citizen, handler, desk, pauses, operators):
        pause = await pauses.start(PauseScope.ALL, "", "Sự cố dữ liệu", operators["an"])
        await pauses.end(pause.id, operators["an"])
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert desk.taken == []
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]


class TestBotAway:
    async def test_the_queue_is_asked_to_try_again(self, citizen, handler, bot):
        bot.go_away()
        with pytest.raises(Unavailable):
            await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert await citizen.waits()
        assert len(await citizen.thread()) == 1

    async def test_the_question_is_answered_once_when_it_is_back(self, citizen, handler, bot):
        question = await citizen.say("Làm khai sinh cần gì?")
        bot.go_away()
        for _ in range(3):
            with pytest.raises(Unavailable):
                await handler.handle(question.id)
        bot.come_back()
        await handler.handle(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]

    async def test_an_old_question_is_answered_too_when_it_is_back(self, citizen, handler, clock):
        question = await citizen.say("Làm khai sinh cần gì?")
        clock.go_on(hours=5)
        await handler.handle(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]

    async def test_other_conversations_are_not_touched(self, citizen, stranger, handler, bot):
        await stranger.say("Câu khác")
        bot.go_away()
        with pytest.raises(Unavailable):
            await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert await stranger.states() == ["received"]


class TestGiveUp:
    @pytest.fixture
    async def given_up(self, citizen, handler, bot, clock):
        question = await citizen.say("Làm khai sinh cần gì?")
        clock.go_on(minutes=10)
        bot.go_away()
        await handler.handle(question.id)
        return question

    async def test_the_question_goes_to_a_person_and_the_citizen_is_told(self, citizen, given_up):
        _, reply = await citizen.thread()
        assert (reply.sender, reply.kind, reply.in_reply_to) == ("system", "reply", given_up.id)
        assert reply.text == "Đã chuyển cho tổng đài viên."
        assert await citizen.states() == ["needs_person"]
        assert not await citizen.waits()

    async def test_it_stands_among_the_unanswered(self, service, given_up):
        assert [message.id for message in await service.list_unanswered()] == [given_up.id]

    async def test_it_is_told_once(self, citizen, handler, given_up):
        await handler.handle(given_up.id)
        assert len(await citizen.texts(kind=MessageKind.REPLY)) == 1

    async def test_the_bot_does_not_answer_it_as_well_when_it_is_back(self, citizen, handler, bot, given_up):
        bot.come_back()
        await handler.handle(given_up.id)
        assert len(await citizen.texts(kind=MessageKind.REPLY)) == 1
        assert await citizen.states() == ["needs_person"]

    async def test_the_next_question_is_answered_when_the_bot_is_back(self, citizen, handler, bot, given_up):
        bot.come_back()
        await ask(citizen, handler, "Câu sau")
        assert await citizen.states() == ["needs_person", "answered"]

    async def test_not_before_its_time(self, citizen, handler, bot, clock):
        question = await citizen.say("Làm khai sinh cần gì?")
        clock.go_on(minutes=9, seconds=50)
        bot.go_away()
        with pytest.raises(Unavailable):
            await handler.handle(question.id)
        assert await citizen.states() == ["received"]

    async def test_a_question_that_another_worker_answered_meanwhile_stays_answered(self, citizen, handler, bot, clock):
        question = await citizen.say("Làm khai sinh cần gì?")

        async def come_too_late(_turn):
            bot.think = None
            await handler.handle(question.id)
            clock.go_on(minutes=11)
            bot.go_away()

        bot.think = come_too_late
        await handler.handle(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]
        assert await citizen.states() == ["answered"]


class TestSession:
    @pytest.fixture
    def limits(self):
        return Limits(session_turns=2)

    async def test_the_bot_gets_a_new_session_after_its_turns_and_keeps_the_context(self, citizen, handler, bot):
        for number in range(5):
            await ask(citizen, handler, f"Câu {number}")
        first, second, third = (f"{citizen.conversation_id}.{number}" for number in (1, 2, 3))
        assert [turn.session_id for turn in bot.turns] == [first, first, second, second, third]
        assert bot.turns[-1].context == {"asked": [f"Câu {number}" for number in range(4)]}

    async def test_tries_that_brought_no_answer_do_not_count(self, citizen, handler, bot):
        question = await citizen.say("Làm khai sinh cần gì?")
        bot.go_away()
        for _ in range(4):
            with pytest.raises(Unavailable):
                await handler.handle(question.id)
        assert {turn.session_id for turn in bot.turns} == {f"{citizen.conversation_id}.1"}


class TestGiveUpAtOnce:
    async def test_a_question_that_the_bot_breaks_on_goes_to_a_person_once(self, citizen, handler, service):
        question = await citizen.say("Làm khai sinh cần gì?")
        await handler.hand_to_person(question.id)
        await handler.hand_to_person(question.id)
        assert len(await citizen.texts(kind=MessageKind.REPLY)) == 1
        assert [message.id for message in await service.list_unanswered()] == [question.id]

    async def test_a_question_of_an_evaluation_is_no_work_for_people(self, handler, service, desk):
        trial = await service.open("webchat", is_trial=True)
        question = await service.receive(trial.conversation_id, "evaluation-1", "Làm khai sinh cần gì?")
        await handler.hand_to_person(question.id)
        assert await service.list_unanswered() == []
        assert desk.taken == []

    async def test_of_what_goes_to_a_person_in_the_moment_it_is_stored_the_bot_is_never_asked(
        self, citizen, service, handler, desk, bot, database
    ):
        async with database.session() as session:
            line = await service.receive_in(session, citizen.conversation_id, "call-1", "Gặp tổng đài viên")
            await handler.hand_to_person_in(session, line.id, HandoverReason.ASKED)
        await handler.handle(line.id)
        assert (desk.taken, bot.turns) == ([HandoverReason.ASKED], [])

    async def test_an_answered_question_stays_answered(self, citizen, handler):
        question = await ask(citizen, handler, "Làm khai sinh cần gì?")
        await handler.hand_to_person(question.id)
        assert await citizen.states() == ["answered"]


class TestSlowBot:
    async def test_no_database_connection_waits_with_it(self, database, citizen, bot, desk, pauses, clock):
        """Else a few slow answers would stop everybody's messages from being stored."""
        handler = MessageHandler(database, bot, desk, pauses, Limits(give_up=timedelta(minutes=10)), clock=clock)
        held = []

        async def look(_turn):
            held.append(database.engine.pool.checkedout())

        bot.think = look
        await ask(citizen, handler, "Làm khai sinh cần gì?")
        assert held == [0]
