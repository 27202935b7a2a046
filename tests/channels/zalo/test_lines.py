"""What stands in the thread for what is not plain text."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from tests.channels.zalo import vendor
from tests.channels.zalo.parties import HOME


def sticker() -> bytes:
    return vendor.sent("sticker", {"url": "http://f.zdn.vn/s.png", "id": "2"})


def place(latitude: object, longitude: object) -> dict[str, object]:
    return {"coordinates": {"latitude": str(latitude), "longitude": str(longitude)}}


class TestLocation:
    async def test_in_the_province_waits_for_an_answer_and_is_known_to_be_a_place_and_nothing_else(self, office):
        await office.takes(vendor.sent("location", place(*HOME)))
        asked = (await office.thread())[-1]
        assert (asked.text, asked.state) == ("[Vị trí] Phường Bình Phước, Đồng Nai", "received")
        assert asked.details["place"] == "Phường Bình Phước, Đồng Nai"

    async def test_elsewhere_is_shown_as_it_is_and_the_citizen_asked_what_they_want(self, office):
        await office.takes(vendor.sent("location", place("21.028", "105.854")))
        shown, told = (await office.thread())[-2:]
        assert (shown.text, shown.state) == ("[Vị trí] tọa độ 21.02800, 105.85400", "answered")
        assert "không thuộc địa bàn" in told.text


class TestOthers:
    async def test_sticker_asks_nothing_and_is_told_once_that_only_words_are_read(self, office):
        for _ in range(3):
            await office.takes(sticker())
        shown = [message.text for message in await office.thread()][1:]
        told = "Cảm ơn nhãn dán của bạn! Máy chỉ đọc được chữ: bạn cần hỏi gì, cứ viết thành câu nhé."
        assert shown == ["[Nhãn dán]", told, "[Nhãn dán]", "[Nhãn dán]"]
        assert await office.jobs("messages") == []

    async def test_of_stickers_after_a_day_it_is_told_again(self, office, database):
        await office.takes(sticker())
        async with database.session() as session:
            await session.execute(text("UPDATE messages SET created_at = created_at - interval '25 hours'"))
        await office.takes(sticker())
        assert sum("Máy chỉ đọc được chữ" in said for said in await office.said("system")) == 2

    async def test_sticker_to_a_person_is_between_the_two_of_them(self, office):
        await office.takes(vendor.said("Chào"), vendor.echo("Chào chị.", admin_id="991", msg_id="e1"), sticker())
        assert not any("Máy chỉ đọc được chữ" in said for said in await office.said("system"))

    async def test_link_is_shown_and_asked_about(self, office):
        await office.takes(vendor.sent("link", {"url": "https://vnexpress.net/a", "description": "Tin tức", "thumbnail": ""}))
        assert (await office.said()) == ["[Liên kết] Tin tức https://vnexpress.net/a"]
        assert (await office.said("system"))[-1].startswith("Tổng đài đã nhận")

    @pytest.mark.parametrize(
        ("description", "shown"),
        [
            (json.dumps({"phone": "0912345678", "qrCodeUrl": "http://x"}), "[Danh thiếp] 0912345678"),
            ("{", "[Danh thiếp] {"),
            ("[]", "[Danh thiếp]"),
        ],
    )
    async def test_card_shows_whom_it_names(self, office, description, shown):
        await office.takes(vendor.sent("business_card", {"url": "", "description": description}))
        assert await office.said() == [shown]

    async def test_kind_nobody_knows_is_said_to_be_there(self, office):
        await office.takes(vendor.sent("hologram", {"url": "x"}))
        assert await office.said() == ["[Nội dung khác]"]
