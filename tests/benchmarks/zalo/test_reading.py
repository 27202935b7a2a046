from __future__ import annotations

from typing import Any

from benchmarks.zalo.questions import told_apart
from benchmarks.zalo.reading import Reading, read_phone

ANSWERS = {"một": "Thủ tục một cần đơn và căn cước.", "hai": "Thủ tục hai nộp tại xã.", "ba": "Thủ tục ba miễn phí."}
NOTICES = ("Chào anh/chị", "Hệ thống đang phản hồi chậm")


def phone(*lines: tuple[str, str]) -> list[dict[str, Any]]:
    """Who says what, each a second after the one before."""
    return [
        {"number": number, "message_id": f"m{number}", "sender": who, "text": said, "sent_at": number * 1000}
        for number, (who, said) in enumerate(lines, start=1)
    ]


def read(*lines: tuple[str, str]) -> Reading:
    return read_phone(phone(*lines), ANSWERS, NOTICES)


def faults(reading: Reading) -> list[list[str]]:
    return [reading.unanswered, reading.doubled, reading.broken, reading.strange]


class TestReadPhone:
    def test_questions_and_their_answers_in_between_notices_are_no_fault(self) -> None:
        reading = read(
            ("citizen", "một"), ("oa", "Chào anh/chị, đây là"), ("oa", ANSWERS["một"]), ("citizen", "hai"), ("oa", ANSWERS["hai"])
        )
        assert faults(reading) == [[], [], [], []]
        assert [(each.question, each.answered_at - each.asked_at) for each in reading.answered] == [("một", 2000), ("hai", 1000)]

    def test_an_answer_in_parts_is_there_with_its_last(self) -> None:
        reading = read(("citizen", "một"), ("oa", "Thủ tục một cần đơn"), ("oa", "và\ncăn cước."))
        assert faults(reading) == [[], [], [], []]
        assert [(each.answered_at, each.parts) for each in reading.answered] == [(3000, ["m2", "m3"])]

    def test_answers_may_wait_behind_several_questions(self) -> None:
        reading = read(("citizen", "một"), ("citizen", "hai"), ("oa", ANSWERS["hai"]), ("oa", ANSWERS["một"]))
        assert [each.number for each in reading.answered] == [2, 1]

    def test_a_question_without_an_answer(self) -> None:
        assert faults(read(("citizen", "một"), ("citizen", "hai"), ("oa", ANSWERS["hai"]))) == [["một"], [], [], []]

    def test_an_answer_that_comes_again(self) -> None:
        reading = read(("citizen", "một"), ("oa", ANSWERS["một"]), ("oa", ANSWERS["một"]))
        assert [len(found) for found in faults(reading)] == [0, 1, 0, 0]

    def test_a_part_that_comes_again(self) -> None:
        reading = read(("citizen", "một"), ("oa", "Thủ tục một cần đơn"), ("oa", "Thủ tục một cần đơn"), ("oa", "và căn cước."))
        assert reading.broken == ["một"]

    def test_an_answer_without_its_end(self) -> None:
        reading = read(("citizen", "một"), ("citizen", "hai"), ("oa", "Thủ tục một cần đơn"), ("oa", ANSWERS["hai"]))
        assert reading.broken == ["một"]
        assert [each.question for each in reading.answered] == ["hai"]

    def test_what_nobody_asked_for(self) -> None:
        assert [len(found) for found in faults(read(("oa", "Tôi chưa hiểu câu hỏi.")))] == [0, 0, 0, 1]


class TestToldApart:
    def test_of_two_answers_that_begin_alike_one_is_left_out(self) -> None:
        assert told_apart({"a": "Thủ tục một", "b": "Thủ tục một và hai", "c": "Thủ tục ba", "d": ""}) == {
            "a": "Thủ tục một",
            "c": "Thủ tục ba",
        }
