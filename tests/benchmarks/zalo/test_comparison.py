from __future__ import annotations

from benchmarks.zalo.comparison import compare
from benchmarks.zalo.reading import Answered, Reading

FIRST = Answered("một", "m1", 1, 0, 5000)
SECOND = Answered("hai", "m2", 2, 100, 4000)
GREETING = "Chào anh/chị"


def compared(reading: Reading, **came_in: float):
    return compare({"phone": reading}, came_in, GREETING)


class TestCompare:
    def test_answers_in_the_order_of_the_questions_are_no_fault(self) -> None:
        faults = compared(Reading(answered=[FIRST, SECOND], notices=[f"{GREETING}, đây là"]), m1=50, m2=120)
        assert faults.is_clean
        assert faults.late == []

    def test_a_later_question_answered_first(self) -> None:
        assert len(compared(Reading(answered=[SECOND, FIRST]), m1=250, m2=120).out_of_order) == 1

    def test_is_no_fault_where_the_webhook_of_the_first_came_late(self) -> None:
        faults = compared(Reading(answered=[SECOND, FIRST]), m1=2100, m2=120)
        assert faults.is_clean
        assert len(faults.late) == 1

    def test_a_greeting_that_comes_again(self) -> None:
        assert compared(Reading(notices=[GREETING, GREETING])).greeted_twice == ["phone"]

    def test_what_was_found_on_a_phone_is_kept_with_its_name(self) -> None:
        assert compared(Reading(unanswered=["một"])).unanswered == ["phone: một"]
