from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import utc_now
from tickets.actors import SYSTEM
from tickets.models import Ticket, TicketKind, TicketState
from tickets.opening import NewTicket
from tickets.tracking_codes import shown

_WAY = (TicketState.IN_PROGRESS, TicketState.RESOLVED)


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"ticket_look_ups_per_minute": 8})


@pytest.fixture
def tickets(app):
    return app.state.webchat.tickets


@pytest.fixture
async def ticket(tickets, database, operator):
    """Answered and resolved just now, with things about it that are nobody else's business."""
    new = NewTicket(kind=TicketKind.ENQUIRY, subject="Chuyện riêng của tôi", citizen_name="Bí Mật", citizen_phone="0912345678")
    async with database.session() as session:
        opened = await tickets.open_ticket(session, new)
    for state in _WAY:
        reply = "Mời bạn đến xã." if state is TicketState.RESOLVED else ""
        await tickets.move(opened.id, state, operator, reason="lời trong nhà", public_reply=reply)
    return opened


@pytest.fixture
def path(ticket):
    return f"/api/tickets/{shown(ticket.tracking_code)}"


class TestLookUp:
    async def test_shows_state_dates_and_replies(self, http, path, ticket):
        response = await http.get(path)
        assert response.status_code == 200
        found = response.json()
        assert (found["state"], found["state_words"], found["may_reopen"], found["may_rate"]) == ("resolved", "Đã giải quyết", True, True)
        assert [reply["text"] for reply in found["replies"]] == ["Mời bạn đến xã."]
        assert found["tracking_code"] == shown(ticket.tracking_code)

    async def test_shows_nothing_that_stays_inside(self, http, path):
        response = await http.get(path)
        for inside in ("Bí Mật", "0912345678", "lời trong nhà", "Chuyện riêng"):
            assert inside not in response.text

    async def test_reads_a_code_as_people_write_it(self, http, path, ticket):
        code = ticket.tracking_code.lower()
        for written in (code, f"{code[:3]} {code[3:6]} {code[6:]}", f"mã {code}"):
            assert (await http.get(f"/api/tickets/{written}")).status_code == 200, written

    async def test_says_the_same_of_a_wrong_code_and_of_one_that_does_not_exist(self, http, path):
        answers = [await http.get(f"/api/tickets/{code}") for code in ("A00-000-0000", "A00-000-0009", "'; DROP TABLE tickets", "%00")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.text for answer in answers}) == 1
        assert answers[0].json()["error"]["message"].startswith("Không tìm thấy phiếu nào có mã này.")

    async def test_is_refused_to_who_guesses_and_says_when_to_come_back(self, http, path):
        for _ in range(8):
            await http.get("/api/tickets/AAA-AAA-AAAA")
        response = await http.get(path)
        assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
        assert response.json()["error"]["code"] == "too_many_look_ups"
        assert (await http.post(f"{path}/rating", json={"rating": 5})).status_code == 429


class TestAdditions:
    @pytest.fixture
    async def asked(self, tickets, ticket, operator):
        await tickets.move(ticket.id, TicketState.REOPENED, operator, reason="chưa xong")
        await tickets.move(ticket.id, TicketState.IN_PROGRESS, operator)
        await tickets.move(ticket.id, TicketState.AWAITING_CITIZEN, operator, public_reply="Thửa số mấy?")

    async def test_the_answer_to_what_staff_asked_sets_it_going_again(self, http, path, asked):
        before = (await http.get(path)).json()
        after = (await http.post(f"{path}/additions", json={"text": "Thửa 120, tôi là Bí Danh"})).json()
        assert [(seen["state"], seen["is_awaited"], seen["may_add"]) for seen in (before, after)] == [
            ("awaiting_citizen", True, True),
            ("in_progress", False, True),
        ]
        assert "Bí Danh" not in (await http.get(path)).text

    async def test_one_that_has_ended_takes_nothing_more(self, http, path):
        response = await http.post(f"{path}/additions", json={"text": "Còn nữa"})
        assert (response.status_code, response.json()["error"]["code"]) == (409, "no_addition")
        assert (await http.get(path)).json()["may_add"] is False

    async def test_a_wrong_code_and_an_unknown_one_are_answered_alike_and_count_as_guesses(self, http, path, asked):
        codes = ("A00-000-0000", "A00-000-0009", "%00", "x")
        answers = [await http.post(f"/api/tickets/{code}/additions", json={"text": "x"}) for code in codes * 2]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.text for answer in answers}) == 1
        assert (await http.post(f"{path}/additions", json={"text": "x"})).status_code == 429


class TestReopen:
    async def test_shows_the_new_state(self, http, path):
        response = await http.post(f"{path}/reopen", json={"reason": "Chưa được"})
        assert (response.status_code, response.json()["state"], response.json()["may_reopen"]) == (200, "reopened", False)

    async def test_is_refused_without_a_reason_without_a_ticket_and_twice(self, http, path):
        assert (await http.post(f"{path}/reopen", json={"reason": " "})).status_code == 422
        assert (await http.post(f"{path}/reopen", json={"reason": "x" * 5001})).status_code == 422
        assert (await http.post("/api/tickets/x/reopen", json={"reason": "Chưa được"})).status_code == 404
        await http.post(f"{path}/reopen", json={"reason": "Chưa được"})
        assert (await http.post(f"{path}/reopen", json={"reason": "Chưa được"})).status_code == 409

    async def test_is_refused_after_seven_days(self, http, path, ticket, database):
        async with database.session() as session:
            await session.execute(update(Ticket).values(resolved_at=utc_now() - timedelta(days=7, minutes=1)))
        assert (await http.get(path)).json()["may_reopen"] is False
        assert (await http.post(f"{path}/reopen", json={"reason": "Chưa được"})).status_code in {403, 409}


class TestRate:
    async def test_keeps_number_and_word(self, http, path, ticket, database):
        response = await http.post(f"{path}/rating", json={"rating": 4, "comment": "Nhanh"})
        assert (response.status_code, response.json()["rating"]) == (200, 4)
        async with database.session() as session:
            kept = await session.get_one(Ticket, ticket.id)
        assert (kept.rating, kept.rating_comment) == (4, "Nhanh")

    async def test_refuses_numbers_that_are_none(self, http, path):
        for rating in (0, 6, "x", None):
            assert (await http.post(f"{path}/rating", json={"rating": rating})).status_code == 422

    async def test_is_refused_while_nothing_is_resolved(self, http, path, tickets, ticket):
        await tickets.move(ticket.id, TicketState.CLOSED, SYSTEM)
        await http.post(f"{path}/reopen", json={"reason": "Chưa được"})
        assert (await http.post(f"{path}/rating", json={"rating": 1})).status_code == 409
