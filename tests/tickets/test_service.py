from __future__ import annotations

import asyncio
import uuid

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from core.db import libpq_url
from core.errors import Conflict, InputError, NotAllowed, NotFound
from tests.tickets.personas import PHONE, at, found_unit, hire
from tickets.actors import CITIZEN, SYSTEM
from tickets.models import EventKind, TicketKind, TicketState
from tickets.opening import NewTicket
from tickets.tracking_codes import is_sound

S = TicketState


@pytest.fixture
async def ticket(desk):
    return await desk.open()


@pytest.fixture
def walk(service, operator):
    """Staff move the ticket through the states given."""

    async def moves(ticket, *states, reason="vì vậy", **values):
        for to in states:
            moved = await service.move(ticket.id, to, operator, reason=reason, **values)
        return moved

    return moves


class TestOpenTicket:
    async def test_begins_received_with_a_code_a_deadline_and_its_first_event(self, desk):
        ticket = await desk.open(summary={"question": "?"}, handover_reason="asked")
        kept = await desk.ticket(ticket.id)
        assert (kept.state, kept.priority, kept.event_number, kept.handover_reason) == ("received", "normal", 1, "asked")
        assert is_sound(kept.tracking_code)
        (event,) = await desk.events(ticket.id)
        assert (event.number, event.kind, event.from_state, event.to_state, event.actor_kind) == (1, "opened", None, "received", "system")

    @pytest.mark.parametrize(
        ("kind", "due"),
        [("enquiry", "2026-11-26 09:00"), ("callback", "2026-11-25 14:30"), ("citizen_report", "2026-12-02 09:00")],
    )
    async def test_is_due_in_the_working_hours_of_its_kind(self, desk, kind, due):
        ticket = await desk.open(kind=kind)
        assert ticket.due_at == at(due)

    async def test_a_member_of_staff_is_named_in_the_event(self, desk, operator):
        ticket = await desk.open(kind=TicketKind.CALLBACK, citizen_phone="+84 912.345.678", created_by=operator.id)
        assert (await desk.ticket(ticket.id)).citizen_phone == PHONE
        assert [(event.actor_kind, event.actor_id) for event in await desk.events(ticket.id)] == [("staff", operator.id)]

    async def test_what_was_answered_already_is_there_to_be_looked_up_and_is_no_work(self, desk, service, clock):
        ticket = await desk.open(answered="Cần tờ khai.")
        assert (ticket.state, ticket.resolved_at, ticket.outcome) == ("resolved", clock(), "answered")
        public = await service.find_public(ticket.tracking_code)
        assert [reply.text for reply in public.replies] == ["Cần tờ khai."]
        assert (public.is_settled, public.may_reopen) == (True, True)

    async def test_a_long_question_is_cut_for_the_subject(self, desk):
        ticket = await desk.open(subject="đất đai " * 1000)
        assert len(ticket.subject) <= 200
        assert ticket.subject.endswith("…")

    @pytest.mark.parametrize("values", [{"subject": " \u200b "}, {"citizen_phone": "113"}, {"citizen_phone": "không có"}])
    async def test_what_says_nothing_is_refused(self, desk, values):
        with pytest.raises(InputError):
            await desk.open(**values)

    async def test_goes_with_the_transaction_it_joins(self, desk, service, database):
        async with database.session() as session:
            code = (await service.open_ticket(session, NewTicket(kind=TicketKind.ENQUIRY, subject="Hỏi"))).tracking_code
            await session.rollback()
        assert await service.find_public(code) is None

    async def test_is_announced_when_it_is_there(self, desk, database_url):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute("LISTEN tickets")
            ticket = await desk.open()
            heard = [notice.payload async for notice in listener.notifies(timeout=5, stop_after=1)]
        assert heard == [str(ticket.id)]


