from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.methods import MethodRow, parse_submission_kind, parse_submission_methods
from knowledge_base.records import Fee, FeeKind, ProcessingTime, SubmissionKind, SubmissionMethod, TimeUnit


def single(*cells: str) -> SubmissionMethod:
    (method,) = parse_submission_methods([MethodRow("Trực tiếp", *cells)])
    return method


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Trực tiếp", SubmissionKind.IN_PERSON),
            ("\nTrực tuyến", SubmissionKind.ONLINE),
            ("Dịch vụ bưu chính", SubmissionKind.POSTAL),
            ("Bồ câu", None),
        ],
    )
    def test_official_words(self, text: str, kind: SubmissionKind | None) -> None:
        assert parse_submission_kind(text) == kind


class TestRows:
    def test_time_fee_and_description(self) -> None:
        method = single("7 Ngày làm việc", "Miễn phí", "Nộp tại xã.")
        assert method.processing_time == ProcessingTime(amount=7, unit=TimeUnit.WORKING_DAYS)
        assert method.fees == (Fee(amount_vnd=0),)
        assert method.note == "Nộp tại xã."

    def test_rows_that_differ_by_their_fee_become_one_method(self) -> None:
        rows = [
            MethodRow("Trực tiếp", "11 Ngày", "250,000 Việt Nam Đồng", ""),
            MethodRow("Trực tiếp", "11 Ngày", "600,000 Việt Nam Đồng", ""),
        ]
        (method,) = parse_submission_methods(rows)
        assert [fee.amount_vnd for fee in method.fees] == [250_000, 600_000]

    def test_rows_with_other_times_stay_apart(self) -> None:
        rows = [MethodRow("Trực tuyến", "30 Ngày"), MethodRow("Trực tuyến", "40 Ngày")]
        assert len(parse_submission_methods(rows)) == 2

    def test_unknown_kind_is_left_out(self) -> None:
        assert parse_submission_methods([MethodRow("Hình thức nộp", "Thời gian")]) == ()


class TestGluedDescriptions:
    def test_fee_glued_after_no_information(self) -> None:
        method = single("", "", "Không có thông tin8,000 VNĐ(8.000 đồng/bản)Nộp tại xã.")
        assert method.fees == (Fee(amount_vnd=8_000, per="bản"),)
        assert method.note == "Nộp tại xã."

    def test_free_glued_to_the_description(self) -> None:
        method = single("", "", "Không có thông tinMiễn phíCấp mới cho mọi người.")
        assert method.fees == (Fee(amount_vnd=0),)
        assert method.note == "Cấp mới cho mọi người."

    def test_no_information_before_the_description(self) -> None:
        method = single("7 Ngày làm việc", "", "Không có thông tin07 ngày làm việc kể từ khi nhận đủ hồ sơ")
        assert (method.fees, method.note) == ((), "07 ngày làm việc kể từ khi nhận đủ hồ sơ")

    def test_currency_cut_off_its_amount(self) -> None:
        method = single("5 Ngày", "250,000", "VNĐ(250,000 đồng/bản)Nộp tại sở.")
        assert method.fees == (Fee(amount_vnd=250_000, per="bản"),)
        assert method.note == "Nộp tại sở."

    def test_bracket_cut_off_free(self) -> None:
        method = single("3", "Miễn phí", "((Mức lệ phí do Hội đồng nhân dân tỉnh quyết định.))")
        assert method.fees == (Fee(kind=FeeKind.CHARGE, note="Mức lệ phí do Hội đồng nhân dân tỉnh quyết định."),)
        assert method.note == ""

    def test_numbered_case_is_no_bracket_of_a_fee(self) -> None:
        method = single("5 Ngày", "Miễn phí", "(1) Trường hợp cấp mới")
        assert (method.fees, method.note) == ((Fee(amount_vnd=0),), "(1) Trường hợp cấp mới")

    def test_bracket_never_closed(self) -> None:
        method = single("4 Ngày", "200,000", "VNĐ(đồng/lần (Miễn phí theo Thông tư 40/2026/TT-BTC)04 ngày, kể từ ngày nhận")
        assert method.fees[0].amount_vnd == 200_000
        assert method.note == "04 ngày, kể từ ngày nhận"

    def test_fee_named_in_the_description_alone(self) -> None:
        method = single("3 Ngày", "", "Nộp tại sở.\nLệ phí: 50.000 đồng/hồ sơ")
        assert method.fees == (Fee(kind=FeeKind.CHARGE, amount_vnd=50_000, per="hồ sơ"),)

    def test_free_is_not_claimed_where_the_description_sets_a_fee(self) -> None:
        method = single("3 Ngày", "Miễn phí", "Phí : Thông tư số 261/2016/TT-BTC về phí hàng hải")
        assert [fee.amount_vnd for fee in method.fees] == [None]


class TestTimeAndFeeInOneNumber:
    def test_parted_where_the_bracket_repeats_the_amount(self) -> None:
        method = single("120", "", "VNĐ(20.000 vnđ /tờ khai)")
        assert method.processing_time == ProcessingTime(amount=1)
        assert method.fees == (Fee(amount_vnd=20_000, per="tờ khai"),)

    @pytest.mark.parametrize(("number", "money"), [("1100", "VNĐ"), ("140,000", "Việt Nam Đồng(Xe từ 10 chỗ)")])
    def test_shown_with_a_warning_where_nothing_proves_the_cut(self, number: str, money: str) -> None:
        method = single(number, "", money)
        assert method.processing_time is None
        assert [fee.amount_vnd for fee in method.fees] == [None]
        assert number in method.fees[0].note
        assert "Cần hỏi lại" in method.fees[0].note
