from __future__ import annotations

import pytest

from tests.tickets.test_citizen_lines import say  # noqa: F401 - a fixture
from tickets.models import TicketKind, TicketState
from tickets.telling import tell_reply
from tickets.tracking_codes import shown

WHERE = "trước nhà số 12 đường Hùng Vương, ấp 3 xã Tân Lợi, tắt từ hôm qua, sđt 0912345678"


@pytest.fixture
async def reported(desk, chat):
    """The citizen has reported a dark street lamp, and was asked where it is."""
    ticket = await desk.open(kind=TicketKind.CITIZEN_REPORT, conversation_id=chat.id)
    await chat.bot_says("Việc xảy ra ở đâu, từ khi nào?", handover="reported", topic="handed_over")
    return ticket


@pytest.fixture
async def asked_for_more(desk, chat, service, operator, handover_words, database):
    """Staff asked the citizen something through the ticket."""
    ticket = await desk.open(conversation_id=chat.id)
    await service.move(ticket.id, TicketState.IN_PROGRESS, operator)
    await service.move(ticket.id, TicketState.AWAITING_CITIZEN, operator, public_reply="Thửa đất số mấy ạ?")
    async with database.session() as session:
        await tell_reply(session, ticket, "Thửa đất số mấy ạ?", handover_words)
    return ticket


class TestDetailsOfReport:
    async def test_are_kept_with_the_report_and_so_is_the_number(self, say, desk, reported):  # noqa: F811
        assert await say(WHERE) == f"Đã ghi thêm vào phiếu {shown(reported.tracking_code)}. Còn chi tiết nào nữa, bạn cứ viết tiếp."
        ticket = await desk.ticket(reported.id)
        assert ticket.citizen_phone == "0912345678"
        assert [event.reason for event in await desk.events(reported.id) if event.actor_kind == "citizen" and event.reason] == [WHERE]

    async def test_more_than_one_line_of_them(self, say, reported):  # noqa: F811
        await say("trước cổng chợ Đồng Xoài")
        assert (await say("tắt cả tuần nay rồi")).startswith("Đã ghi thêm")
        assert (await say("nhà số 12, không có ai trông coi")).startswith("Đã ghi thêm")

    @pytest.mark.parametrize(
        "line",
        [
            "vậy chừng nào có người tới",
            "khi nào sửa xong vậy",
            "không tôi hỏi phiếu của tôi tới đâu rồi",
            "phản ánh của tui sao rồi",
            "bao lâu thì dọn",
        ],
    )
    async def test_how_far_it_is_is_told_and_not_written_down(self, say, desk, reported, line):  # noqa: F811
        promise = f"Phản ánh của bạn đã có phiếu {shown(reported.tracking_code)}; tổng đài sẽ trả lời trước "
        assert (await say(line)).startswith(promise)
        assert not [event for event in await desk.events(reported.id) if event.actor_kind == "citizen"]
        assert (await say("tắt cả tuần nay rồi")).startswith("Đã ghi thêm")

    async def test_who_asks_when_somebody_comes_means_the_report_whatever_was_said_since(self, say, chat, reported):  # noqa: F811
        await chat.bot_says("Đăng ký tạm trú cần tờ khai CT01.")
        assert (await say("xong chưa, có ai xuống coi chưa")).startswith("Phản ánh của bạn đã có phiếu")
        await chat.bot_says("Đăng ký tạm trú cần tờ khai CT01.")
        assert await say("bao giờ có thẻ căn cước") is None

    @pytest.mark.parametrize("line", ["tui có chụp hình mà gửi sao", "em có clip, gửi ở đâu ạ", "gửi ảnh sao vậy"])
    async def test_who_asks_how_a_picture_is_sent_is_told_how(self, say, reported, line):  # noqa: F811
        assert (await say(line)).startswith("Bạn gửi ảnh hoặc tệp ngay trong khung này")

    async def test_a_promise_that_was_not_kept_is_not_made_again(self, say, reported, clock):  # noqa: F811
        clock.now = reported.due_at
        assert await say("chừng nào có người tới") is None

    @pytest.mark.parametrize(
        "line",
        [
            "Làm khai sinh cần gì?",
            "sao chưa ai tới?",
            "cảm ơn nha",
            "cho gặp tổng đài viên",
            "nói chuyện với nhân viên",
            "lệ phí đăng ký xe bao nhiêu",
            "mai thứ 6 bộ phận một cửa có làm việc không",
            "lịch cúp điện bộ phận một cửa tuần này",
            "so dien thoai dien luc",
            "cho hoi hoi cho hoa mo may ngay",
            "muốn làm lại căn cước",
        ],
    )
    async def test_questions_and_thanks_are_none(self, say, reported, line):  # noqa: F811
        assert await say(line) is None

    async def test_what_comes_after_another_answer_is_none(self, say, chat, reported):  # noqa: F811
        await chat.bot_says("Đăng ký tạm trú cần tờ khai CT01.")
        assert await say("ở xã Tân Lợi") is None


class TestAnswerToStaff:
    async def test_goes_to_the_ticket_and_sets_it_going_again(self, say, desk, asked_for_more):  # noqa: F811
        assert (await say("thửa 120 tờ 15")).startswith("Đã ghi thêm vào phiếu")
        assert (await desk.ticket(asked_for_more.id)).state == TicketState.IN_PROGRESS

    async def test_is_not_awaited_once_the_ticket_goes_on(self, say, service, operator, asked_for_more):  # noqa: F811
        await service.move(asked_for_more.id, TicketState.IN_PROGRESS, operator)
        assert await say("thửa 120 tờ 15") is None
