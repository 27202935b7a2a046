from __future__ import annotations

import asyncio

import psycopg
import pytest
from sqlalchemy import text

from app.wiring.words import words_of
from conversations.ownership import PROGRAM, By, Change, Move
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.db import libpq_url
from desk.operators.alerts import Alert, send_alert
from staff.duty import set_duty
from staff.models import DutyState, Role
from staff.notices import NoticeKind
from tests.desk.operators.office import Office
from tests.desk.personas import add_member
from tests.tickets.chatting import Chat
from tickets.repository import TicketRepository

LISTENERS = "datname = current_database() AND application_name = 'listener'"


@pytest.fixture
def new_office(database, database_url, settings):
    return lambda: Office(database, database_url, words_of(settings, "desk/operators/alerts.yml"))


@pytest.fixture
async def office(new_office):
    """Open, with one operator's desk (`office.lan`) that has loaded its board."""
    made = new_office()
    made.lan = made.sit()
    async with made.opened():
        await made.lan.hears("hello")
        yield made


@pytest.fixture
def arrive(database):
    async def arrive(**values):
        return await Chat.begin(database, utc_now, **values)

    return arrive


@pytest.fixture
async def chat(arrive):
    return await arrive()


@pytest.fixture
def all_told(arrive):
    """Whatever was to be told is told once a later citizen is heard of; gives that citizen's conversation."""

    async def all_told(*seats):
        marker = await arrive()
        await marker.waits_in_queue()
        for seat in seats:
            await seat.hears("row", id=str(marker.id))
            await seat.hears("staff")  # ends what is told at a time
        return marker

    return all_told


def cut(database_url):
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        return connection.execute(f"SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE {LISTENERS}").rowcount


class TestRows:
    async def test_a_message_is_on_the_desk_within_a_second(self, office, chat):
        await chat.waits_in_queue()
        await office.lan.hears("row", id=str(chat.id))
        await chat.citizen_says("Còn ai không?")
        row = await office.lan.hears("row", within=1, id=str(chat.id), preview="Còn ai không?")
        assert (row["owner"], row["last_sender"]) == ("queue", "citizen")

    async def test_every_desk_is_told(self, office, chat, all_told):
        hoa = office.sit()
        await chat.waits_in_queue()
        for seat in (office.lan, hoa):
            assert (await seat.hears("row"))["id"] == str(chat.id)

    async def test_a_burst_in_one_conversation_goes_out_together_with_its_last_state(self, office, chat, all_told):
        await chat.waits_in_queue()
        await asyncio.gather(*(chat.citizen_says(f"Câu {number}") for number in range(10)))
        await all_told(office.lan)
        rows = [row for row in office.lan.told("row") if row["id"] == str(chat.id)]
        assert rows[-1]["last_seq"] == 10
        assert len(rows) <= 11

    @pytest.mark.parametrize("is_trial", [False, True])
    async def test_the_bots_conversations_are_nobodys_business(self, office, arrive, all_told, is_trial):
        with_bot = await arrive(is_trial=is_trial)
        await with_bot.citizen_says("Làm khai sinh cần gì?")
        marker = await all_told(office.lan)
        assert {row["id"] for row in office.lan.told("row")} == {str(marker.id)}

    async def test_one_that_goes_back_to_the_bot_is_told_once_in_every_process(self, office, new_office, chat, all_told):
        other_process = new_office()
        hoa = other_process.sit()
        async with other_process.opened():
            await hoa.hears("hello")
            await chat.waits_in_queue()
            await hoa.hears("row", id=str(chat.id))
            await chat.goes_back_to_bot()
            for seat in (office.lan, hoa):
                await seat.hears("row", id=str(chat.id), owner="bot")
            await chat.citizen_says("Làm khai sinh cần gì?")
            await all_told(office.lan, hoa)
        for seat in (office.lan, hoa):
            assert [row["owner"] for row in seat.told("row") if row["id"] == str(chat.id)][-2:] == ["queue", "bot"]


