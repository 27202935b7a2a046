from __future__ import annotations

import pytest

from conversations.models import Owner
from conversations.repository import ConversationRepository
from tests.conversations.personas import jobs
from tickets import tracking_codes
from tickets.actors import Actor
from tickets.citizen_lines import rating_request
from tickets.models import TicketKind, TicketState
from tickets.tracking_codes import shown


@pytest.fixture
def say(database, lines, chat):
    """What the program answers to a line of the citizen's, kept in the thread as the handler does it; None when the bot is asked."""

    async def say(words, **details):
        line = await chat.citizen_says(words, **details)
        async with database.session() as session:
            said = await lines.answer(session, await ConversationRepository(session).get_locked(chat.id), line)
        if said is not None:
            await chat.program_says(said.text, **said.details)
        return said.text if said else None

    return say


@pytest.fixture
async def asking(desk, chat):
    """A ticket that waits for the citizen's number."""
    return await desk.open(conversation_id=chat.id, asks_phone=True)


@pytest.fixture
async def resolved(desk, service, chat, operator, handover_words):
    """An operator has finished, and the citizen is asked what it was like."""
    ticket = await desk.open(conversation_id=chat.id)
    await service.move(ticket.id, TicketState.IN_PROGRESS, operator)
    await service.move(ticket.id, TicketState.RESOLVED, operator, public_reply="Mời bác tới ủy ban xã.")
    asked = rating_request(handover_words, ticket)
    await chat.program_says(asked.text, **asked.details)
    return ticket


class TestQuestions:
    @pytest.mark.parametrize("line", ["Làm khai sinh cần gì?", "0", "6", "10", "Xin chào", "5", "Hỏi máy tiếp giúp tôi việc đất"])
    async def test_are_left_to_the_bot(self, say, line):
        assert await say(line) is None


class TestTrackingCode:
    async def test_in_a_sentence_shows_where_the_ticket_stands(self, say, desk):
        ticket = await desk.open()
        code = shown(ticket.tracking_code)
        said = await say(f"cho hỏi phiếu {code.lower()} tới đâu rồi")
        assert said == f"Phiếu {code}: Đã nhận, đang chờ xử lý. Nhận lúc 09:00, 25/11/2026. Hẹn trả lời trước 09:00, 26/11/2026."

    async def test_shows_the_replies_and_promises_nothing_once_settled(self, say, resolved):
        said = await say(shown(resolved.tracking_code))
        assert "Trả lời: Mời bác tới ủy ban xã." in said
        assert "Hẹn trả lời" not in said

    async def test_one_that_does_not_exist_and_one_that_is_mistyped_are_answered_alike(self, say, desk):
        code = (await desk.open()).tracking_code
        wrong = code[:-1] + next(each for each in tracking_codes.SYMBOLS if each != code[-1])
        unknown = await say(tracking_codes.new_code())
        assert unknown.startswith("Không tìm thấy phiếu có mã này.")
        assert await say(f"phiếu {shown(wrong)} sao rồi") == unknown

    async def test_mistyped_ones_count_as_guesses(self, say):
        for _ in range(5):
            await say("A00-000-0001")
        assert (await say("A00-000-0001")).startswith("Bạn đã thử nhiều mã.")

    async def test_guessing_is_stopped_after_five_and_free_again_after_a_minute(self, say, clock):
        for _ in range(5):
            assert (await say(tracking_codes.new_code())).startswith("Không tìm thấy")
        assert (await say(tracking_codes.new_code())).startswith("Bạn đã thử nhiều mã.")
        clock.go_on(seconds=61)
        assert (await say(tracking_codes.new_code())).startswith("Không tìm thấy")

    async def test_looks_at_no_ticket_any_more_when_too_many_were_tried(self, say, desk):
        ticket = await desk.open()
        for _ in range(5):
            await say(tracking_codes.new_code())
        assert (await say(shown(ticket.tracking_code))).startswith("Bạn đã thử nhiều mã.")


