from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from conversations.models import Conversation
from staff.models import AuditEntry
from tests.conversations.calls.calling import made_call
from tests.tickets.personas import PHONE, at, found_unit, hire
from tickets.actors import Actor
from tickets.models import TicketState
from tickets.tracking_codes import shown

S = TicketState
CONTRACT = {
    "id", "tracking_code", "kind", "state", "priority", "subject", "summary", "handover_reason", "sector", "procedure_code",
    "unit", "assignee",
    "citizen_name", "citizen_phone_masked", "citizen_address_masked", "due_at", "used_percent", "is_overdue",
    "created_at", "first_response_at", "resolved_at",
    "closed_at", "times_reopened", "rating", "rating_comment", "outcome", "bot_should_have_known", "conversation_id", "channel",
    "allowed_states",
}  # fmt: skip


@pytest.fixture
async def ticket(desk):
    return await desk.open(citizen_name="Bác Ba", citizen_phone=PHONE, sector="Đất đai")


async def listed(client, **criteria):
    answer = await client.get("/tickets", params=criteria)
    assert answer.status_code == 200, answer.text
    return [ticket["id"] for ticket in answer.json()["tickets"]]


async def exported(client, **criteria):
    answer = await client.get("/tickets.xlsx", params=criteria)
    assert answer.status_code == 200
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


class TestGate:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/tickets"),
            ("GET", "/ticket-counts"),
            ("GET", "/tickets.xlsx"),
            ("POST", "/tickets"),
            ("GET", "/tickets/{id}"),
            ("POST", "/tickets/{id}/moves"),
            ("PATCH", "/tickets/{id}"),
            ("POST", "/tickets/{id}/notes"),
            ("POST", "/tickets/{id}/reveal"),
            ("GET", "/units"),
        ],
    )
    async def test_strangers_are_not_signed_in_and_who_does_not_answer_citizens_may_not(self, people, ticket, method, path):
        address = path.format(id=ticket.id)
        answers = [await person.request(method, address, json={}) for person in people.everybody]
        kept_out = [answer.status_code for answer in answers]
        assert kept_out[2:] == [403, 403, 401]
        assert not {401, 403}.intersection(kept_out[:2])


class TestListTickets:
    async def test_gives_what_the_contract_says(self, operator, ticket):
        answer = (await operator.get("/tickets")).json()
        (seen,) = answer["tickets"]
        assert {name: answer[name] for name in ("total", "page", "page_size")} == {"total": 1, "page": 1, "page_size": 50}
        assert set(seen) == CONTRACT
        assert seen["tracking_code"] == shown(ticket.tracking_code)
        assert (seen["citizen_phone_masked"], seen["unit"], seen["used_percent"], seen["is_overdue"]) == ("•••••••678", None, 0, False)
        assert seen["allowed_states"] == ["triage", "assigned", "in_progress", "rejected"]
        assert PHONE not in str(answer)

    async def test_pages_of_fifty_newest_first(self, operator, desk, clock):
        opened = []
        for _ in range(53):
            clock.go_on(seconds=1)
            opened.append(str((await desk.open()).id))
        newest_first = opened[::-1]
        assert await listed(operator) == newest_first[:50]
        assert await listed(operator, page=2) == newest_first[50:]
        assert await listed(operator, page=3) == []

    async def test_each_filter_keeps_what_it_names(self, operator, desk, database, ticket):
        unit = await found_unit(database, "STC")
        conversation = Conversation(id=uuid.uuid4(), channel="webchat", external_id="1")
        async with database.session() as session:
            session.add(conversation)
        other = await desk.open(
            kind="citizen_report", priority="urgent", subject="Đường hỏng", sector="Giao thông", conversation_id=conversation.id
        )
        boss = Actor.staff(operator.id)
        await desk.service.assign(other.id, boss, unit_id=unit, assignee_id=operator.id)
        for criteria in (
            {"kind": "citizen_report"},
            {"priority": "urgent"},
            {"sector": "Giao thông"},
            {"state": "assigned"},
            {"unit_id": str(unit)},
            {"assignee_id": str(operator.id)},
            {"channel": "webchat"},
            {"q": "đường HỎNG"},
            {"q": shown(other.tracking_code).lower()},
            {"q": other.tracking_code[:5]},
        ):
            assert await listed(operator, **criteria) == [str(other.id)], criteria
        assert await listed(operator, q="bác ba") == await listed(operator, channel="phone") == [str(ticket.id)]
        assert await listed(operator, q="100%") == await listed(operator, q="_") == []

    async def test_empty_filters_filter_nothing(self, operator, ticket):
        empty = dict.fromkeys(
            ("state", "kind", "priority", "unit_id", "assignee_id", "sector", "channel", "overdue", "q", "from", "to"), ""
        )
        assert await listed(operator, **empty) == [str(ticket.id)]

    async def test_days_are_those_of_vietnam_and_both_included(self, operator, ticket, desk, clock):
        clock.now = at("2026-11-26 00:30")
        later = await desk.open()
        assert await listed(operator, **{"from": "2026-11-25", "to": "2026-11-25"}) == [str(ticket.id)]
        assert await listed(operator, **{"from": "2026-11-26", "to": "2026-11-26"}) == [str(later.id)]

    async def test_overdue_ones_but_not_while_the_citizen_is_awaited(self, operator, desk, ticket, clock):
        waiting, boss = await desk.open(), Actor.staff(operator.id)
        await desk.service.move(waiting.id, S.IN_PROGRESS, boss)
        await desk.service.move(waiting.id, S.AWAITING_CITIZEN, boss)
        assert await listed(operator, overdue="true") == []
        clock.now = at("2026-11-26 09:00:01")
        assert await listed(operator, overdue="true") == [str(ticket.id)]

    @pytest.mark.parametrize(
        "criteria",
        [{"state": "gone"}, {"page": 0}, {"page": 10**9}, {"unit_id": "1"}, {"from": "hôm qua"}, {"to": "9999-12-31"}, {"q": "x" * 201}],
    )
    async def test_what_makes_no_sense_is_refused(self, operator, criteria):
        assert (await operator.get("/tickets", params=criteria)).status_code == 422

    @pytest.mark.parametrize("text", ["\x00", "%", "_", "\\", "'; DROP TABLE tickets; --", "\u200b", "A7K-04T"])
    async def test_any_text_may_be_looked_for(self, operator, ticket, text):
        assert (await operator.get("/tickets", params={"q": text, "sector": text, "channel": text})).status_code == 200


