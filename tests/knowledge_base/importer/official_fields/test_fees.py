from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.importer.official_fields.fees import parse_fees
from knowledge_base.records import Fee, FeeKind


def single(text: str) -> Fee:
    (fee,) = parse_fees(text)
    return fee


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "kind", "amount", "per", "note"),
        [
            ("10,000 Việt Nam Đồng(/bản)", FeeKind.FEE, 10_000, "bản", ""),
            ("10,000 Việt Nam Đồng", FeeKind.FEE, 10_000, "", ""),
            ("Phí : 20.000 Đồng (Đối với thường trú)", FeeKind.FEE, 20_000, "", "Đối với thường trú"),
            ("Lệ phí : 8.000 đồng/bản sao Trích lục", FeeKind.CHARGE, 8_000, "bản sao Trích lục", ""),
            ("Lệ phí : 250000 Đồng (Thực hành\t250.000đ/lần)", FeeKind.CHARGE, 250_000, "", "Thực hành 250.000đ/lần"),
            ("8,000 VNĐ(8.000 đồng/bản. Miễn cho hộ nghèo)", FeeKind.FEE, 8_000, "bản", "Miễn cho hộ nghèo"),
            ("80,000 Việt Nam Đồng(/hồ sơ (Thông tư số 61/2023/TT-BTC))", FeeKind.FEE, 80_000, "hồ sơ", "Thông tư số 61/2023/TT-BTC"),
            ("150,000 VNĐ(Lệ phí cấp lại)", FeeKind.CHARGE, 150_000, "", "Lệ phí cấp lại"),
            ("Phí : 100.000 VNĐ/hồ sơ. Đồng (Thẩm định)", FeeKind.FEE, 100_000, "hồ sơ", "Thẩm định"),
        ],
    )
    def test_amount_with_what_it_is_for(self, text: str, kind: FeeKind, amount: int, per: str, note: str) -> None:
        assert single(text) == Fee(kind=kind, amount_vnd=amount, per=per, note=note)

    def test_several_fees_in_one_text(self) -> None:
        fees = parse_fees("Phí : 1.200.000 Đồng (Cấp mới)\nLệ phí : 600000 Đồng\nFile đính kèm: bang-gia.pdf")
        assert [(fee.kind, fee.amount_vnd, fee.note) for fee in fees] == [
            (FeeKind.FEE, 1_200_000, "Cấp mới"),
            (FeeKind.CHARGE, 600_000, ""),
        ]

    def test_same_fee_twice_counts_once(self) -> None:
        assert len(parse_fees("Phí : 50.000 Đồng\nPhí : 50.000 Đồng")) == 1

    def test_reduction_in_the_bracket_does_not_change_the_amount(self) -> None:
        fee = single("50,000 Việt Nam Đồng(áp dụng mức phí 25.000 đồng/hồ sơ đến hết ngày 31/12/2026)")
        assert fee.amount_vnd == 50_000
        assert "25.000" in fee.note

    def test_formula_keeps_its_words(self) -> None:
        fee = single("Phí : 15.000 đồng/lô hàng + số mặt hàng x 100")
        assert (fee.amount_vnd, fee.per) == (15_000, "lô hàng")
        assert "số mặt hàng" in fee.note


class TestSmallAmounts:
    def test_twenty_is_twenty_thousand_if_the_bracket_says_so(self) -> None:
        assert single("20 VNĐ(20.000 đ/tờ khai)") == Fee(amount_vnd=20_000, per="tờ khai")

    def test_five_hundred_is_itself_if_the_bracket_says_so(self) -> None:
        assert single("500 Việt Nam Đồng(500 đồng/tem)").amount_vnd == 500

    @pytest.mark.parametrize("text", ["850 VNĐ", "25 VNĐ(25.000.000đ/giấy thông hành)", "145 VNĐ(Thẻ tạm trú: 145 USD/thẻ)"])
    def test_without_proof_it_becomes_a_warning(self, text: str) -> None:
        fee = single(text)
        assert fee.amount_vnd is None
        assert "Cần hỏi lại" in fee.note


class TestFree:
    @pytest.mark.parametrize("text", ["Miễn phí", "Miễn phí(Không có)", "Phí : Không Đồng", "Phí : 0 Đồng", "Phí : Đồng (Không có)"])
    def test_free_without_more_words(self, text: str) -> None:
        fee = single(text)
        assert (fee.amount_vnd, fee.note) == (0, "")

    @pytest.mark.parametrize(
        "text", ["Miễn phí(Không quy định.)", "Miễn phí(Miễn lệ phí)", "Miễn phí(Miễn lệ phí. Phí bản sao (nếu có) theo Thông tư 281)"]
    )
    def test_free_with_the_reason_given(self, text: str) -> None:
        fee = single(text)
        assert fee.amount_vnd == 0
        assert fee.note

    @pytest.mark.parametrize(
        "note",
        [
            "Theo quy định của Hội đồng nhân dân cấp tỉnh",
            "Thông tư số 112/2021/TT-BTC ngày 15 tháng 12 năm 2021",
            "Lệ phí cấp mới 40.000đồng/lần; lệ phí cấp lại 20.000 đồng/lần",
            "Miễn lệ phí cho người thuộc hộ nghèo theo quy định",
        ],
    )
    def test_free_is_not_free_where_the_bracket_sets_a_fee(self, note: str) -> None:
        fee = single(f"Miễn phí({note})")
        assert (fee.amount_vnd, fee.note) == (None, note)

    def test_bracket_that_says_little_is_kept_with_the_word_before_it(self) -> None:
        assert single("Miễn phí(Phí thẩm định)") == Fee(note="Miễn phí (Phí thẩm định)")


class TestWordsOnly:
    @pytest.mark.parametrize(
        ("text", "note"),
        [
            ("10 USD(/bản)", "10 USD/bản"),
            ("Phí : 40 USD (Cấp mới)", "40 USD (Cấp mới)"),
            ("Phí :  Đồng (Theo quy định của Bộ Tài chính)", "Theo quy định của Bộ Tài chính"),
            ("Phí : Đồng (Không quy định)", "Không quy định"),
            ("Phí : Mức thu bằng 50% mức phí", "Mức thu bằng 50% mức phí"),
        ],
    )
    def test_no_amount_in_dong_is_a_note(self, text: str, note: str) -> None:
        assert single(text) == Fee(note=note)

    @pytest.mark.parametrize("text", ["", "Không có thông tin", "Phí : Đồng", "  "])
    def test_nothing_gives_no_fee(self, text: str) -> None:
        assert parse_fees(text) == ()


@given(st.text(alphabet="Phí Lệphmiễn:()/.,0123456789ĐồngVNUSD\n\t", max_size=80))
def test_any_text_gives_fees_that_say_something(text: str) -> None:
    assert all(fee.amount_vnd is not None or fee.note for fee in parse_fees(text))
