from __future__ import annotations

import pytest

from conversations.models import Owner
from conversations.ports import HandoverReason
from conversations.repository import ConversationRepository
from tests.tickets.test_citizen_lines import say  # noqa: F401 - a fixture
from tests.tickets.test_handing_over import take  # noqa: F401 - a fixture
from tickets.models import TicketKind
from tickets.tracking_codes import shown

POWER_CUT = "Cúp điện cả xóm tôi ở đường Nguyễn Ái Quốc từ 6 giờ sáng"


@pytest.fixture
def reports(service, database, chat):
    """The open reports of the conversation, oldest first."""

    async def find():
        async with database.session() as session:
            found = await service.list_of_conversation(session, chat.id)
        return [ticket for ticket in reversed(found) if ticket.kind == TicketKind.CITIZEN_REPORT]

    return find


@pytest.fixture
async def power_cut(desk, chat):
    ticket = await desk.open(kind=TicketKind.CITIZEN_REPORT, subject=POWER_CUT, conversation_id=chat.id)
    await chat.bot_says("Phản ánh đã được ghi thành phiếu.", handover="reported", topic="handed_over")
    return ticket


class TestLineAfterAReport:
    @pytest.mark.parametrize(
        "line",
        [
            "bãi rác tự phát trước cổng trường bốc mùi mấy bữa nay",
            "nuoc may duc nhu nuoc hen",
            "den duong hem 45 tat ca tuan",
            "karaoke quán bên cạnh hát tới 1 giờ sáng",
            "đường Bùi Văn Hòa cũng mất điện",
        ],
    )
    async def test_of_another_matter_or_place_goes_to_the_bot_as_a_report_of_its_own(self, say, power_cut, line):  # noqa: F811
        assert await say(line) is None

    @pytest.mark.parametrize(
        "line",
        [
            "ngay trước cột điện số 4",
            "gần bãi rác cũ, nhà màu xanh",
            "từ tối qua tới giờ, tủ lạnh hư hết đồ",
            "mất điện nên nước máy cũng không bơm lên được",
            "ấp 2 xã An Viễn, đường Nguyễn Ái Quốc chưa có điện",
        ],
    )
    async def test_of_its_place_time_or_detail_is_added(self, say, power_cut, line):  # noqa: F811
        assert (await say(line)).startswith(f"Đã ghi thêm vào phiếu {shown(power_cut.tracking_code)}")

    async def test_adds_to_the_older_report_whose_matter_it_names(self, say, desk, chat, clock, power_cut):  # noqa: F811
        clock.go_on(seconds=60)
        await desk.open(kind=TicketKind.CITIZEN_REPORT, subject="Rác đổ đầy bờ suối", conversation_id=chat.id)
        await chat.bot_says("Phản ánh đã được ghi thành phiếu.", handover="reported")
        assert shown(power_cut.tracking_code) in await say("có điện lại rồi mà dây điện còn treo lủng lẳng")


class TestReportAfterAReport:
    async def test_of_another_matter_is_another_ticket(self, take, reports, clock):  # noqa: F811
        await take(POWER_CUT, HandoverReason.REPORTED, category="Điện")
        clock.go_on(seconds=60)
        said = await take("Xe rác cả tuần không lấy, rác thối đầy hẻm", HandoverReason.REPORTED, category="Rác thải")
        first, second = await reports()
        assert (first.sector, second.sector) == ("Điện", "Rác thải")
        assert shown(second.tracking_code) in said.text

    async def test_of_the_same_matter_elsewhere_is_another_ticket(self, take, reports):  # noqa: F811
        await take("Ổ gà to ở ấp 3", HandoverReason.REPORTED)
        await take("ổ gà sâu ở ấp 5 nữa", HandoverReason.REPORTED)
        assert len(await reports()) == 2

    async def test_of_the_same_matter_is_written_into_the_ticket(self, take, reports, desk):  # noqa: F811
        await take(POWER_CUT, HandoverReason.REPORTED)
        more = "tới trưa vẫn chưa có điện, có người già thở máy"
        await take(more, HandoverReason.REPORTED)
        [ticket] = await reports()
        assert [event.reason for event in await desk.events(ticket.id) if event.actor_kind == "citizen"] == [more]

    async def test_says_what_a_bare_wish_to_report_is_about(self, take, reports):  # noqa: F811
        await take("tôi muốn phản ánh", HandoverReason.REPORTED)
        await take("rác chất đống đường Trương Định", HandoverReason.REPORTED, category="Rác thải")
        [ticket] = await reports()
        assert ticket.sector == "Rác thải"


class TestAngerAfterAReport:
    @pytest.fixture
    def answer(self, database, handing_over, chat):
        async def answer(text):
            line = await chat.citizen_says(text)
            async with database.session() as session:
                return await handing_over.answer(session, await ConversationRepository(session).get_locked(chat.id), line)

        return answer

    @pytest.mark.parametrize("line", ["điện thoại hoài không ai nhấc máy", "goi 5 cuoc ma k ai nghe may", "làm ăn kiểu gì vậy"])
    async def test_is_told_sorry_and_given_a_person(self, answer, chat, desk, on_duty, power_cut, line):
        await on_duty()
        said = await answer(line)
        assert said.text.startswith("Xin lỗi bạn")
        assert (await chat.state()).owner == Owner.QUEUE
        assert [event.reason for event in await desk.events(power_cut.id) if event.actor_kind == "citizen"] == []

    async def test_is_promised_a_call_when_nobody_is_there(self, answer, power_cut):
        said = await answer("gọi mãi không ai trả lời")
        assert said.text.startswith("Xin lỗi bạn")
        assert "số điện thoại" in said.text

    async def test_about_the_matter_itself_is_a_detail(self, answer, power_cut):
        assert (await answer("cả tuần nay không ai sửa")).text.startswith("Đã ghi thêm")


class TestDebris:
    """Without accents "xà bần" and "xả rác" look like a commune's name."""

    @pytest.mark.parametrize("subject", ["có người đổ cả xe rác xà bần ngay đầu cầu, hôi quá", "xả rác ngoài bờ suối hoài"])
    async def test_is_no_place_and_the_place_told_next_adds_to_the_report(self, say, desk, chat, reports, subject):  # noqa: F811
        reported = await desk.open(kind=TicketKind.CITIZEN_REPORT, subject=subject, conversation_id=chat.id)
        await chat.bot_says("Phản ánh đã được ghi thành phiếu.", handover="reported", topic="handed_over")
        said = await say("Cầu Rạt, đường ĐT741 xã Đồng Phú, tối qua khoảng 11h có xe tải ben")
        assert said == f"Đã ghi thêm vào phiếu {shown(reported.tracking_code)}. Còn chi tiết nào nữa, bạn cứ viết tiếp."
        assert len(await reports()) == 1
