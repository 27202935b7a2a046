from __future__ import annotations

import pytest

from core.errors import Conflict, InputError, NotFound
from tests.tickets.test_citizen_lines import say  # noqa: F401 - a fixture
from tickets import tracking_codes
from tickets.additions import MOST_A_DAY
from tickets.models import TicketState
from tickets.tracking_codes import shown

S = TicketState


@pytest.fixture
async def ticket(desk, service, operator):
    """Somebody else's, or of a call: no conversation of this chat's."""
    opened = await desk.open()
    await service.move(opened.id, S.IN_PROGRESS, operator)
    return opened


@pytest.fixture
async def asked(service, ticket, operator):
    await service.move(ticket.id, S.AWAITING_CITIZEN, operator, public_reply="Thửa đất số mấy ạ?")
    return ticket


def added_to(events):
    return [event.reason for event in events if event.kind == "replied" and event.actor_kind == "citizen"]


class TestByCode:
    async def test_an_answer_sets_the_ticket_going_again(self, service, desk, asked, clock):
        clock.go_on(hours=1)
        seen = await service.add_by_citizen(shown(asked.tracking_code), "Thửa 120 tờ 15")
        assert (seen.state, seen.is_awaited, seen.may_add) == (S.IN_PROGRESS, False, True)
        assert added_to(await desk.events(asked.id)) == ["Thửa 120 tờ 15"]
        kept = await desk.ticket(asked.id)
        assert kept.stopped_at is None

    async def test_more_about_an_open_ticket_leaves_its_state(self, service, desk, ticket):
        await service.add_by_citizen(ticket.tracking_code, "Tôi quên: nhà ở ấp 3")
        assert (await desk.ticket(ticket.id)).state == S.IN_PROGRESS

    async def test_is_not_shown_to_whoever_holds_the_code(self, service, ticket):
        seen = await service.add_by_citizen(ticket.tracking_code, "Chuyện riêng")
        assert "Chuyện riêng" not in str(seen)

    async def test_nothing_more_comes_to_one_that_has_ended(self, service, ticket, operator):
        await service.move(ticket.id, S.RESOLVED, operator)
        with pytest.raises(Conflict, match="đã kết thúc"):
            await service.add_by_citizen(ticket.tracking_code, "Còn nữa")

    @pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001])
    async def test_nothing_and_too_much_are_refused(self, service, ticket, text):
        with pytest.raises(InputError):
            await service.add_by_citizen(ticket.tracking_code, text)

    async def test_a_wrong_code_and_an_unknown_one_are_refused_alike(self, service, ticket):
        said = set()
        for code in ("A00-000-0000", tracking_codes.new_code(), "mã gì"):
            with pytest.raises(NotFound) as refused:
                await service.add_by_citizen(code, "x")
            said.add((refused.value.code, refused.value.message))
        assert len(said) == 1

    async def test_after_many_in_a_day_the_next_is_taken_tomorrow(self, service, desk, ticket, clock):
        for number in range(MOST_A_DAY):
            await service.add_by_citizen(ticket.tracking_code, f"lần {number}")
        with pytest.raises(Conflict, match=f"{MOST_A_DAY} lần"):
            await service.add_by_citizen(ticket.tracking_code, "nữa")
        clock.go_on(days=1)
        await service.add_by_citizen(ticket.tracking_code, "hôm sau")
        assert added_to(await desk.events(ticket.id))[-1] == "hôm sau"


class TestInTheChat:
    async def test_a_ticket_that_waits_takes_the_next_line(self, say, desk, asked):  # noqa: F811
        assert "Tổng đài đang chờ bạn trả lời." in await say(shown(asked.tracking_code))
        assert (await say("thửa 120 tờ 15")).startswith("Đã ghi thêm vào phiếu")
        assert (await desk.ticket(asked.id)).state == S.IN_PROGRESS

    async def test_and_the_lines_after_it(self, say, desk, asked):  # noqa: F811
        await say(shown(asked.tracking_code))
        await say("thửa 120 tờ 15")
        await say("ở ấp 3 xã Tân Lợi")
        assert added_to(await desk.events(asked.id)) == ["thửa 120 tờ 15", "ở ấp 3 xã Tân Lợi"]

    async def test_an_open_ticket_takes_a_line_once_the_citizen_wants_to_add(self, say, desk, ticket):  # noqa: F811
        await say(shown(ticket.tracking_code))
        assert await say("Bổ sung vào phiếu này") == f"Bạn viết nội dung cần bổ sung vào phiếu {shown(ticket.tracking_code)}."
        await say("khi nào thì xong, tôi cần gấp?")
        assert added_to(await desk.events(ticket.id)) == ["khi nào thì xong, tôi cần gấp?"]

    async def test_without_that_a_line_is_for_the_bot(self, say, desk, ticket):  # noqa: F811
        await say(shown(ticket.tracking_code))
        assert await say("làm khai sinh") is None
        assert added_to(await desk.events(ticket.id)) == []

    @pytest.mark.parametrize("line", ["thôi", "cho gặp tổng đài viên"])
    async def test_who_changes_their_mind_adds_nothing(self, say, desk, ticket, line):  # noqa: F811
        await say(shown(ticket.tracking_code))
        await say("Bổ sung vào phiếu này")
        assert await say(line) is None
        assert added_to(await desk.events(ticket.id)) == []

    async def test_the_button_means_nothing_where_no_ticket_was_looked_up(self, say, ticket):  # noqa: F811
        assert await say("Bổ sung vào phiếu này") is None

    async def test_a_known_number_is_not_replaced_by_whoever_holds_the_code(self, say, desk, service, operator):  # noqa: F811
        ticket = await desk.open(citizen_phone="0912345678")
        await service.move(ticket.id, S.IN_PROGRESS, operator)
        await service.move(ticket.id, S.AWAITING_CITIZEN, operator, public_reply="Số mấy?")
        await say(shown(ticket.tracking_code))
        await say("gọi tôi số 0987654321")
        assert (await desk.ticket(ticket.id)).citizen_phone == "0912345678"

    async def test_too_many_are_said_to_be_too_many(self, say, service, ticket):  # noqa: F811
        for number in range(MOST_A_DAY):
            await service.add_by_citizen(ticket.tracking_code, f"lần {number}")
        await say(shown(ticket.tracking_code))
        await say("Bổ sung vào phiếu này")
        assert f"{MOST_A_DAY} lần" in await say("thêm lần nữa")
