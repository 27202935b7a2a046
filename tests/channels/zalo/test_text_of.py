from __future__ import annotations

import uuid

import pytest

from channels.contract import OutboundMessage
from channels.zalo.text_of import text_of
from core.settings import PROJECT_ROOT
from core.words import Words


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "channels/zalo/sending_words.yml")


def message(text: str, *labels: str) -> OutboundMessage:
    return OutboundMessage(uuid.uuid4(), "1", "system", text, [{"label": label, "value": label} for label in labels])


def test_choices_get_numbers(words):
    said = text_of(message("Bạn đang chờ.", "Hỏi máy tiếp", "Gặp tổng đài viên"), words)
    assert said.splitlines()[0] == "Bạn đang chờ."
    assert said.splitlines()[-2:] == ["1. Hỏi máy tiếp", "2. Gặp tổng đài viên"]
    assert "nhắn số" in said


def test_choices_that_stand_in_the_text_are_not_said_twice(words):
    text = "Bạn hỏi thủ tục nào?\n\n1. Khai sinh\n2. Kết hôn"
    assert text_of(message(text, "Khai sinh", "Kết hôn"), words) == text


def test_ratings_are_numbers_already(words):
    labels = [f"{number} – mức {number}" for number in range(1, 6)]
    assert text_of(message("Bạn hài lòng không?", *labels), words) == "\n".join(["Bạn hài lòng không?", "", *labels])


def test_a_message_without_choices_is_its_text(words):
    assert text_of(message("Xin chào."), words) == "Xin chào."