class TestPhone:
    async def test_that_was_asked_for_is_kept(self, say, desk, asking):
        assert await say("sđt em 0912.345.678 nha") == (
            f"Đã ghi số điện thoại 0912345678. Tổng đài viên sẽ gọi lại trước 09:00, 26/11/2026. Mã tra cứu: {shown(asking.tracking_code)}."
        )
        kept = await desk.ticket(asking.id)
        assert (kept.citizen_phone, kept.asks_phone) == ("0912345678", False)
        assert (await desk.kinds(asking.id))[-1] == "phone_given"

    async def test_is_no_answer_when_nobody_asked(self, say, desk, chat):
        ticket = await desk.open(conversation_id=chat.id)
        assert await say("0912345678") is None
        assert (await desk.ticket(ticket.id)).citizen_phone == ""

    async def test_is_asked_for_once(self, say, asking):
        await say("0912345678")
        assert await say("0987654321") is None

    async def test_inside_a_story_is_none(self, say, desk, asking):
        assert await say("Có người xưng công an gọi từ số 0912345678 đòi tôi chuyển tiền qua tài khoản, tôi phải báo ở đâu ạ?") is None
        assert (await desk.ticket(asking.id)).citizen_phone == ""

    async def test_of_another_conversation_is_not_taken_for_the_answer(self, say, desk):
        await desk.open(asks_phone=True)
        assert await say("0912345678") is None


class TestRating:
    @pytest.mark.parametrize(
        ("said", "rating", "comment"),
        [
            ("5", 5, ""),
            (" 1 ", 1, ""),
            ("4 – Hài lòng", 4, ""),
            ("3 - Bình thường", 3, ""),
            ("5 sao", 5, ""),
            ("5sao", 5, ""),
            ("4 điểm, cô Lan nhiệt tình", 4, "cô Lan nhiệt tình"),
            ("4 diem", 4, ""),
            ("5đ", 5, ""),
            ("5/5", 5, ""),
            ("5 chau noi de hieu", 5, "chau noi de hieu"),
            ("2/5 chờ lâu", 2, "chờ lâu"),
            ("5. cảm ơn", 5, "cảm ơn"),
            ("5!", 5, ""),
            ("5 rất tốt", 5, "rất tốt"),
            ("2 chờ thì CHẬM", None, None),
            ("1 không ai trả lời tôi cả", 1, "không ai trả lời tôi cả"),
            ("5\ntuyệt vời", 5, "tuyệt vời"),
            ("cho 5 điểm", 5, ""),
            ("Tôi chấm 4 sao, hơi lâu", 4, "hơi lâu"),
            ("em cho 3", 3, ""),
        ],
    )
    async def test_is_read_in_all_shapes(self, say, desk, resolved, said, rating, comment):
        answer = await say(said)
        kept = await desk.ticket(resolved.id)
        if rating is None:
            assert (answer, kept.rating) == (None, None)
        else:
            assert answer == f"Cảm ơn bạn đã đánh giá {rating} trên 5. Cần gì thêm, bạn cứ nhắn."
            assert (kept.rating, kept.rating_comment) == (rating, comment)

    @pytest.mark.parametrize(
        "said",
        [
            "2 người đi cùng được không",
            "2 người",
            "1-2 ngày có xong",
            "5 triệu đồng",
            "xin 5 bản sao",
            "2 cháu làm giấy khai sinh",
            "115",
            "5 sao, nộp ở đâu?",
        ],
    )
    async def test_a_number_in_a_question_is_none(self, say, desk, resolved, said):
        assert await say(said) is None
        assert (await desk.ticket(resolved.id)).rating is None

    @pytest.mark.parametrize("said", ["cho 6 điểm", "10/10", "0", "6", "12", "tôi chấm 100 điểm", "4,5 sao"])
    async def test_one_that_is_out_of_range_is_asked_for_again_and_read_then(self, say, desk, resolved, said, handover_words):
        assert await say(said) == handover_words.say("rating_unclear")
        assert (await desk.ticket(resolved.id)).rating is None
        await say("5")
        assert (await desk.ticket(resolved.id)).rating == 5

    async def test_it_is_asked_for_again_once(self, say, resolved):
        assert await say("10/10") is not None
        assert await say("0") is None

    async def test_is_read_right_after_the_request_only(self, say, desk, chat, resolved):
        await chat.citizen_says("Làm căn cước ở đâu?")
        await chat.bot_says("Bạn chọn: 1. Cấp mới 2. Cấp lại")
        assert await say("1") is None
        assert (await desk.ticket(resolved.id)).rating is None

    async def test_that_comes_too_late_is_refused_in_words(self, say, service, resolved):
        await service.reopen_by_citizen(resolved.tracking_code, "Chưa xong")
        said = await say("5")
        assert said is not None
        assert "Cảm ơn" not in said


