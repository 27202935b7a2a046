from __future__ import annotations

import asyncio
import uuid
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import insert, text

from desk.questions.models import ReplyMark
from staff.models import Role
from tests.conversations.personas import jobs
from tests.desk.operators.personas import board, go_on_duty, move, write
from tests.desk.personas import add_member, person

_HANDED_BACK = "Tổng đài viên đã chuyển bạn lại cho trợ lý tự động. Bạn cứ hỏi tiếp."


async def _settle(database):
    """The worker has handled all that came up to now."""
    async with database.session() as session:
        await session.execute(text("DELETE FROM procrastinate_jobs"))


@pytest.fixture
async def waiting(citizen, desk):
    """The citizen has asked for a person while an operator is on duty."""
    await go_on_duty(desk.operator)
    await citizen.ask("Thuê mặt nước nuôi cá tra ở hồ thủy điện cần gì?")
    await citizen.ask_for_person()
    return citizen


@pytest.fixture
async def held(waiting, desk):
    assert (await move(desk.operator, waiting.id, "claim")).status_code == 200
    return waiting


class TestHandOver:
    async def test_the_citizen_hears_place_wait_and_code(self, waiting):
        heard = await waiting.hears()
        assert "Bạn là người tiếp theo, khoảng 5 phút." in heard
        assert "Mã tra cứu của bạn: " in heard

    async def test_the_desk_sees_the_question_and_not_the_wish_for_a_person(self, waiting, desk):
        (row,) = (await board(desk.operator))["rows"]
        assert (row["owner"], row["times_queued"], row["ticket"]["handover_reason"]) == ("queue", 1, "asked")
        assert row["ticket"]["subject"] == "Thuê mặt nước nuôi cá tra ở hồ thủy điện cần gì?"

    async def test_the_desk_is_told_what_the_citizen_last_stated_with_numbers_masked(self, held, desk):
        async def matter():
            return (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()["matter"]

        assert await matter() == "Thuê mặt nước nuôi cá tra ở hồ thủy điện cần gì?"
        await held.ask("giấy phép cũ mang số 079012345678 còn dùng được không")
        await held.ask("nhân viên đâu rồi")
        assert "giấy phép cũ" in await matter()
        assert "079012345678" not in await matter()

    async def test_with_nobody_on_duty_a_ticket_is_promised_and_the_bot_goes_on(self, citizen, desk):
        await citizen.ask_for_person()
        heard = await citizen.hears()
        assert "tổng đài sẽ trả lời trước" in heard
        assert "số điện thoại" in heard
        assert (await board(desk.operator))["rows"] == []
        await citizen.ask("Làm khai sinh cần gì?")
        assert await citizen.hears() == "Trả lời: Làm khai sinh cần gì?"

    async def test_the_phone_number_that_was_asked_for_is_kept_with_the_ticket(self, citizen, desk):
        await citizen.ask_for_person()
        await citizen.ask("sđt của em 0912.345.678 nha")
        assert (await citizen.hears()).startswith("Đã ghi số điện thoại 0912345678.")
        (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
        assert ticket["kind"] == "callback"
        revealed = await desk.operator.post(f"/desk/api/tickets/{ticket['id']}/reveal")
        assert revealed.json() == {"citizen_phone": "0912345678", "citizen_address": ""}

    async def test_asking_again_opens_no_second_ticket(self, citizen, desk):
        await citizen.ask_for_person()
        await citizen.ask_for_person("Gặp người thật đi")
        assert (await citizen.hears()).startswith("Yêu cầu của bạn đã có phiếu")
        assert (await desk.operator.get("/desk/api/tickets")).json()["total"] == 1

    async def test_the_code_shows_where_the_ticket_stands(self, citizen):
        await citizen.ask_for_person()
        code = (await citizen.hears()).split("mã tra cứu ")[1][:12]
        await citizen.ask(f"tra giúp mã {code.lower().replace('-', ' ')}")
        assert (await citizen.hears()).startswith(f"Phiếu {code}:")


class TestMoves:
    async def test_whoever_claims_has_it_and_the_ticket(self, held, desk):
        (row,) = (await board(desk.supervisor))["rows"]
        assert (row["owner"], row["owner_name"], row["ticket"]["state"]) == ("operator", "Operator", "in_progress")
        assert (await held.web.read())["status"]["operator_name"] == "Operator"

    async def test_the_second_who_claims_is_told_who_has_it(self, held, desk):
        refused = await move(desk.supervisor, held.id, "claim")
        assert refused.status_code == 409
        assert refused.json()["error"] == {"code": "ownership_changed", "message": "Cuộc trò chuyện đang do Operator giữ."}

    async def test_of_many_who_claim_at_the_same_moment_one_gets_it_and_the_others_hear_who(self, waiting, desk, app, database):
        async with AsyncExitStack() as stack:
            members = [await add_member(database, f"op.{number}", Role.OPERATOR) for number in range(8)]
            people = [await stack.enter_async_context(person(app, database, member)) for member in members]
            answers = await asyncio.gather(*(move(one, waiting.id, "claim") for one in people))
        (owner,) = [answer.json()["row"]["owner_name"] for answer in answers if answer.status_code == 200]
        refused = [answer.json()["error"] for answer in answers if answer.status_code == 409]
        said = {"code": "ownership_changed", "message": f"Cuộc trò chuyện đang do {owner} giữ."}
        assert refused == [said] * 7
        (row,) = (await board(desk.supervisor))["rows"]
        assert row["owner_name"] == owner

    @pytest.mark.parametrize("reason", ["x\x00y", "<script>alert(1)</script>", "=1+1", "x" * 1000])
    async def test_any_reason_is_kept_as_text(self, held, desk, reason):
        assert (await move(desk.operator, held.id, "release", reason=reason)).status_code == 200
        file = (await desk.supervisor.get(f"/desk/api/conversations/{held.id}")).json()
        assert file["ownership"][-1]["reason"] == reason.replace("\x00", "")

    async def test_a_reason_that_is_too_long_is_refused_in_words(self, held, desk):
        refused = await move(desk.operator, held.id, "release", reason="x" * 1001)
        assert refused.json()["error"] == {"code": "reason_too_long", "message": "Lý do dài quá 1000 ký tự."}

    async def test_only_a_transfer_goes_to_a_group(self, held, desk):
        released = await move(desk.operator, held.id, "release", to_group="nhóm không có thật")
        assert (released.status_code, released.json()["row"]["queue_group"]) == (200, "")

    async def test_moves_of_the_program_are_nobodys(self, held, desk):
        for name in ("hand_over", "lose"):
            assert (await move(desk.supervisor, held.id, name)).status_code == 409

    async def test_the_bot_is_silent_until_it_is_handed_back(self, held, desk, bot):
        asked = len(bot.turns)
        await held.ask("Alo?")
        assert [turn.only_danger for turn in bot.turns[asked:]] == [True]
        await move(desk.operator, held.id, "hand_back")
        await held.ask("Làm khai sinh cần gì?")
        assert await held.hears() == "Trả lời: Làm khai sinh cần gì?"
        assert bot.turns[-1].context == {}

    async def test_what_nobody_has_answered_is_the_bots_once_it_is_handed_back(self, held, desk, handler, database):
        await write(desk.operator, held.id, "Chào bác")
        await held.ask("đổi thẻ căn cước ở đâu")
        await _settle(database)
        assert (await move(desk.operator, held.id, "hand_back")).status_code == 200
        [job] = await jobs(database)
        await handler.handle(uuid.UUID(job["message_id"]))
        texts = [message["text"] for message in await held.web.thread()][-2:]
        assert texts == [_HANDED_BACK, "Trả lời: đổi thẻ căn cước ở đâu"]

    async def test_what_was_answered_is_not_answered_again(self, held, desk, database):
        await held.ask("đổi thẻ căn cước ở đâu")
        await write(desk.operator, held.id, "Dạ ở công an xã ạ")
        await _settle(database)
        await move(desk.operator, held.id, "hand_back")
        assert await jobs(database) == []

    async def test_whoever_is_released_hears_their_place(self, held, desk):
        await move(desk.operator, held.id, "release")
        assert (await held.hears()).endswith("bạn không cần kể lại. Bạn là người tiếp theo, khoảng 5 phút.")

    async def test_a_transfer_reaches_whoever_is_on_duty(self, held, desk):
        await go_on_duty(desk.supervisor)
        assert (await move(desk.operator, held.id, "transfer", to_id=str(desk.supervisor.id))).status_code == 200
        (row,) = (await board(desk.operator))["rows"]
        assert row["owner_name"] == "Supervisor"

    @pytest.mark.parametrize("to", ["off duty", "left", "nobody"])
    async def test_a_transfer_to_somebody_who_is_not_there_is_refused(self, held, desk, database, app, to):
        gone = await add_member(database, "gone", Role.OPERATOR, is_active=to != "left")
        target = uuid.uuid4() if to == "nobody" else gone.id
        refused = await move(desk.operator, held.id, "transfer", to_id=str(target))
        assert refused.status_code == 422
        assert (await board(desk.operator))["rows"][0]["owner_name"] == "Operator"

    async def test_a_colleagues_conversation_is_released_by_a_supervisor_only(self, held, desk, app, database):
        async with person(app, database, await add_member(database, "other", Role.OPERATOR)) as other:
            assert (await move(other, held.id, "release")).status_code == 409
        assert (await move(desk.supervisor, held.id, "release")).status_code == 200
        (row,) = (await board(desk.operator))["rows"]
        assert (row["owner"], row["times_queued"]) == ("queue", 2)

    async def test_a_conversation_that_is_not_there_is_not_found(self, desk):
        assert (await move(desk.operator, str(uuid.uuid4()), "claim")).status_code == 404


class TestWrite:
    async def test_reaches_the_citizen_under_the_operators_name(self, held, desk):
        assert (await write(desk.operator, held.id, "Chào bác, em nghe đây ạ.")).status_code == 201
        last = (await held.web.thread())[-1]
        assert (last["sender"], last["author_name"], last["text"]) == ("operator", "Operator", "Chào bác, em nghe đây ạ.")

    async def test_sent_twice_is_one_message(self, held, desk):
        first = await write(desk.operator, held.id, "Chào bác", "client-0001")
        again = await write(desk.operator, held.id, "Chào bác", "client-0001")
        assert first.json()["message"]["id"] == again.json()["message"]["id"]
        assert await held.web.texts("operator") == ["Chào bác"]

    async def test_is_refused_to_everybody_but_the_owner(self, held, desk):
        refused = await write(desk.supervisor, held.id, "Để tôi")
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_owner")
        assert await held.web.texts("operator") == []

    async def test_ends_the_citizens_wait_and_is_the_tickets_first_response(self, held, desk):
        await held.ask("Alo?")
        await write(desk.operator, held.id, "Em đây ạ")
        (row,) = (await board(desk.operator))["rows"]
        assert row["waiting_since"] is None
        ticket = (await desk.operator.get(f"/desk/api/tickets/{row['ticket']['id']}")).json()
        assert ticket["ticket"]["first_response_at"] is not None
        assert [event["public_text"] for event in ticket["events"] if event["kind"] == "replied"] == ["Em đây ạ"]

    @pytest.mark.parametrize("text_sent", ["", "   \n", "a" * 6001, "x" * 50_000])
    async def test_nothing_and_too_much_are_refused_with_words(self, held, desk, text_sent):
        refused = await write(desk.operator, held.id, text_sent)
        assert refused.status_code == 422
        assert refused.json()["error"]["message"].startswith("Tin")


class TestRead:
    async def test_masks_the_citizens_numbers_until_they_are_revealed_and_writes_that_down(self, held, desk, database):
        await held.ask("cccd cua toi 070123456789")
        thread = (await desk.operator.get(f"/desk/api/conversations/{held.id}/messages")).json()["messages"]
        masked = thread[-1]
        assert (masked["text"], masked["is_masked"]) == ("cccd cua toi [số giấy tờ]", True)
        revealed = await desk.operator.post(f"/desk/api/messages/{masked['id']}/reveal")
        assert revealed.json() == {"text": "cccd cua toi 070123456789"}
        async with database.session() as session:
            entries = (
                await session.execute(text("SELECT staff_id, subject_id FROM audit_entries WHERE action = 'message_revealed'"))
            ).all()
        assert entries == [(desk.operator.id, masked["id"])]

    async def test_shows_which_answers_were_marked_as_wrong(self, held, desk, database):
        await held.ask("làm căn cước ở đâu")
        thread = (await desk.operator.get(f"/desk/api/conversations/{held.id}/messages")).json()["messages"]
        wrong, taken_back = thread[0]["id"], thread[1]["id"]
        async with database.session() as session:
            for message_id, is_wrong in ((wrong, True), (taken_back, False)):
                mark = {"message_id": uuid.UUID(message_id), "conversation_id": held.id, "is_wrong": is_wrong}
                await session.execute(insert(ReplyMark).values(mark | {"marked_by": desk.operator.id}))
        thread = (await desk.operator.get(f"/desk/api/conversations/{held.id}/messages")).json()["messages"]
        assert [message["id"] for message in thread if message["is_marked"]] == [wrong]

    async def test_shows_what_the_bot_did_and_who_had_it_when(self, held, desk):
        file = (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()
        assert [change["move"] for change in file["ownership"]] == ["hand_over", "claim"]
        assert file["tickets"][0]["summary"]["question"] == "Thuê mặt nước nuôi cá tra ở hồ thủy điện cần gì?"
        assert file["can"]["reply"] is True
        assert (await desk.supervisor.get(f"/desk/api/conversations/{held.id}")).json()["can"]["take_over"] is True

    async def test_script_in_a_message_stays_text(self, held, desk):
        await held.ask("<script>alert(1)</script>")
        thread = (await desk.operator.get(f"/desk/api/conversations/{held.id}/messages")).json()["messages"]
        assert thread[-1]["text"] == "<script>alert(1)</script>"


class TestReadingIsWrittenDown:
    @pytest.fixture
    def readers(self, database):
        async def readers():
            query = "SELECT staff_id, subject_kind, subject_id FROM audit_entries WHERE action = 'conversation_read'"
            async with database.session() as session:
                return [tuple(row) for row in (await session.execute(text(query))).all()]

        return readers

    async def test_of_somebody_elses_conversation_once_however_often_the_page_asks(self, held, desk, readers):
        for _ in range(3):
            await desk.supervisor.get(f"/desk/api/conversations/{held.id}")
            await desk.supervisor.get(f"/desk/api/conversations/{held.id}/messages")
        assert await readers() == [(desk.supervisor.id, "conversation", held.id)]

    async def test_also_of_who_asks_for_the_messages_alone(self, held, desk, readers):
        await desk.supervisor.get(f"/desk/api/conversations/{held.id}/messages")
        assert await readers() == [(desk.supervisor.id, "conversation", held.id)]

    async def test_not_of_ones_own(self, held, desk, readers):
        await desk.operator.get(f"/desk/api/conversations/{held.id}")
        await desk.operator.get(f"/desk/api/conversations/{held.id}/messages")
        assert await readers() == []

    async def test_of_one_that_waits_or_is_with_the_bot(self, waiting, desk, readers):
        await desk.operator.get(f"/desk/api/conversations/{waiting.id}")
        assert await readers() == [(desk.operator.id, "conversation", waiting.id)]


class TestNotes:
    async def test_a_note_that_names_half_the_town_is_a_note(self, held, desk, database):
        names = [f"can.bo.{number}" for number in range(300)]
        for name in names:
            await add_member(database, name, Role.OPERATOR)
        text_sent = " ".join(f"@{name}" for name in names)[:4900]
        written = await desk.operator.post(f"/desk/api/conversations/{held.id}/notes", json={"text": text_sent})
        assert written.status_code == 201

    async def test_are_seen_by_staff_and_never_by_the_citizen(self, held, desk):
        written = await desk.operator.post(f"/desk/api/conversations/{held.id}/notes", json={"text": "Bác này gọi hai lần rồi"})
        assert written.status_code == 201
        file = (await desk.supervisor.get(f"/desk/api/conversations/{held.id}")).json()
        assert [note["text"] for note in file["notes"]] == ["Bác này gọi hai lần rồi"]
        assert "hai lần" not in str(await held.web.thread())


class TestWrapUp:
    async def finish(self, person_, citizen, **wrap_up):
        body = {"outcome": "answered", "sector": "Thủy sản", "bot_should_have_known": True} | wrap_up
        return await person_.post(f"/desk/api/conversations/{citizen.id}/wrap-up", json=body)

    async def test_resolves_the_ticket_asks_for_a_rating_and_gives_the_conversation_back(self, held, desk):
        await write(desk.operator, held.id, "Bác cần đơn theo mẫu số 26 ạ")
        assert (await self.finish(desk.operator, held)).status_code == 200
        (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
        assert (ticket["state"], ticket["sector"], ticket["outcome"], ticket["bot_should_have_known"]) == (
            "resolved",
            "Thủy sản",
            "answered",
            True,
        )
        last = (await held.web.thread())[-1]
        assert last["text"].startswith("Cuộc trò chuyện với tổng đài viên đã kết thúc")
        assert [option["label"][0] for option in last["options"]] == ["1", "2", "3", "4", "5"]
        assert (await board(desk.operator))["rows"] == []

    @pytest.mark.parametrize(
        ("said", "comment"), [("5 – Rất hài lòng", ""), ("5", ""), ("5 sao, cô Lan nhiệt tình", "cô Lan nhiệt tình"), ("5 - tốt", "tốt")]
    )
    async def test_the_rating_is_kept_with_its_words(self, held, desk, said, comment):
        await self.finish(desk.operator, held)
        await held.ask(said)
        assert await held.hears() == "Cảm ơn bạn đã đánh giá 5 trên 5. Cần gì thêm, bạn cứ nhắn."
        (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
        assert (ticket["rating"], ticket["rating_comment"]) == (5, comment)

    async def test_a_new_question_instead_of_a_rating_is_answered(self, held, desk):
        await self.finish(desk.operator, held)
        await held.ask("Còn làm căn cước thì sao?")
        assert await held.hears() == "Trả lời: Còn làm căn cước thì sao?"

    async def test_a_ticket_that_was_reopened_is_not_rated_twice(self, held, desk):
        await self.finish(desk.operator, held)
        (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
        reopened = {"to": "reopened", "reason": "chưa xong"}
        assert (await desk.operator.post(f"/desk/api/tickets/{ticket['id']}/moves", json=reopened)).status_code == 200
        await move(desk.operator, held.id, "take_over")
        await self.finish(desk.operator, held)
        topics = [message["text"][:30] for message in await held.web.thread()]
        assert topics.count("Cuộc trò chuyện với tổng đài v") == 1

    async def test_who_left_is_not_asked_to_rate(self, held, desk):
        before = len(await held.web.thread())
        await self.finish(desk.operator, held, outcome="citizen_left")
        assert len(await held.web.thread()) == before

    async def test_what_the_operator_has_not_seen_keeps_it_open(self, held, desk):
        (row,) = (await board(desk.operator))["rows"]
        await held.ask("còn lệ phí thì sao")
        refused = await self.finish(desk.operator, held, seen_seq=row["last_seq"])
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "citizen_wrote")
        (row,) = (await board(desk.operator))["rows"]
        assert row["owner"] == "operator"
        assert (await self.finish(desk.operator, held, seen_seq=row["last_seq"])).status_code == 200

    async def test_is_for_the_owner(self, waiting, desk):
        assert (await self.finish(desk.operator, waiting)).status_code == 409