class TestMove:
    async def test_keeps_who_when_from_where_and_why(self, desk, service, ticket, operator, clock):
        clock.go_on(minutes=5)
        await service.move(ticket.id, S.REJECTED, operator, reason="Không thuộc thẩm quyền", public_reply="Mời bác gửi nơi khác.")
        event = (await desk.events(ticket.id))[-1]
        assert (event.number, event.kind, event.from_state, event.to_state) == (2, "moved", "received", "rejected")
        assert (event.actor_id, event.reason, event.public_text) == (operator.id, "Không thuộc thẩm quyền", "Mời bác gửi nơi khác.")
        assert event.at == clock.now

    async def test_what_the_table_does_not_know_changes_nothing(self, desk, service, ticket, operator):
        with pytest.raises(Conflict) as caught:
            await service.move(ticket.id, S.CLOSED, operator)
        assert "Mới tiếp nhận" in caught.value.message
        assert (await desk.ticket(ticket.id)).state == "received"
        assert await desk.kinds(ticket.id) == ["opened"]

    async def test_two_at_once_are_one_move_and_one_refusal(self, desk, service, ticket, operator):
        both = await asyncio.gather(*(service.move(ticket.id, S.TRIAGE, operator) for _ in range(2)), return_exceptions=True)
        assert sorted(type(one).__name__ for one in both) == ["Conflict", "Ticket"]
        assert await desk.kinds(ticket.id) == ["opened", "moved"]

    async def test_rejecting_needs_a_reason(self, service, ticket, operator):
        with pytest.raises(InputError):
            await service.move(ticket.id, S.REJECTED, operator, reason=" ")

    async def test_a_citizen_does_not_do_the_staffs_work(self, service, ticket):
        with pytest.raises(NotAllowed):
            await service.move(ticket.id, S.IN_PROGRESS, CITIZEN)

    async def test_no_ticket_is_said_so(self, service, operator):
        with pytest.raises(NotFound):
            await service.move(uuid.uuid4(), S.TRIAGE, operator)

    async def test_the_clock_stands_still_while_the_citizen_is_awaited(self, desk, walk, ticket, clock, time_allowed):
        await walk(ticket, S.IN_PROGRESS)
        clock.now = at("2026-11-25 15:00")
        waiting = await walk(ticket, S.AWAITING_CITIZEN)
        used = time_allowed.used_percent(waiting, clock.now)
        clock.now = at("2026-12-01 10:00")
        assert time_allowed.used_percent(await desk.ticket(ticket.id), clock.now) == used
        going = await walk(ticket, S.IN_PROGRESS)
        # Waited: 2 hours of Wednesday, two whole days and Monday, 2.5 hours of Tuesday.
        assert going.due_at == time_allowed.calendar.add_hours(ticket.due_at, 28.5)
        assert time_allowed.used_percent(going, clock.now) == used

    async def test_resolving_and_closing_are_dated(self, walk, ticket, clock):
        resolved = await walk(ticket, S.IN_PROGRESS, S.RESOLVED)
        assert (resolved.resolved_at, resolved.closed_at) == (clock.now, None)
        clock.go_on(days=1)
        closed = await walk(ticket, S.CLOSED)
        assert closed.closed_at == clock.now

    async def test_reopening_starts_a_new_clock(self, walk, ticket, clock):
        await walk(ticket, S.IN_PROGRESS, S.RESOLVED)
        clock.go_on(days=5)
        reopened = await walk(ticket, S.REOPENED)
        assert (reopened.times_reopened, reopened.resolved_at, reopened.warned_percent) == (1, None, 0)
        assert reopened.due_at == at("2026-12-01 09:00")

    async def test_a_public_reply_is_a_first_response(self, walk, ticket, clock):
        assert (await walk(ticket, S.IN_PROGRESS)).first_response_at is None
        assert (await walk(ticket, S.RESOLVED, public_reply="Đã trả lời.")).first_response_at == clock.now

    async def test_joins_a_transaction(self, desk, service, ticket, operator, database):
        async with database.session() as session:
            await service.move(ticket.id, S.TRIAGE, operator, session=session)
            await session.rollback()
        assert (await desk.ticket(ticket.id)).state == "received"