class TestBackToBot:
    @pytest.mark.parametrize("said", ["Hỏi máy tiếp", "hỏi máy tiếp.", "  HOI MAY TIEP "])
    async def test_leaves_the_queue_and_keeps_the_ticket(self, say, chat, desk, said):
        ticket = await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        answer = await say(said)
        assert answer.startswith("Máy lại trả lời bạn từ bây giờ")
        assert shown(ticket.tracking_code) in answer
        assert (await chat.state()).owner == Owner.BOT
        assert [(change.move, change.reason) for change in await chat.owners()][-1] == ("hand_back", "asked_bot")
        assert (await desk.ticket(ticket.id)).state == TicketState.RECEIVED

    @pytest.mark.parametrize(
        "said", ["thôi hỏi máy đi", "thôi tôi không chờ nữa", "cho tôi hỏi máy tiếp", "khỏi chờ nữa", "ko doi nua", "quay lại hỏi máy"]
    )
    async def test_whoever_waits_may_say_so_in_their_own_words(self, say, chat, desk, said):
        await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        await say(said)
        assert (await chat.state()).owner == Owner.BOT

    @pytest.mark.parametrize(
        "said", ["hỏi máy nó trả lời sai nên tôi mới chờ người", "chờ nữa hả", "chờ nữa cũng được", "máy bơm hỏng hỏi ai"]
    )
    async def test_whoever_says_something_else_goes_on_waiting(self, say, chat, desk, said):
        await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        assert await say(said) is None
        assert (await chat.state()).owner == Owner.QUEUE

    async def test_what_was_asked_in_the_queue_goes_to_the_bot(self, say, chat, desk, database):
        await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        asked = await chat.citizen_says("đổi thẻ căn cước ở đâu")
        await say("Hỏi máy tiếp")
        assert [job["message_id"] for job in await jobs(database)] == [str(asked.id)]

    async def test_the_way_back_is_offered_with_every_line_that_is_said_to_whoever_waits(self, lines, chat, asking, database):
        await chat.waits_in_queue()
        line = await chat.citizen_says("0912345678")
        async with database.session() as session:
            said = await lines.answer(session, await ConversationRepository(session).get_locked(chat.id), line)
        assert [option["value"] for option in said.options] == ["Hỏi máy tiếp"]

    async def test_goes_on_with_what_was_at_hand(self, say, chat, database):
        at_hand = {"procedure_codes": ["1.000004"], "asked_text": "lam ho chieu"}
        async with database.session() as session:
            (await ConversationRepository(session).get_locked(chat.id)).dialogue_context = at_hand
        await chat.waits_in_queue()
        await say("Hỏi máy tiếp")
        assert ((await chat.state()).owner, (await chat.state()).dialogue_context) == (Owner.BOT, at_hand)

    async def test_of_whoever_is_with_the_bot_already_changes_nothing(self, say, chat):
        assert await say("Hỏi máy tiếp") == "Máy đang trả lời bạn. Bạn cứ hỏi tiếp."
        assert list(await chat.owners()) == []

    async def test_never_takes_the_conversation_from_an_operator(self, say, chat, operator):
        await chat.is_taken_up_by(Actor.staff(operator.id).id)
        await say("Hỏi máy tiếp")
        assert (await chat.state()).owner == Owner.OPERATOR


class TestAlmostPhone:
    @pytest.mark.parametrize("line", ["091234567", "so 0912 34 56", "84 912 345"])
    async def test_a_number_that_is_none_is_asked_for_again(self, say, asking, line):
        assert (await say(line)).startswith("Số điện thoại này chưa đúng.")

    async def test_nobody_who_was_not_asked_is_corrected(self, say):
        assert await say("091234567") is None


