"""A caller and people: waiting, called back, an operator who writes, joins, passes on and hangs up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.wiring.words import words_of
from conversations.calls.models import Ending
from conversations.models import Owner
from conversations.notices import tell
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import utc_now
from tests.channels.phone.calling.office import Office
from tests.channels.phone.calling.stage import Line
from tickets import tracking_codes
from tickets.citizen_lines import rating_request
from tickets.models import Ticket

QUESTION = "làm giấy khai sinh cần giấy tờ gì"


@pytest.fixture
async def office(database):
    office = Office(database)
    await office.open()
    return office


@pytest.fixture
async def closed_office(office):
    await office.close()
    return office


async def ticket(database):
    async with database.session() as session:
        [found] = (await session.scalars(select(Ticket))).all()
        return found


async def ask_person(caller):
    await caller.listens()
    await caller.presses("0")


async def wait_in_queue(caller):
    await ask_person(caller)
    await caller.hears("Bạn là người tiếp theo")
    assert caller.state == "queued"


async def be_claimed(hotline, office, caller):
    await wait_in_queue(caller)
    conversation_id = (await hotline.row()).conversation_id
    await office.claims(conversation_id)
    await caller.hears("đã nhận cuộc gọi")
    return conversation_id


class TestWaiting:
    async def test_place_and_wait_are_told_every_half_minute(self, hotline, office):
        async with hotline.call() as caller:
            await wait_in_queue(caller)
            await caller.listens()
            before = len(caller.lines)
            await caller.is_silent(64_000)
            assert sum("Xin giữ máy." in line for line in caller.lines[before:]) == 2

    async def test_whoever_waits_no_longer_is_called_back(self, hotline, office, database):
        async with hotline.call() as caller:
            await wait_in_queue(caller)
            await caller.presses("1")
            await caller.hears("đuôi 678")
            await caller.presses("1")
            await caller.hears("Tôi đã ghi số 0912345678")
            await caller.hears("Mã tra cứu của bạn là")
            await caller.listens()
            assert caller.state == "listening"
        kept = await ticket(database)
        assert f"Mã tra cứu của bạn là {tracking_codes.shown(kept.tracking_code)}." in caller.lines
        assert any("không chín một hai, ba bốn năm, sáu bảy tám" in text for text, _ in hotline.voice.spoken)
        assert (kept.kind, kept.citizen_phone, kept.asks_phone) == ("callback", "0912345678", False)
        assert (await hotline.conversation()).owner == Owner.BOT
        assert "Người gọi không chờ nữa, xin được gọi lại." in [message.text for message in await hotline.thread()]

    async def test_noise_while_waiting_says_nothing(self, hotline, office):
        async with hotline.call() as caller:
            await wait_in_queue(caller)
            await caller.listens()
            before = len(caller.lines)
            await caller.makes_noise()
            assert caller.lines[before:] == []

    async def test_hung_up_in_the_queue_the_caller_is_called_back(self, hotline, office, database):
        async with hotline.call() as caller:
            await wait_in_queue(caller)
        kept = await ticket(database)
        assert (kept.kind, kept.citizen_phone) == ("callback", "0912345678")
        row = await hotline.row()
        assert (row.was_handed_over, row.ending, row.details["left"]) == (True, "caller", "waiting")


class TestNobodyThere:
    async def test_the_number_they_call_from_is_offered_and_confirmed_by_voice(self, hotline, closed_office, database):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("chưa có tổng đài viên nào rảnh")
            await caller.listens()
            await caller.says("đúng rồi")
            await caller.hears("Tôi đã ghi số")
        kept = await ticket(database)
        assert (kept.kind, kept.citizen_phone, kept.handover_reason) == ("callback", "0912345678", "asked")

    @pytest.mark.parametrize("how", ["keys", "voice"])
    async def test_another_number_is_keyed_in_or_said_and_read_back(self, hotline, closed_office, database, how):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("đuôi 678")
            await caller.presses("2")
            await caller.hears("Bạn bấm số điện thoại")
            if how == "keys":
                await caller.presses(*"0987654321#")
            else:
                await caller.says("0987 654 321")
            await caller.hears("Số của bạn là 0987654321.")
            assert caller.state == "number"
            await caller.presses("1")
            await caller.hears("Tôi đã ghi số")
        assert (await ticket(database)).citizen_phone == "0987654321"

    async def test_another_number_is_keyed_in_right_away_where_their_own_is_offered(self, hotline, closed_office, database):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("số khác thì bấm luôn số đó")
            await caller.listens()
            await caller.presses(*"0903111222#")
            await caller.hears("Số của bạn là 0903111222")
            await caller.presses("1")
            await caller.hears("Tôi đã ghi số 0903111222")
        assert (await ticket(database)).citizen_phone == "0903111222"
        assert [message.text for message in await hotline.thread() if message.sender == "citizen"] == ["Gặp tổng đài viên"]

    async def test_a_number_that_was_read_back_wrong_is_keyed_in_again_right_away(self, hotline, closed_office, database):
        async with hotline.call(caller="") as caller:
            await ask_person(caller)
            await caller.hears("Bạn bấm số điện thoại")
            await caller.presses(*"0987654321#")
            await caller.hears("0987654321")
            await caller.presses(*"0903111222#")
            await caller.hears("0903111222")
            await caller.presses("1")
            await caller.hears("Tôi đã ghi số")
        assert (await ticket(database)).citizen_phone == "0903111222"

    async def test_a_zero_and_nothing_more_where_their_own_is_offered_is_a_person(self, hotline, closed_office):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("đuôi 678")
            await caller.listens()
            await caller.presses("0")
            await caller.is_silent(3000)
            assert caller.state == "number"
            await caller.is_silent(1200)
            await caller.until(lambda: sum("đuôi 678" in line for line in caller.lines) == 2)

    async def test_zero_pressed_again_while_a_person_is_fetched_is_one_wish(self, hotline, closed_office):
        async with hotline.call() as caller:
            await caller.listens()
            for _ in range(12):
                if caller.state == "number":
                    break
                await caller.presses("0")
            await caller.hears("đuôi 678")
        assert [message.text for message in await hotline.thread() if message.sender == "citizen"] == ["Gặp tổng đài viên"]

    async def test_a_withheld_number_is_asked_for_and_a_wrong_one_refused_thrice(self, hotline, closed_office, database):
        async with hotline.call(caller="") as caller:
            await ask_person(caller)
            await caller.hears("Bạn bấm số điện thoại")
            for _ in range(3):
                await caller.presses(*"0123#")
            await caller.hears("Tôi chưa nhận được số.")
        kept = await ticket(database)
        assert (kept.kind, kept.citizen_phone, kept.asks_phone) == ("callback", "", True)

    async def test_a_zero_and_nothing_more_is_no_number(self, hotline, closed_office):
        async with hotline.call(caller="") as caller:
            await ask_person(caller)
            await caller.hears("Bạn bấm số điện thoại")
            await caller.presses("0")
            await caller.is_silent(4200)
            await caller.until(lambda: sum("phiếu" in line for line in caller.lines) == 2)

    async def test_keys_without_their_end_are_taken_after_a_while(self, hotline, closed_office):
        async with hotline.call(caller="") as caller:
            await ask_person(caller)
            await caller.hears("Bạn bấm số điện thoại")
            await caller.presses(*"0987654321")
            await caller.is_silent(4200)
            await caller.hears("Số của bạn là 0987654321.")

    async def test_silence_keeps_the_ticket(self, hotline, closed_office, database):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("đuôi 678")
            await caller.listens()
            await caller.is_silent(20_000)
            await caller.hears("Tôi chưa nhận được số. Yêu cầu của bạn vẫn được giữ.")
        # Hung up: then the number that the line announced is better than none.
        assert (await ticket(database)).citizen_phone == "0912345678"


class TestJustLeft:
    async def test_whoever_stood_in_the_queue_hears_what_became_of_the_operators(self, hotline, office):
        async with hotline.call() as caller:
            await wait_in_queue(caller)
            await office.hands_back((await hotline.row()).conversation_id)
            await caller.hears("Trợ lý tự động lại nghe bạn.")
            await office.close()
            await ask_person(caller)
            await caller.hears("Tổng đài viên vừa rời máy")


class TestOutOfHours:
    @pytest.fixture
    def is_office_hours(self):
        return False

    async def test_it_is_the_hour_and_not_the_people(self, hotline, closed_office):
        async with hotline.call() as caller:
            await ask_person(caller)
            await caller.hears("Bây giờ ngoài giờ làm việc của tổng đài viên.")
            assert not any("chưa có tổng đài viên nào rảnh" in line for line in caller.lines)


class TestOperator:
    async def test_what_they_write_is_spoken_and_what_the_caller_says_is_written(self, hotline, office):
        async with hotline.call() as caller:
            conversation_id = await be_claimed(hotline, office, caller)
            await caller.says("tôi hỏi chuyện đất đai")
            await office.writes(conversation_id, "Chào bác, bác cho xin địa chỉ.")
            await caller.listens()
            await caller.hears("Chào bác, bác cho xin địa chỉ.")
        texts = [message.text for message in await hotline.thread()]
        assert "tôi hỏi chuyện đất đai" in texts
        row = await hotline.row()
        assert (row.operator_id, row.was_handed_over) == (office.operator_id, True)

    async def test_on_the_line_sound_goes_both_ways_and_the_bot_is_silent(self, hotline, office):
        async with hotline.call() as caller:
            conversation_id = await be_claimed(hotline, office, caller)
            theirs = Line()
            joining = hotline.aside(hotline.calls.join((await hotline.row()).id, theirs))
            await caller.is_in("joined")
            assert not caller.line.unplayed
            before = len(caller.lines), theirs.played_bytes
            await theirs.give(b"\x05" * 320)
            assert bytes(caller.line.unplayed) == b"\x05" * 320
            await caller.says("xin nhắc lại", then_silent_ms=0)
            assert theirs.played_bytes - before[1] == 600 // 20 * 320
            await office.writes(conversation_id, "Ghi chú")
            await caller.is_silent(200)
            assert caller.lines[before[0] :] == []
            await theirs.hang_up()
            await joining
            await caller.hears("Tổng đài viên tạm rời máy")
            assert caller.state == "with_operator"

    @pytest.mark.parametrize("ended_by", ["caller", "operator"])
    async def test_a_talk_is_recorded_though_the_greeting_was_cut_short(self, hotline, office, ended_by):
        async with hotline.call() as caller:
            await caller.is_silent(100)
            await caller.presses("0")
            await caller.hears("Bạn là người tiếp theo")
            # Cut short again: it is said whole at the latest when somebody is on the line.
            await caller.presses("0")
            call_id = (await hotline.row()).id
            await office.claims(call_id)
            await caller.hears("đã nhận cuộc gọi")
            assert hotline.tapes.begun == {}
            theirs = Line()
            joining = hotline.aside(hotline.calls.join(call_id, theirs))
            await caller.is_in("joined")
            await caller.until(lambda: caller.line.unplayed)
            await theirs.give(b"\x05" * 320)
            assert b"\x05" not in caller.line.unplayed
            await caller.listens()
            await caller.until(lambda: hotline.tapes.begun)
            await caller.is_silent(200)
            await (caller.hangs_up() if ended_by == "caller" else hotline.calls.hang_up(call_id))
            await joining
        tape = hotline.tapes.only
        assert (tape.is_closed, tape.is_discarded, tape.callers > 0, tape.callers) == (True, False, True, tape.others)
        assert (await hotline.row()).ending == ended_by

    async def test_refused_while_somebody_is_on_the_line_it_never_begins(self, hotline, office):
        async with hotline.call() as caller:
            await caller.is_silent(100)
            await caller.presses("0")
            await caller.hears("Bạn là người tiếp theo")
            call_id = (await hotline.row()).id
            await office.claims(call_id)
            await caller.hears("đã nhận cuộc gọi")
            joining = hotline.aside(hotline.calls.join(call_id, Line()))
            await caller.is_in("joined")
            await caller.presses("8")
            await caller.listens()
            await caller.is_silent(1000)
            assert hotline.tapes.begun == {}
            await caller.hangs_up()
            await joining
        assert (await hotline.row()).details["recording"] == "refused"

    async def test_hung_up_by_the_operator(self, hotline, office):
        async with hotline.call() as caller:
            await be_claimed(hotline, office, caller)
            await hotline.calls.hang_up((await hotline.row()).id)
            await caller.until(lambda: caller.line.is_hung_up)
        assert (await hotline.row()).ending == "operator"

    async def test_passed_on_to_a_telephone(self, hotline, office):
        async with hotline.call() as caller:
            await be_claimed(hotline, office, caller)
            assert await hotline.calls.transfer((await hotline.row()).id, "sip:101@127.0.0.1")
            await caller.until(lambda: caller.line.is_hung_up)
        assert caller.line.transfers == ["sip:101@127.0.0.1"]
        assert (await hotline.row()).ending == "transferred"
        notes = [message.text for message in await hotline.thread()]
        assert "Cuộc gọi đã chuyển sang máy lẻ 101." in notes
        assert "Người gọi đã gác máy." not in notes

    async def test_hung_up_after_a_transfer_that_failed_it_was_hung_up(self, hotline, office):
        async with hotline.call() as caller:
            await be_claimed(hotline, office, caller)
            caller.line.takes_transfers = False
            await hotline.calls.transfer((await hotline.row()).id, "sip:101@127.0.0.1")
        notes = [message.text for message in await hotline.thread()]
        assert "Người gọi đã gác máy." in notes
        assert not any("máy lẻ" in note for note in notes)

    async def test_taken_away_before_the_answer_came_it_was_transferred_all_the_same(self, hotline, office):
        async with hotline.call() as caller:
            await be_claimed(hotline, office, caller)
            caller.line.takes_transfers = False
            await hotline.calls.transfer((await hotline.row()).id, "sip:102@127.0.0.1")
            caller.line.ending = Ending.TRANSFERRED
        assert "Cuộc gọi đã chuyển sang máy lẻ 102." in [message.text for message in await hotline.thread()]

    async def test_a_telephone_that_nobody_takes_up_leaves_the_caller_here(self, hotline, office):
        async with hotline.call() as caller:
            await be_claimed(hotline, office, caller)
            caller.line.takes_transfers = False
            assert not await hotline.calls.transfer((await hotline.row()).id, "sip:101@127.0.0.1")
            await caller.hears("Máy bên kia chưa nhấc.")
            assert caller.state == "with_operator"

    async def test_released_it_waits_again_and_given_back_the_bot_listens(self, hotline, office):
        async with hotline.call() as caller:
            conversation_id = await be_claimed(hotline, office, caller)
            await office.releases(conversation_id)
            await caller.is_in("queued")
            await office.claims(conversation_id)
            await caller.is_in("with_operator")
            await office.hands_back(conversation_id)
            await caller.hears("Trợ lý tự động lại nghe bạn.")
            await caller.listens()
            await caller.says(QUESTION)
            await caller.hears(f"Trả lời: {QUESTION}")

    async def test_wrapped_up_the_caller_rates_with_a_key(self, hotline, office, database, settings):
        async with hotline.call() as caller:
            conversation_id = await be_claimed(hotline, office, caller)
            await caller.listens()
            rated = await ticket(database)
            async with database.session() as session:
                repository = ConversationRepository(session)
                conversation = await repository.get_locked(conversation_id)
                await change_owner(repository, conversation, Change(Move.HAND_BACK, PROGRAM), utc_now())
                words = words_of(settings, "tickets/handover_words.yml")
                await tell(repository, conversation, rating_request(words, rated))
            await caller.hears("2 – Không hài lòng")
            assert caller.state == "speaking"
            await caller.presses("5")
            await caller.is_in("thinking")
        assert [message.text for message in await hotline.thread() if message.sender == "citizen"][-1] == "5 – Rất hài lòng"

    async def test_of_a_call_that_is_over_nothing_is_done(self, hotline, office):
        async with hotline.call() as caller:
            await caller.hears("xin nghe")
        call_id = (await hotline.row()).id
        await hotline.calls.join(call_id, Line())
        await hotline.calls.hang_up(call_id)
        assert not await hotline.calls.transfer(call_id, "sip:101@127.0.0.1")
