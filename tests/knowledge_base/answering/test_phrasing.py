from __future__ import annotations

from datetime import date

import pytest

from core.words import Words
from knowledge_base.answering import phrasing
from knowledge_base.records import Fee, FeeKind, ProcessingTime, RequiredDocument, SubmissionKind, SubmissionMethod, TimeUnit


@pytest.mark.parametrize(("amount", "text"), [(0, "0"), (500, "500"), (20000, "20.000"), (1250000, "1.250.000")])
def test_money_is_grouped_as_in_vietnam(amount: int, text: str) -> None:
    assert phrasing.money(amount) == text


def test_day_comes_before_month() -> None:
    assert phrasing.day(date(2026, 7, 1)) == "01/07/2026"


class TestProcessingTime:
    def test_number_and_unit(self, words: Words) -> None:
        assert phrasing.processing_time(words, ProcessingTime(amount=5, unit=TimeUnit.WORKING_DAYS)) == "5 ngày làm việc"

    def test_number_without_unit_says_that_the_unit_is_not_given(self, words: Words) -> None:
        assert phrasing.processing_time(words, ProcessingTime(amount=5)).startswith(
            "bản công bố chỉ ghi số 5, không nói rõ là ngày hay giờ"
        )

    def test_note_stands_behind(self, words: Words) -> None:
        time = ProcessingTime(amount=3, unit=TimeUnit.DAYS, note="không quá 8 ngày nếu phải xác minh")
        assert phrasing.processing_time(words, time) == "3 ngày (không quá 8 ngày nếu phải xác minh)"

    def test_note_alone(self, words: Words) -> None:
        assert phrasing.processing_time(words, ProcessingTime(note="Ngay khi nhận đủ hồ sơ")) == "Ngay khi nhận đủ hồ sơ"

    @pytest.mark.parametrize("unit", list(TimeUnit))
    def test_every_unit_has_a_word(self, words: Words, unit: TimeUnit) -> None:
        assert phrasing.processing_time(words, ProcessingTime(amount=2, unit=unit)).startswith("2 ")


class TestFee:
    def test_amount(self, words: Words) -> None:
        assert phrasing.fee(words, Fee(kind=FeeKind.CHARGE, amount_vnd=20000)) == "Lệ phí: 20.000 đồng"

    def test_amount_for_each(self, words: Words) -> None:
        assert phrasing.fee(words, Fee(amount_vnd=2000, per="trang")) == "Phí: 2.000 đồng/trang"

    def test_zero_is_free_of_charge(self, words: Words) -> None:
        assert phrasing.fee(words, Fee(amount_vnd=0, per="trang")) == "Phí: Miễn phí"

    def test_note_alone_never_becomes_free_of_charge(self, words: Words) -> None:
        stated = phrasing.fee(words, Fee(note="Do Hội đồng nhân dân tỉnh quy định"))
        assert stated == "Phí: Do Hội đồng nhân dân tỉnh quy định"

    def test_note_behind_the_amount(self, words: Words) -> None:
        assert phrasing.fee(words, Fee(amount_vnd=0, note="Hộ nghèo được miễn.")) == "Phí: Miễn phí. Hộ nghèo được miễn"


class TestMethodLabel:
    @pytest.mark.parametrize("kind", list(SubmissionKind))
    def test_every_way_has_a_label(self, words: Words, kind: SubmissionKind) -> None:
        assert phrasing.method_label(words, SubmissionMethod(kind=kind))

    def test_case_stands_behind(self, words: Words) -> None:
        label = phrasing.method_label(words, SubmissionMethod(kind=SubmissionKind.ONLINE, case="Khẩn cấp"))
        assert label.endswith("(Khẩn cấp)")


class TestRequiredDocument:
    def test_counts_and_form(self, words: Words) -> None:
        paper = RequiredDocument(name="Tờ khai;", originals=1, copies=2, form_template="Mẫu 01")
        assert phrasing.required_document(words, paper) == "Tờ khai – 1 bản chính, 2 bản sao, theo Mẫu 01"

    def test_name_alone_when_no_quantity_is_given(self, words: Words) -> None:
        assert phrasing.required_document(words, RequiredDocument(name="Giấy chứng sinh")) == "Giấy chứng sinh"