class TestAlerts:
    async def test_a_citizen_in_the_queue_rings_for_all_who_answer(self, office, chat):
        supervisor, editor = office.sit(Role.SUPERVISOR), office.sit(Role.EDITOR)
        await chat.citizen_says("Thuê mặt nước cần gì?")
        await chat.waits_in_queue()
        for seat in (office.lan, supervisor):
            alert = await seat.hears("alert")
            assert (alert["kind"], alert["conversation_id"]) == ("queued", str(chat.id))
            assert alert["text"] == "Có người dân đang chờ: Thuê mặt nước cần gì?"
            assert "to" not in alert
        await editor.hears("row")
        assert editor.told("alert") == []

    async def test_one_that_comes_back_rings_again_as_such(self, office, chat, database):
        lan = (await add_member(database, "lan", Role.OPERATOR)).id
        await chat.waits_in_queue()
        await office.lan.hears("alert", kind="queued")
        await chat.is_taken_up_by(lan)
        await chat.move(Change(Move.LOSE, PROGRAM))
        assert (await office.lan.hears("alert"))["kind"] == "requeued"

    async def test_whoever_writes_again_in_the_queue_rings_nobody_anew(self, office, chat, all_told):
        await chat.waits_in_queue()
        await chat.citizen_says("Còn ai không?")
        await all_told(office.lan)
        assert len([alert for alert in office.lan.told("alert") if alert["conversation_id"] == str(chat.id)]) == 1

    async def test_one_passed_on_to_a_group_rings_for_that_group_alone(self, office, chat, database, all_told):
        land, others = office.sit(group_name="Đất đai"), office.sit(group_name="Hộ tịch")
        lan = (await add_member(database, "lan", Role.OPERATOR)).id
        await chat.is_taken_up_by(lan)
        await chat.move(Change(Move.TRANSFER, By(lan), group="Đất đai"))
        await land.hears("alert", conversation_id=str(chat.id))
        marker = await all_told()
        for seat in (others, office.lan):
            await seat.hears("alert", conversation_id=str(marker.id))
            assert str(chat.id) not in {alert["conversation_id"] for alert in seat.told("alert")}

    async def test_one_passed_on_to_a_person_rings_for_that_person(self, office, chat, database, all_told):
        lan, hoa = [(await add_member(database, name, Role.OPERATOR)).id for name in ("lan", "hoa")]
        hoas = office.sit(staff_id=hoa)
        await chat.is_taken_up_by(lan)
        await chat.move(Change(Move.TRANSFER, By(lan), to_id=hoa))
        assert (await hoas.hears("alert"))["text"] == "Lan chuyển cho bạn một cuộc trò chuyện"
        await all_told(office.lan)
        assert "transferred" not in {alert["kind"] for alert in office.lan.told("alert")}

    async def test_one_taken_away_rings_for_whom_it_was_taken_from(self, office, chat, database, all_told):
        lan, hoa = [(await add_member(database, name, Role.OPERATOR)).id for name in ("lan", "hoa")]
        lans, hoas = office.sit(staff_id=lan), office.sit(staff_id=hoa)
        await chat.is_taken_up_by(lan)
        await lans.hears("row", owner_id=str(lan))
        await chat.is_taken_up_by(hoa)
        alert = await lans.hears("alert")
        assert (alert["kind"], alert["text"]) == ("taken_over", "Hoa đã giành quyền trả lời cuộc trò chuyện của bạn")
        await all_told(hoas)
        assert "taken_over" not in {alert["kind"] for alert in hoas.told("alert")}

    async def test_what_is_sent_to_one_person_rings_there_alone(self, office, database, all_told):
        hoas = office.sit()
        async with database.session() as session:
            await send_alert(session, Alert(kind=NoticeKind.MENTIONED, text="Xem giúp", to=[hoas.desk.staff_id]))
        assert (await hoas.hears("alert"))["text"] == "Xem giúp"
        await all_told(office.lan)
        assert "mentioned" not in {alert["kind"] for alert in office.lan.told("alert")}


class TestOtherNews:
    async def test_a_ticket_that_changed_is_named(self, office, chat, database):
        async with database.session() as session:
            await TicketRepository(session).announce(chat.id)
        assert await office.lan.hears("ticket") == {"id": str(chat.id)}

    async def test_who_is_on_duty_is_told_when_it_changes(self, office, database):
        lan = await add_member(database, "lan", Role.OPERATOR)
        async with database.session() as session:
            await set_duty(session, lan.id, DutyState.ON_DUTY)
        [told] = await office.lan.hears("staff")
        assert (told["username"], told["duty"], told["conversations"]) == ("lan", "on_duty", 0)

    async def test_how_many_conversations_each_has_comes_with_the_rows(self, office, database, chat):
        lan = await add_member(database, "lan", Role.OPERATOR)
        await chat.is_taken_up_by(lan.id)
        await office.lan.hears("row")
        [told] = await office.lan.hears("staff")
        assert told["conversations"] == 1


class TestBeginningAnew:
    async def test_after_a_lost_connection_every_desk_loads_its_board_and_hears_on(self, office, chat, database_url):
        assert cut(database_url) == 1
        await office.lan.hears("hello", within=10)
        await chat.waits_in_queue()
        await office.lan.hears("row", id=str(chat.id))

    async def test_who_came_while_the_connection_was_lost_rings(self, office, chat, database, database_url):
        async with database.session() as session:
            repository = ConversationRepository(session)
            conversation = await repository.get_locked(chat.id)
            # The connection is cut before the change is committed: no notice of it ever comes.
            assert cut(database_url) == 1
            conversation.owner, conversation.ownership_number, conversation.times_queued = "queue", 1, 1
        alert = await office.lan.hears("alert", within=10)
        assert (alert["kind"], alert["conversation_id"]) == ("queued", str(chat.id))

    async def test_those_known_before_ring_no_second_time(self, office, chat, database_url, all_told):
        await chat.waits_in_queue()
        await office.lan.hears("alert")
        assert cut(database_url) == 1
        await office.lan.hears("hello", within=10)
        marker = await all_told()
        await office.lan.hears("alert", conversation_id=str(marker.id))
        assert [alert["conversation_id"] for alert in office.lan.told("alert")] == [str(chat.id), str(marker.id)]

    async def test_the_first_citizen_after_nobody_looked_rings(self, new_office, arrive, chat, database):
        office = new_office()
        first = office.sit()
        async with office.opened():
            await first.hears("hello")
            office.close_desks()
            await chat.waits_in_queue()
            await office.catch_up(database)
            lan, later = office.sit(), await arrive()
            await later.waits_in_queue()
            assert (await lan.hears("alert"))["conversation_id"] == str(later.id)


class TestSlowReaders:
    async def test_who_cannot_follow_is_cut_off_and_not_the_others(self, office, chat, database):
        slow = office.sit()
        reading = asyncio.create_task(self._read(office.lan, 600))
        for _ in range(6):
            async with database.session() as session:
                for _ in range(100):
                    await session.execute(text("SELECT pg_notify('tickets', gen_random_uuid()::text)"))
        assert await reading == 600
        assert (slow.desk.missed, office.lan.desk.missed) == (True, False)

    async def _read(self, seat, number):
        for _ in range(number):
            await seat.hears("ticket", within=20)
        return len(seat.told("ticket"))
