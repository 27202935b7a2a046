from __future__ import annotations

import pytest

from conversations.models import Owner
from privacy.models import RequestState


class TestDeletion:
    async def test_is_asked_about_once_and_then_confirmed(self, say, requests, clock):
        question = await say("xóa dữ liệu của tôi")
        [request] = await requests()
        assert request.code in question.text
        assert [option["value"] for option in question.options] == ["XÁC NHẬN XÓA", "Không xóa"]
        confirmed = await say("xác nhận xóa")
        assert request.code in confirmed.text
        assert (await requests())[0].confirmed_at == clock.now

    async def test_confirmed_out_of_the_blue_is_asked_about_first(self, say, requests):
        assert (await say("XÁC NHẬN XÓA")).options
        assert (await requests())[0].confirmed_at is None

    @pytest.mark.parametrize("line", ["đồng ý", "xóa", "ok xoa di", "vâng", "có"])
    async def test_is_confirmed_by_any_yes_to_the_question(self, say, requests, clock, line):
        await say("xóa dữ liệu của tôi")
        await say(line)
        assert (await requests())[0].confirmed_at == clock.now

    @pytest.mark.parametrize("line", ["đúng rồi", "dạ phải ạ", "chắc chắn", "dung vay", "em hiểu rồi", "ừ đúng rồi đó"])
    async def test_is_explained_to_whoever_says_yes_in_words_that_may_mean_anything(self, say, requests, line):
        await say("xóa dữ liệu của tôi")
        explained = await say(line)
        assert "chưa xóa gì" in explained.text
        assert [option["value"] for option in explained.options] == ["XÁC NHẬN XÓA", "Không xóa"]
        assert (await requests())[0].confirmed_at is None
        await say("XÁC NHẬN XÓA")
        assert (await requests())[0].confirmed_at is not None

    @pytest.mark.parametrize("line", ["thôi khỏi", "không", "thoi", "hủy đi"])
    async def test_is_stopped_by_any_no_to_the_question(self, say, requests, line):
        await say("xóa dữ liệu của tôi")
        await say(line)
        assert (await requests())[0].state == RequestState.REFUSED

    @pytest.mark.parametrize("line", ["đồng ý", "xóa", "thôi", "đúng rồi"])
    async def test_yes_and_no_to_nothing_are_for_the_bot(self, say, requests, line):
        assert await say(line) is None
        assert await requests() == []

    async def test_may_be_stopped(self, say, requests):
        await say("xóa dữ liệu của tôi")
        assert (await say("Không xóa")).text.startswith("Đã dừng")
        [request] = await requests()
        assert (request.state, request.proof) == (RequestState.REFUSED, {"withdrawn_by": "citizen"})

    async def test_stopped_one_does_not_stand_in_the_way_of_the_next(self, say, requests):
        await say("xóa dữ liệu của tôi")
        await say("Không xóa")
        await say("xóa dữ liệu của tôi")
        assert [request.state for request in await requests()].count(RequestState.OPEN) == 1

    async def test_not_wanting_what_nobody_asked_for_is_for_the_bot(self, say):
        assert await say("Không xóa") is None

    async def test_asked_twice_confirmed_once(self, say, requests):
        await say("xóa dữ liệu của tôi")
        await say("xóa dữ liệu của tôi")
        await say("xác nhận xóa")
        assert "đang được xóa" in (await say("xóa dữ liệu của tôi")).text
        assert len(await requests()) == 1

    async def test_other_words_in_between_change_nothing(self, say, requests):
        await say("xóa dữ liệu của tôi")
        assert await say("làm khai sinh cần gì?") is None
        await say("xác nhận xóa")
        assert (await requests())[0].confirmed_at is not None

    async def test_also_from_the_queue(self, say, chat, requests):
        await chat.waits_in_queue()
        await say("xóa dữ liệu của tôi")
        await say("xác nhận xóa")
        assert (await chat.state()).owner == Owner.QUEUE
        assert (await requests())[0].confirmed_at is not None


class TestACopy:
    async def test_comes_as_a_link(self, say):
        assert "/du-lieu/" in (await say("gửi tôi dữ liệu của tôi")).text


class TestEverythingElse:
    async def test_goes_to_the_people_behind(self, say, people):
        people.answers["0912345678"] = "Đã ghi số"
        assert (await say("0912345678")).text == "Đã ghi số"
        assert await say("lệ phí bao nhiêu?") is None