class TestAssign:
    async def test_gives_it_to_a_unit_and_a_person(self, desk, service, ticket, operator, unit):
        given = await service.assign(ticket.id, operator, unit_id=unit, assignee_id=operator.id)
        assert (given.state, given.unit_id, given.assignee_id) == ("assigned", unit, operator.id)
        event = (await desk.events(ticket.id))[-1]
        assert (event.kind, event.from_state, event.to_state) == ("assigned", "received", "assigned")
        assert event.details["unit_id"] == {"from": None, "to": str(unit)}

    async def test_another_person_goes_on_with_the_work(self, database, service, walk, ticket, operator):
        await walk(ticket, S.IN_PROGRESS)
        given = await service.assign(ticket.id, operator, assignee_id=await hire(database, "hoa"))
        assert given.state == "in_progress"

    async def test_another_unit_begins_anew(self, service, walk, ticket, operator, unit):
        await walk(ticket, S.IN_PROGRESS)
        assert (await service.assign(ticket.id, operator, unit_id=unit)).state == "assigned"

    async def test_the_same_again_is_no_event(self, desk, service, ticket, operator, unit):
        await service.assign(ticket.id, operator, unit_id=unit)
        await service.assign(ticket.id, operator, unit_id=unit)
        assert await desk.kinds(ticket.id) == ["opened", "assigned"]

    async def test_nobody_who_left_and_no_unit_out_of_use_gets_it(self, database, service, ticket, operator):
        with pytest.raises(InputError):
            await service.assign(ticket.id, operator, assignee_id=await hire(database, "gone", is_active=False))
        with pytest.raises(InputError):
            await service.assign(ticket.id, operator, unit_id=await found_unit(database, "OLD", is_active=False))
        with pytest.raises(InputError):
            await service.assign(ticket.id, operator)

    async def test_what_has_ended_is_not_given_away(self, service, walk, ticket, operator, unit):
        await walk(ticket, S.REJECTED)
        with pytest.raises(Conflict):
            await service.assign(ticket.id, operator, unit_id=unit)


class TestEdit:
    async def test_keeps_what_was_before(self, desk, service, ticket, operator):
        edited = await service.edit(ticket.id, operator, {"priority": "urgent", "sector": "Đất đai"}, "Gấp")
        assert (edited.priority, edited.sector) == ("urgent", "Đất đai")
        event = (await desk.events(ticket.id))[-1]
        assert event.details == {"priority": {"from": "normal", "to": "urgent"}, "sector": {"from": "", "to": "Đất đai"}}
        assert (event.from_state, event.to_state, event.reason) == ("received", "received", "Gấp")

    async def test_nothing_new_is_no_event(self, desk, service, ticket, operator):
        await service.edit(ticket.id, operator, {"priority": "normal"})
        assert await desk.kinds(ticket.id) == ["opened"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"priority": "sooner"},
            {"state": "closed"},
            {"tracking_code": "A"},
            {"event_number": 0},
            {"sector": "x" * 201},
            {"due_at": "mai"},
            {"bot_should_have_known": 1},
            {"subject": " "},
        ],
    )
    async def test_what_is_not_to_be_edited_or_makes_no_sense_is_refused(self, desk, service, ticket, operator, changes):
        with pytest.raises(InputError):
            await service.edit(ticket.id, operator, changes, "vì")
        assert await desk.kinds(ticket.id) == ["opened"]

    async def test_a_deadline_moves_to_the_future_with_a_reason_only(self, service, ticket, operator, clock):
        with pytest.raises(InputError):
            await service.edit(ticket.id, operator, {"due_at": at("2026-12-01 09:00")})
        with pytest.raises(InputError):
            await service.edit(ticket.id, operator, {"due_at": clock.now}, "vì")
        edited = await service.edit(ticket.id, operator, {"due_at": at("2026-12-01 09:00")}, "Chờ Sở trả lời")
        assert edited.due_at == at("2026-12-01 09:00")

    async def test_a_moved_deadline_leaves_what_was_used(self, service, desk, operator, clock, time_allowed):
        ticket = await desk.open()
        clock.now = at("2026-11-25 14:30")
        assert time_allowed.used_percent(ticket, clock.now) == 50
        edited = await service.edit(ticket.id, operator, {"due_at": at("2026-11-27 09:00")}, "vì")
        assert time_allowed.used_percent(edited, clock.now) == 25

    async def test_after_the_end_the_outcome_is_noted_and_the_deadline_is_not_moved(self, service, walk, ticket, operator):
        await walk(ticket, S.IN_PROGRESS, S.RESOLVED)
        edited = await service.edit(ticket.id, operator, {"outcome": "answered", "bot_should_have_known": True})
        assert (edited.outcome, edited.bot_should_have_known) == ("answered", True)
        with pytest.raises(Conflict):
            await service.edit(ticket.id, operator, {"due_at": at("2026-12-01 09:00")}, "vì")