class TestExportTickets:
    async def test_has_vietnamese_headings_labels_and_times(self, operator, ticket):
        headings, row = await exported(operator)
        seen = dict(zip(headings, row, strict=True))
        assert (seen["Mã tra cứu"], seen["Loại"], seen["Trạng thái"]) == (shown(ticket.tracking_code), "Hỏi đáp", "Mới tiếp nhận")
        assert seen["Lúc nhận"].isoformat() == "2026-11-25T09:00:00"
        assert PHONE not in str(row)

    @pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
    async def test_nothing_a_citizen_wrote_becomes_a_formula(self, operator, desk, text):
        await desk.open(subject=text, citizen_name=text)
        headings, row = await exported(operator)
        seen = dict(zip(headings, row, strict=True))
        assert seen["Nội dung"] == seen["Người dân"] == f"'{text}"

    async def test_takes_the_same_filters_and_more_than_a_page(self, operator, desk, ticket):
        for _ in range(60):
            await desk.open(sector="Hộ tịch")
        assert len(await exported(operator, sector="Hộ tịch")) == 1 + 60

    async def test_is_written_down_with_what_was_asked_for_and_no_persons_number(self, operator, database):
        await exported(operator, sector="Hộ tịch", q=f"bác Ba {PHONE}", overdue="true", page=2)
        async with database.session() as session:
            entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "tickets_exported"))).one()
        assert entry.staff_id == operator.id
        assert entry.details == {"sector": "Hộ tịch", "q": "bác Ba [số điện thoại]", "overdue": True}


class TestOpenTicket:
    async def test_is_there_with_its_code(self, operator):
        body = {"kind": "callback", "subject": "Gọi lại", "citizen_name": "Cô Tư", "citizen_phone": "0912 345 678", "priority": "high"}
        answer = await operator.post("/tickets", json=body)
        assert answer.status_code == 201
        events = (await operator.get(f"/tickets/{answer.json()['id']}")).json()["events"]
        assert [(event["kind"], event["actor_name"]) for event in events] == [("opened", "Operator")]

    @pytest.mark.parametrize(
        "body",
        [
            {"kind": "petition", "subject": "x"},
            {"kind": "enquiry", "subject": " "},
            {"kind": "callback", "subject": "x", "citizen_phone": "1"},
            {"kind": "enquiry"},
        ],
    )
    async def test_what_is_missing_or_wrong_is_refused(self, operator, body):
        assert (await operator.post("/tickets", json=body)).status_code == 422

    async def test_characters_nobody_sees_are_left_out(self, operator):
        body = {"kind": "enquiry", "subject": "a\u0000b", "citizen_name": "\u0000", "sector": "\u0000x"}
        assert (await operator.post("/tickets", json=body)).json()["subject"] == "ab"


class TestReadTicket:
    async def test_none_is_said_so(self, operator):
        answer = await operator.get(f"/tickets/{uuid.uuid4()}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_ticket")


