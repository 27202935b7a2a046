"""What citizens attach: from the vendor's hosts alone, by public addresses alone, checked by content, kept or refused in words."""

from __future__ import annotations

import httpx
import pytest

from channels.zalo.media import MediaAway, MediaFetcher
from channels.zalo.media_hosts import MediaHosts
from channels.zalo.outcomes import Outcome
from core.public_addresses import NotFetchable
from tests.channels.zalo import vendor
from tests.channels.zalo.parties import FileServer, public_everywhere
from tests.channels.zalo.vendor import USER
from tests.conversations.attachments.samples import image, pdf

PHOTO = "http://f.zdn.vn/anh.jpg"


async def fetched(files: FileServer, address: str, resolve=public_everywhere, local: str = "") -> bytes:
    async with httpx.AsyncClient(transport=httpx.MockTransport(files.answer)) as client:
        fetcher = MediaFetcher(client, MediaHosts([".zdn.vn", "stickers.zalo.me"], local), resolve=resolve)
        return b"".join([piece async for piece in fetcher.stream(address)])


def resolving(*addresses: str):
    async def resolve(host, port):
        return addresses

    return resolve


class TestFetch:
    async def test_goes_to_the_address_that_was_looked_at(self, files):
        files.holds[PHOTO] = b"bytes"
        assert await fetched(files, PHOTO, resolving("203.119.8.7")) == b"bytes"
        [request] = files.asked
        assert (request.url.host, request.headers["host"], request.extensions["sni_hostname"]) == ("203.119.8.7", "f.zdn.vn", "f.zdn.vn")

    @pytest.mark.parametrize(
        "address",
        [
            "http://evil.example/a",
            "http://zdn.vn.evil.example/a",
            "http://evilzdn.vn/a",
            "http://f.zdn.vn:8080/a",
            "http://u:p@f.zdn.vn/a",
            "http://127.0.0.1/a",
            "http://[::1]/a",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "ftp://f.zdn.vn/a",
            "//f.zdn.vn/a",
            "",
            "http://",
            "http://f.zdn.vn:99999/a",
            "http://2130706433/a",
        ],
    )
    async def test_asks_no_host_but_the_vendors(self, files, address):
        with pytest.raises(NotFetchable):
            await fetched(files, address)
        assert files.asked == []

    @pytest.mark.parametrize(
        "address", ["127.0.0.1", "10.0.0.5", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.5", "224.0.0.1"]
    )
    async def test_asks_no_private_address_whatever_name_leads_to_it(self, files, address):
        with pytest.raises(NotFetchable):
            await fetched(files, PHOTO, resolving("203.119.8.7", address))
        assert files.asked == []

    async def test_follows_the_vendor_to_the_vendor(self, files):
        files.holds[PHOTO] = httpx.Response(302, headers={"location": "http://g.zdn.vn/b.jpg"})
        files.holds["http://g.zdn.vn/b.jpg"] = b"bytes"
        assert await fetched(files, PHOTO) == b"bytes"

    @pytest.mark.parametrize("aim", ["http://127.0.0.1:8025/a", "http://evil.example/a", "file:///etc/passwd"])
    async def test_follows_nobody_inward(self, files, aim):
        files.holds[PHOTO] = httpx.Response(302, headers={"location": aim})
        with pytest.raises(NotFetchable):
            await fetched(files, PHOTO)
        assert len(files.asked) == 1

    async def test_goes_round_in_no_circle(self, files):
        files.holds[PHOTO] = lambda: httpx.Response(302, headers={"location": PHOTO})
        with pytest.raises(NotFetchable):
            await fetched(files, PHOTO)

    async def test_the_fake_is_asked_on_its_own_port_and_no_other(self, files):
        files.holds["http://127.0.0.1:8025/a"] = b"bytes"
        assert await fetched(files, "http://127.0.0.1:8025/a", local="127.0.0.1:8025") == b"bytes"
        with pytest.raises(NotFetchable):
            await fetched(files, "http://127.0.0.1:8026/a", local="127.0.0.1:8025")

    @pytest.mark.parametrize("trouble", [httpx.Response(503), httpx.Response(429), httpx.ConnectTimeout("late"), httpx.ReadError("gone")])
    async def test_server_that_is_away_may_be_back(self, files, trouble):
        files.holds[PHOTO] = trouble
        with pytest.raises(MediaAway):
            await fetched(files, PHOTO)


class TestMessage:
    async def test_photo_is_kept_with_it(self, office, files, database):
        files.holds[PHOTO] = image()
        await office.takes(vendor.sent("image", {"url": PHOTO, "thumbnail": PHOTO}, text="Giấy này đúng chưa ạ?"))
        photo = (await office.thread())[-1]
        assert (photo.text, photo.details["files"], photo.state) == ("Giấy này đúng chưa ạ?\n[Hình ảnh]", 1, "received")

    async def test_file_goes_by_its_name(self, office, files):
        files.holds["http://f.zdn.vn/don.pdf"] = pdf()
        await office.takes(vendor.sent("file", {"url": "http://f.zdn.vn/don.pdf", "name": "Đơn xin.pdf", "size": "10", "type": "pdf"}))
        assert (await office.said())[-1] == "[Tệp] Đơn xin.pdf"

    async def test_video_is_not_taken_and_the_citizen_hears_what_is(self, office, files):
        await office.takes(vendor.sent("video", {"url": "http://f.zdn.vn/v.mp4", "thumbnail": "", "description": ""}))
        line, told = (await office.thread())[-2:]
        assert (line.text, line.state) == ("[Video] (không lưu được)", "answered")
        assert (told.sender, told.text.split(".")[0]) == ("system", "Tổng đài chưa nhận được video")
        assert files.asked == []
        assert await office.jobs("messages") == [], "nothing for the bot to answer"

    async def test_file_that_is_another_than_it_says_is_refused(self, office, files):
        files.holds["http://f.zdn.vn/a.pdf"] = b"MZ\x90\x00 a program"
        await office.takes(vendor.sent("file", {"url": "http://f.zdn.vn/a.pdf", "name": "a.pdf", "type": "pdf"}))
        line, told = (await office.thread())[-2:]
        assert line.text == "[Tệp] a.pdf (không lưu được)"
        assert "chỉ nhận ảnh" in told.text

    async def test_file_larger_than_it_says_is_refused(self, office, files):
        files.holds["http://f.zdn.vn/a.pdf"] = b"%PDF-1.4" + bytes(11 * 1024 * 1024)
        await office.takes(vendor.sent("file", {"url": "http://f.zdn.vn/a.pdf", "name": "a.pdf", "size": "10"}))
        assert "lớn hơn 10 MB" in (await office.thread())[-1].text

    async def test_file_at_a_private_address_is_refused_and_not_asked_for(self, office, files):
        await office.takes(vendor.sent("image", {"url": "http://127.0.0.1:5432/"}))
        assert (await office.said())[-1] == "[Hình ảnh] (không lưu được)"
        assert files.asked == []

    async def test_what_was_written_beside_a_refused_file_is_a_question_all_the_same(self, office):
        await office.takes(vendor.sent("video", {"url": "x"}, text="Đường này hỏng, báo ai?"))
        question = next(message for message in await office.thread() if message.sender == "citizen")
        assert question.state == "received"

    async def test_server_that_is_away_is_asked_again_and_then_given_up(self, office, taker, files):
        files.holds[PHOTO] = lambda: httpx.Response(503)
        await office.hears(vendor.sent("image", {"url": PHOTO}))
        with pytest.raises(MediaAway):
            await taker.take(USER, attempt=1)
        assert await office.outcomes() == [""]
        await taker.take(USER, attempt=3)
        assert await office.outcomes() == [Outcome.STORED]
        assert (await office.said())[-1] == "[Hình ảnh] (không lưu được)"

    async def test_several_are_kept_together(self, office, files):
        files.holds[PHOTO] = image()
        await office.takes(vendor.sent("image", {"url": PHOTO}, {"url": PHOTO}))
        assert (await office.thread())[-1].details["files"] == 2

    async def test_official_sends_one_at_the_console(self, office, files):
        files.holds[PHOTO] = image()
        await office.takes(vendor.echo("", admin_id="9", attachments=[{"type": "image", "payload": {"url": PHOTO}}]))
        [answer] = await office.thread()
        assert (answer.sender, answer.details["files"], answer.text) == ("operator", 1, "[Hình ảnh]")