class TestRecordReply:
    async def test_the_first_one_of_staff_is_the_first_response(self, desk, service, database, ticket, operator, clock):
        async with database.session() as session:
            await service.record_reply(session, ticket.id, SYSTEM, "Đã nhận câu hỏi.")
            assert (await service.record_reply(session, ticket.id, operator, "Chào bác.")).first_response_at == clock.now
        first = clock.now
        clock.go_on(hours=1)
        async with database.session() as session:
            assert (await service.record_reply(session, ticket.id, operator, "Bác cần hai giấy.")).first_response_at == first
        assert [event.public_text for event in await desk.events(ticket.id)][1:] == ["Đã nhận câu hỏi.", "Chào bác.", "Bác cần hai giấy."]

    async def test_nothing_is_no_reply(self, service, database, ticket, operator):
        async with database.session() as session:
            with pytest.raises(InputError):
                await service.record_reply(session, ticket.id, operator, " ")


class TestRecordRequeued:
    async def test_nobody_works_on_it_any_more_and_all_see_it(self, desk, service, database, ticket, operator):
        await service.assign(ticket.id, operator, assignee_id=operator.id)
        async with database.session() as session:
            await service.record_requeued(session, ticket.id, "Mất kết nối")
        assert (await desk.ticket(ticket.id)).assignee_id is None
        assert (await desk.kinds(ticket.id))[-1] == EventKind.REQUEUED


class TestSetPhone:
    async def test_is_kept_as_digits_and_stands_in_no_event(self, desk, service, database):
        ticket = await desk.open(asks_phone=True)
        async with database.session() as session:
            await service.set_phone(session, ticket, "(091) 234-5678")
        kept = await desk.ticket(ticket.id)
        assert (kept.citizen_phone, kept.asks_phone) == (PHONE, False)
        assert PHONE not in str([vars(event) for event in await desk.events(ticket.id)])

    @pytest.mark.parametrize("phone", ["", "0912", "12345678901234567890", "+1 202 555 0100", "09123x5678", "0" * 100_000])
    async def test_what_is_no_number_is_refused(self, service, database, ticket, phone):
        async with database.session() as session:
            with pytest.raises(InputError):
                await service.set_phone(session, ticket, phone)


class TestEventsAreForEver:
    @pytest.mark.parametrize("statement", ["UPDATE ticket_events SET reason = 'khác'", "DELETE FROM ticket_events"])
    async def test_nobody_changes_or_takes_away_what_happened(self, desk, ticket, statement):
        with pytest.raises(DBAPIError, match="never changed"):
            await desk.run(statement)
        assert len(await desk.events(ticket.id)) == 1
