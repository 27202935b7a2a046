"""Which of a citizen's messages says what the case is about."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from conversations.models import Message, MessageKind, Sender
from core.erasing import ERASED
from tickets.matters import last_matter, matter_in


def citizen(text: str) -> Message:
    return Message(id=uuid.uuid4(), sender=Sender.CITIZEN, kind=MessageKind.MESSAGE, text=text, details={})


def answer(to: Message, sender: Sender = Sender.BOT, **details: Any) -> Message:
    return Message(id=uuid.uuid4(), sender=sender, kind=MessageKind.REPLY, text="…", details=details, in_reply_to=to.id)


def understood(intent: str) -> dict[str, Any]:
    return {"intent": {"name": intent}}


ASKED = citizen("làm hộ chiếu mất bao lâu")


@pytest.mark.parametrize(
    "text",
    [
        "nhân viên đâu",
        "Nhân viên đâu rồi ạ?",
        "có ai không",
        "cho tôi gặp tổng đài viên",
        "alo alo",
        "chờ lâu quá",
        "2",
        "0912 345 678",
        "số điện thoại của tôi 0912345678",
        "[Hình ảnh]",
        "[Tệp] ho-so-dat-dai.pdf",
        "[Video] (không lưu được)",
        "gửi ảnh\n[Hình ảnh]",
        "cảm ơn bạn",
        "không phải",
        "???",
        "",
        ERASED,
    ],
)
def test_what_states_nothing_is_passed_over(text):
    assert last_matter([ASKED, citizen(text)]) == ASKED.text


@pytest.mark.parametrize(
    "text",
    [
        "đổi thẻ căn cước ở đâu",
        "Tạm trú nộp ở đâu, cho gặp người",
        "đổi thẻ bảo hiểm",
        "giấy độc thân",
        "con tôi sinh ở bệnh viện tỉnh",
        "bhyt",
    ],
)
def test_the_last_that_states_something_is_taken(text):
    assert last_matter([ASKED, citizen(text), citizen("nhân viên đâu")]) == text


def test_words_beside_a_photo_are_taken_without_it():
    assert matter_in("tờ khai này điền sao\n[Hình ảnh]") == "tờ khai này điền sao"


@pytest.mark.parametrize("intent", ["greet", "thank", "deny", "choose_option"])
def test_what_the_bot_took_for_small_talk_is_passed_over(intent):
    aside = citizen("thuê bao quý vị")
    assert last_matter([ASKED, aside, answer(aside, understood=understood(intent))]) == ASKED.text


def test_a_long_story_that_ends_in_a_wish_for_a_person_is_taken():
    story = citizen("tôi mất sổ hộ khẩu giấy khi dọn nhà, giờ nhập học cho cháu thì phải làm sao, cho gặp người")
    assert last_matter([ASKED, story, answer(story, understood=understood("request_operator"))]) == story.text


@pytest.mark.parametrize(
    ("text", "topic"), [("A0Q-AK3-A6XQ", "ticket_looked_up"), ("5 tuyệt", "thanks_for_rating"), ("đơn nè", "files_unseen")]
)
def test_what_needed_no_bot_is_passed_over(text, topic):
    line = citizen(text)
    assert last_matter([ASKED, line, answer(line, Sender.SYSTEM, topic=topic, behaviour="track")]) == ASKED.text


def test_what_was_handed_over_is_taken():
    line = citizen("đất nhà tôi bị lấn")
    assert last_matter([ASKED, line, answer(line, Sender.SYSTEM, topic="handed_over", handover="not_understood")]) == line.text


def test_where_nothing_was_stated_there_is_no_matter():
    assert last_matter([citizen("chào"), citizen("[Hình ảnh]"), answer(ASKED)]) == ""
