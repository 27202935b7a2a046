from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.channels.zalo_fake.vendor import Vendor


@pytest.mark.parametrize(
    ("name", "media_type", "begin"),
    [
        ("photo.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("wave.gif", "image/gif", b"GIF8"),
        ("voice.amr", "audio/amr", b"#!AMR\n"),
        ("form.pdf", "application/pdf", b"%PDF-"),
        ("clip.mp4", "video/mp4", b"\x00\x00\x00\x18ftyp"),
        ("letter.doc", "application/msword", b"\xd0\xcf\x11\xe0"),
        ("lying.jpg", "image/jpeg", b"<html>"),
        ("lying.pdf", "application/pdf", b"MZ"),
    ],
)
async def test_files_are_what_they_say_or_lie_about_it(vendor: Vendor, name: str, media_type: str, begin: bytes) -> None:
    response = await vendor.http.get(f"/media/{name}")
    assert response.headers["content-type"] == media_type
    assert response.content.startswith(begin)


async def test_the_photo_can_be_opened_and_the_voice_can_be_heard(vendor: Vendor) -> None:
    assert Image.open(io.BytesIO((await vendor.http.get("/media/photo.jpg")).content)).size == (960, 720)
    assert len((await vendor.http.get("/media/voice.amr")).content) > 1000


async def test_one_photo_is_larger_than_anybody_may_take(vendor: Vendor) -> None:
    assert len((await vendor.http.get("/media/huge.jpg")).content) > 12_000_000


async def test_one_address_leads_inward(vendor: Vendor) -> None:
    response = await vendor.http.get("/media/redirect.jpg")
    assert (response.status_code, response.headers["location"]) == (302, "http://169.254.169.254/latest/meta-data")


async def test_a_citizen_may_send_any_address_and_any_lie(vendor: Vendor) -> None:
    user_id = await vendor.citizen(wrote=False)
    say = f"/fake/citizens/{user_id}/messages"
    await vendor.control(say, {"kind": "image", "url": "http://10.0.0.1/a.jpg"})
    await vendor.control(say, {"kind": "file", "sample": "lying.pdf", "name": "don.docx", "size": "7"})
    image = (await vendor.receiver.event("user_send_image"))["message"]["attachments"][0]["payload"]
    file = (await vendor.receiver.event("user_send_file"))["message"]["attachments"][0]["payload"]
    assert image["url"] == "http://10.0.0.1/a.jpg"
    assert (file["name"], file["size"], file["type"], file["url"]) == ("don.docx", "7", "docx", "http://fake.test/media/lying.pdf")


async def test_what_is_not_there_is_not_found(vendor: Vendor) -> None:
    assert (await vendor.http.get("/media/unheard.jpg")).status_code == 404
    assert (await vendor.http.get("/uploads/unheard")).status_code == 404
