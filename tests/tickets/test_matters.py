"""Which of a citizen's messages says what the case is about."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from conversations.models import Message, MessageKind, Sender
from core.erasing import ERASED
from tickets.matters import last_matter, matter_in, open_question


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


@pytest.mark.parametrize(
    "text", ["gap nhan vien di chau oi", "thoi cho toi noi chuyen voi nguoi that di", "làm ơn cho gặp người giùm tui nha"]
)
@pytest.mark.parametrize("is_with_people", [True, False])
def test_what_the_bot_took_for_a_wish_for_a_person_is_passed_over_however_it_is_worded(text, is_with_people):
    """While people have the conversation there is no reply: what the bot made of it is with the message itself."""
    wish = citizen(text)
    reply = answer(wish, Sender.SYSTEM, handover="asked", topic="handed_over", understood=understood("request_operator"))
    wish.details = {"understood": understood("request_operator")} if is_with_people else {}
    assert last_matter([ASKED, wish, *([] if is_with_people else [reply])]) == ASKED.text


@pytest.mark.parametrize("text", ["đổi thẻ căn cước, cho gặp người", "tạm trú nộp ở đâu vậy, cho gặp nhân viên"])
def test_a_wish_for_a_person_that_names_a_matter_states_it(text):
    wish = citizen(text)
    assert last_matter([ASKED, wish, answer(wish, understood=understood("request_operator"))]) == text


def test_thanks_are_no_matter_however_long():
    thanks = citizen("dạ cảm ơn cô chú nhiều lắm, chúc tổng đài mình luôn mạnh khỏe nghen")
    thanks.details = {"understood": {**understood("thank"), "behaviour": "smalltalk"}}
    assert last_matter([ASKED, thanks]) == ASKED.text


@pytest.mark.parametrize("text", ["số tôi 0912345678 gọi lại giùm nhé", "0912 345 678 nghen cô"])
def test_a_phone_number_and_where_to_call_is_no_matter(text):
    assert last_matter([ASKED, citizen(text)]) == ASKED.text


class TestOpenQuestion:
    def test_is_the_last_matter_without_a_word_to_it(self):
        asked, alo = citizen("đổi thẻ căn cước ở đâu"), citizen("alo")
        assert open_question([ASKED, answer(ASKED), asked, alo]) is asked

    def test_what_was_replied_to_is_none(self):
        assert open_question([ASKED, answer(ASKED, Sender.SYSTEM, handover="asked")]) is None

    def test_nor_is_what_came_before_an_operators_words(self):
        said = Message(id=uuid.uuid4(), sender=Sender.OPERATOR, kind=MessageKind.MESSAGE, text="Chào anh", details={})
        assert open_question([ASKED, said, citizen("cảm ơn")]) is None

    def test_nor_what_the_bot_was_asked_again_before(self):
        asked = citizen("đổi thẻ căn cước ở đâu")
        asked.details = {"asked_again": True}
        assert open_question([asked]) is None


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