class TestPersonalData:
    async def test_numbers_in_a_citizens_words_are_masked_and_those_of_staff_are_not(self, operator, desk):
        told = f"Căn cước 001099012345, gọi {PHONE}"
        ticket = await desk.open(subject=told, summary={"question": told, "answered": [told]})
        agency = "Bác gọi Sở Xây dựng 02513822501 nhé"
        for body in ({"to": "in_progress"}, {"to": "resolved", "public_reply": agency}):
            await operator.post(f"/tickets/{ticket.id}/moves", json=body)
        await desk.service.rate(ticket.tracking_code, 1, told)
        await desk.service.reopen_by_citizen(ticket.tracking_code, told)
        seen = (await operator.get(f"/tickets/{ticket.id}")).text + (await operator.get("/tickets")).text + str(await exported(operator))
        assert [number for number in ("001099012345", PHONE) if number in seen] == []
        assert agency in seen


class TestMoveTicket:
    async def test_moves_and_shows_the_ticket_as_it_is_then(self, operator, ticket):
        answer = await operator.post(f"/tickets/{ticket.id}/moves", json={"to": "in_progress"})
        assert (answer.status_code, answer.json()["state"]) == (200, "in_progress")

    async def test_a_move_that_is_not_allowed_any_more_is_a_conflict(self, operator, ticket):
        await operator.post(f"/tickets/{ticket.id}/moves", json={"to": "triage"})
        answer = await operator.post(f"/tickets/{ticket.id}/moves", json={"to": "triage"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_in_table")


class TestEditTicket:
    async def test_changes_all_that_is_given(self, operator, database, ticket):
        unit = await found_unit(database, "STC")
        body = {"priority": "high", "unit_id": str(unit), "assignee_id": str(operator.id), "reason": "vì"}
        seen = (await operator.patch(f"/tickets/{ticket.id}", json=body)).json()
        assert (seen["priority"], seen["unit"]["name"], seen["assignee"]["display_name"]) == ("high", "Sở STC", "Operator")
        assert seen["state"] == "assigned"

    async def test_null_takes_the_person_off(self, operator, ticket):
        await operator.patch(f"/tickets/{ticket.id}", json={"assignee_id": str(operator.id)})
        seen = (await operator.patch(f"/tickets/{ticket.id}", json={"assignee_id": None})).json()
        assert seen["assignee"] is None

    async def test_one_bad_part_leaves_the_rest_undone(self, operator, ticket, desk):
        answer = await operator.patch(f"/tickets/{ticket.id}", json={"priority": "high", "unit_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert (await desk.ticket(ticket.id)).priority == "normal"

    @pytest.mark.parametrize("due_at", ["2026-11-24T09:00:00Z", "2026-11-30T09:00:00", "9998-01-01T00:00:00Z"])
    async def test_a_deadline_that_makes_no_sense_is_refused(self, operator, ticket, due_at):
        assert (await operator.patch(f"/tickets/{ticket.id}", json={"due_at": due_at, "reason": "vì"})).status_code == 422


class TestAddNote:
    async def test_is_seen_by_colleagues_with_its_author(self, operator, ticket, database):
        await hire(database, "hoa")
        note = (await operator.post(f"/tickets/{ticket.id}/notes", json={"text": "Nhờ @hoa xem, không phải a@hoa"})).json()
        assert note["author_name"] == "Operator"
        assert (await operator.get(f"/tickets/{ticket.id}")).json()["notes"] == [note]

    async def test_nothing_is_no_note(self, operator, ticket):
        assert (await operator.post(f"/tickets/{ticket.id}/notes", json={"text": " "})).status_code == 422


class TestRevealPhone:
    async def test_shows_it_and_writes_down_who_saw_it(self, operator, ticket, database):
        assert (await operator.post(f"/tickets/{ticket.id}/reveal")).json() == {"citizen_phone": PHONE, "citizen_address": ""}
        async with database.session() as session:
            entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "phone_revealed"))).one()
        assert (entry.staff_id, entry.subject_kind, entry.subject_id) == (operator.id, "ticket", str(ticket.id))
        assert PHONE not in str(entry.details)


class TestListUnits:
    async def test_only_those_in_use(self, operator, database):
        unit = await found_unit(database, "STC")
        await found_unit(database, "OLD", is_active=False)
        assert (await operator.get("/units")).json() == [{"id": str(unit), "code": "STC", "name": "Sở STC", "sectors": []}]


class TestOfACall:
    @pytest.mark.parametrize(("caller", "shown_as"), [(PHONE, "•••••••678"), ("", "")])
    async def test_says_masked_from_where_it_came(self, operator, desk, database, caller, shown_as):
        call = await made_call(database, caller=caller)
        ticket = await desk.open(conversation_id=call.conversation_id)
        answer = (await operator.get(f"/tickets/{ticket.id}")).json()
        assert answer["call"] == {"id": str(call.id), "caller_masked": shown_as}

    async def test_what_was_written_has_none(self, operator, ticket):
        assert (await operator.get(f"/tickets/{ticket.id}")).json()["call"] is None