class TestSharedPlace:
    PLACE = "Phường Bình Phước, Đồng Nai (trước đây: Phường Tân Phú, Thành phố Đồng Xoài)"

    async def test_is_named_and_asked_about_without_being_searched_for(self, say):
        said = await say(f"[Vị trí] {self.PLACE}", place=self.PLACE)
        assert self.PLACE in said
        assert "phản ánh việc gì ở đây" in said

    async def test_is_where_the_lamp_is_that_was_just_reported(self, say, desk, chat):
        await desk.open(conversation_id=chat.id, kind=TicketKind.CITIZEN_REPORT)
        await chat.bot_says("Ở đâu ạ?", handover="reported")
        assert (await say(f"[Vị trí] {self.PLACE}", place=self.PLACE)).startswith("Đã ghi thêm")

    async def test_waits_for_the_person_like_all_that_is_said_in_the_queue(self, say, chat):
        await chat.waits_in_queue()
        assert await say(f"[Vị trí] {self.PLACE}", place=self.PLACE) is None


class TestFiles:
    async def test_alone_are_kept_for_a_person_and_the_citizen_is_told_so(self, say):
        assert "máy không xem được ảnh" in await say("Gửi 1 ảnh", files=1)

    async def test_beside_a_question_leave_it_to_the_bot(self, say):
        assert await say("giấy này làm khai sinh cho bé được chưa", files=1) is None


class TestNumberGivenInTheQueue:
    @pytest.mark.parametrize(
        "line", ["so dt cua toi 0912345678", "gọi em theo số 0912 345 678 nghe", "0912345678 Hoa nha", "zalo 0912.345.678"]
    )
    async def test_is_taken_though_nobody_asked(self, say, desk, chat, line):
        ticket = await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        assert (await say(line)).startswith("Đã ghi số điện thoại 0912345678.")
        assert (await desk.ticket(ticket.id)).citizen_phone == "0912345678"

    @pytest.mark.parametrize("line", ["có người lừa tôi bằng số 0912345678", "số 0912345678 của ai vậy?", "cho hỏi 0912345678 là ai"])
    async def test_of_somebody_else_is_left_to_the_person(self, say, desk, chat, line):
        ticket = await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        assert await say(line) is None
        assert (await desk.ticket(ticket.id)).citizen_phone == ""


class TestGivingUp:
    @pytest.mark.parametrize("said", ["thôi khỏi", "khỏi cần nữa", "Thôi.", "ko can dau", "thôi bỏ đi", "hủy đi"])
    async def test_leaves_the_queue(self, say, chat, desk, said):
        await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        assert (await say(said)).startswith("Máy lại trả lời bạn")
        assert (await chat.state()).owner == Owner.BOT

    @pytest.mark.parametrize("said", ["thôi khỏi", "không", "thôi không cần", "tôi không muốn cho số"])
    async def test_of_whoever_is_asked_for_a_number_gives_none(self, say, chat, desk, asking, said):
        await chat.program_says("Bạn cho xin số điện thoại.", topic="handed_over")
        answer = await say(said)
        assert answer.startswith("Vâng, bạn không cần để lại số.")
        assert shown(asking.tracking_code) in answer
        assert (await desk.ticket(asking.id)).asks_phone is False

    async def test_means_something_else_where_no_number_was_asked_for_last(self, say, chat, asking):
        await chat.bot_says("Bạn đã có giấy chứng sinh chưa?")
        assert await say("không") is None


class TestWhoIsThere:
    @pytest.fixture
    async def waiting(self, chat, desk):
        await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        await chat.program_says("Đã chuyển cho tổng đài viên.", topic="handed_over")

    @pytest.mark.parametrize("line", ["m là ai", "ai vậy", "bạn là máy hay người", "co ai khong", "tôi đang nói chuyện với ai đây"])
    async def test_is_told_once_the_queue_line_is_old(self, say, clock, line, waiting):
        clock.go_on(seconds=120)
        answer = await say(line)
        assert "bạn đang chờ tổng đài viên, là người thật. Bạn là người tiếp theo" in answer
        assert await say(line) is None

    async def test_is_not_said_again_right_after_the_queue_line(self, say, waiting):
        assert await say("m là ai") is None

    @pytest.mark.parametrize("line", ["con tôi là ai làm khai sinh", "giấy đó ai ký vậy", "máy lạnh nhà tôi hư"])
    async def test_what_is_asked_about_something_else_waits_for_the_person(self, say, clock, line, waiting):
        clock.go_on(seconds=120)
        assert await say(line) is None
