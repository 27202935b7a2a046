from __future__ import annotations

import dataclasses

import pytest

from core.errors import Conflict, InputError, NotAllowed, NotFound
from tests.tickets.personas import PHONE
from tickets.models import TicketState
from tickets.tracking_codes import new_code, shown

S = TicketState


@pytest.fixture
async def ticket(desk):
    return await desk.open(subject="Ông Nguyễn Văn A hỏi", citizen_name="Nguyễn Văn A", citizen_phone=PHONE, handover_reason="asked")


@pytest.fixture
def resolve(service, operator):
    async def resolved(ticket):
        await service.move(ticket.id, S.IN_PROGRESS, operator, reason="Nội bộ: xem lại hồ sơ cũ")
        await service.move(ticket.id, S.RESOLVED, operator, public_reply="Bác nộp ở xã là được.")

    return resolved


class TestFindPublic:
    async def test_says_where_it_stands_in_plain_words(self, service, ticket):
        seen = await service.find_public(f"mã {shown(ticket.tracking_code).lower()} nhé")
        assert seen is not None
        assert (seen.state, seen.state_words, seen.kind_words) == ("received", "Đã nhận, đang chờ xử lý", "Hỏi đáp")
        assert (seen.due_at, seen.may_reopen, seen.may_rate, list(seen.replies)) == (ticket.due_at, False, False, [])

    async def test_shows_replies_and_nothing_of_what_stays_inside(self, service, ticket, resolve, clock):
        await resolve(ticket)
        seen = await service.find_public(ticket.tracking_code)
        assert [(reply.at, reply.text) for reply in seen.replies] == [(clock.now, "Bác nộp ở xã là được.")]
        told = str(dataclasses.asdict(seen))
        assert [secret for secret in ("Nội bộ", "Chị Operator", "Nguyễn Văn A", PHONE, "asked", str(ticket.id)) if secret in told] == []

    @pytest.mark.parametrize("code", ["", "A7K", "xin chào", "' OR 1=1 --", "\x00", "0" * 100_000])
    async def test_none_for_what_is_no_code(self, service, ticket, code):
        assert await service.find_public(code) is None

    async def test_none_for_a_code_nobody_has(self, service, ticket):
        assert await service.find_public(new_code()) is None


class TestReopenByCitizen:
    async def test_within_seven_days_with_a_reason(self, service, desk, ticket, resolve, clock):
        await resolve(ticket)
        clock.go_on(days=7)
        assert (await service.find_public(ticket.tracking_code)).may_reopen
        seen = await service.reopen_by_citizen(ticket.tracking_code, "Xã không nhận")
        assert (seen.state, seen.may_reopen) == ("reopened", False)
        event = (await desk.events(ticket.id))[-1]
        assert (event.actor_kind, event.actor_id, event.reason) == ("citizen", None, "Xã không nhận")

    async def test_the_days_count_from_closing(self, service, ticket, resolve, operator, clock):
        await resolve(ticket)
        clock.go_on(days=6)
        await service.move(ticket.id, S.CLOSED, operator)
        clock.go_on(days=6)
        assert (await service.reopen_by_citizen(ticket.tracking_code, "Chưa xong")).state == "reopened"

    async def test_not_afterwards(self, service, ticket, resolve, clock):
        await resolve(ticket)
        clock.go_on(days=7, seconds=1)
        assert not (await service.find_public(ticket.tracking_code)).may_reopen
        with pytest.raises(Conflict, match="7 ngày"):
            await service.reopen_by_citizen(ticket.tracking_code, "Muộn rồi")

    async def test_not_without_a_reason(self, service, ticket, resolve):
        await resolve(ticket)
        with pytest.raises(InputError):
            await service.reopen_by_citizen(ticket.tracking_code, "\u200b")

    async def test_not_what_was_rejected(self, service, ticket, operator):
        await service.move(ticket.id, S.REJECTED, operator, reason="Tin rác")
        with pytest.raises(NotAllowed):
            await service.reopen_by_citizen(ticket.tracking_code, "Tôi muốn")

    async def test_not_what_goes_on(self, service, ticket):
        with pytest.raises(Conflict):
            await service.reopen_by_citizen(ticket.tracking_code, "Nhanh lên")

    @pytest.mark.parametrize("code", ["A7K", new_code()])
    async def test_the_same_answer_for_wrong_and_unknown_codes(self, service, ticket, code):
        with pytest.raises(NotFound) as caught:
            await service.reopen_by_citizen(code, "vì")
        assert caught.value.code == "no_ticket"


class TestRate:
    async def test_is_kept_with_its_word(self, service, desk, ticket, resolve):
        await resolve(ticket)
        assert (await service.find_public(ticket.tracking_code)).may_rate
        assert (await service.rate(ticket.tracking_code, 5, "Cảm ơn")).rating == 5
        kept = await desk.ticket(ticket.id)
        assert (kept.rating, kept.rating_comment) == (5, "Cảm ơn")

    async def test_may_be_thought_over_for_a_day(self, service, ticket, resolve, clock):
        await resolve(ticket)
        await service.rate(ticket.tracking_code, 1)
        clock.go_on(hours=23)
        assert (await service.rate(ticket.tracking_code, 4)).rating == 4
        clock.go_on(hours=2)
        assert not (await service.find_public(ticket.tracking_code)).may_rate
        with pytest.raises(Conflict):
            await service.rate(ticket.tracking_code, 5)

    async def test_the_same_again_is_one_event(self, service, desk, ticket, resolve):
        await resolve(ticket)
        await service.rate(ticket.tracking_code, 3, "được")
        await service.rate(ticket.tracking_code, 3, "được")
        assert (await desk.kinds(ticket.id)).count("rated") == 1

    async def test_a_new_solution_is_rated_anew(self, service, ticket, resolve, clock):
        await resolve(ticket)
        await service.rate(ticket.tracking_code, 1)
        clock.go_on(days=3)
        await service.reopen_by_citizen(ticket.tracking_code, "Chưa xong")
        await resolve(ticket)
        assert (await service.rate(ticket.tracking_code, 5)).rating == 5

    async def test_not_before_it_is_solved(self, service, ticket):
        with pytest.raises(Conflict):
            await service.rate(ticket.tracking_code, 5)

    @pytest.mark.parametrize("rating", [0, 6, -1])
    async def test_only_one_to_five(self, service, ticket, resolve, rating):
        await resolve(ticket)
        with pytest.raises(InputError):
            await service.rate(ticket.tracking_code, rating)

    async def test_not_with_a_whole_story(self, service, ticket, resolve):
        await resolve(ticket)
        with pytest.raises(InputError):
            await service.rate(ticket.tracking_code, 5, "x" * 1001)
