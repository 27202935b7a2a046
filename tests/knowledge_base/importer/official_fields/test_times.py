from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.times import mentioned_times, parse_processing_time
from knowledge_base.records import ProcessingTime, TimeUnit


class TestParseProcessingTime:
    @pytest.mark.parametrize(
        ("text", "amount", "unit"),
        [
            ("7 Ngày làm việc", 7, TimeUnit.WORKING_DAYS),
            ("07 ngày làm việc.", 7, TimeUnit.WORKING_DAYS),
            ("15 Ngày", 15, TimeUnit.DAYS),
            ("2 Giờ", 2, TimeUnit.HOURS),
            ("3 Tháng", 3, TimeUnit.MONTHS),
            ("30 phút", 30, TimeUnit.MINUTES),
            ("0.5 Giờ", 30, TimeUnit.MINUTES),
            ("0.25 Giờ", 15, TimeUnit.MINUTES),
            ("1.5 Giờ", 90, TimeUnit.MINUTES),
        ],
    )
    def test_amount_with_its_unit(self, text: str, amount: int, unit: TimeUnit) -> None:
        assert parse_processing_time(text) == ProcessingTime(amount=amount, unit=unit)

    @pytest.mark.parametrize(("text", "amount"), [("1", 1), ("1200", 1200)])
    def test_amount_without_unit_stays_without(self, text: str, amount: int) -> None:
        assert parse_processing_time(text) == ProcessingTime(amount=amount)

    def test_hours_of_office_time_keep_that_word(self) -> None:
        assert parse_processing_time("8 giờ làm việc") == ProcessingTime(amount=8, unit=TimeUnit.HOURS, note="giờ làm việc")

    @pytest.mark.parametrize(
        "text", ["02 tháng và 15 ngày làm việc", "Không quy định", "10-25", "1.5 Ngày làm việc", "07 ngày hoặc 30 ngày", "12345678 ngày"]
    )
    def test_other_words_become_a_note(self, text: str) -> None:
        assert parse_processing_time(text) == ProcessingTime(note=text)

    @pytest.mark.parametrize("text", ["", "Không có thông tin", "không", "Khác", "--", "0", "0 Giờ", "0 Ngày làm việc"])
    def test_nothing_and_zero_say_nothing(self, text: str) -> None:
        assert parse_processing_time(text) is None


def test_mentioned_times_are_found_in_their_order() -> None:
    text = "Trong 03 (ba) ngày làm việc, kể từ ngày nhận; trường hợp xác minh không quá 25 ngày."
    assert list(mentioned_times(text)) == [(3, TimeUnit.WORKING_DAYS), (25, TimeUnit.DAYS)]
