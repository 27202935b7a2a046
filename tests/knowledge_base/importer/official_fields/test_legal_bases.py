from __future__ import annotations

from datetime import date

import pytest

from knowledge_base.importer.official_fields.legal_bases import (
    LegalRow,
    legal_key,
    legal_numbers,
    parse_legal_bases,
    parse_official_date,
    with_summaries,
)


class TestLegalNumbers:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("Thông tư số 03/2023/TT-BTP", "03/2023/TT-BTP"),
            ("Luật số: 06/2022/QH15", "06/2022/QH15"),
            ("NĐ 23/2026/NĐ-CP", "23/2026/NĐ-CP"),
            ("nghị định 146/2025", "146/2025/NĐ-CP"),
            ("59/2023/TT- BTC", "59/2023/TT-BTC"),
            ("48 /2018/TT-NHNN", "48/2018/TT-NHNN"),
            ("21/2019/tt-bgdđt", "21/2019/TT-BGDĐT"),
            ("36/2025-TT-BYT", "36/2025/TT-BYT"),
            ("2026.55/2026/TT-BTC", "55/2026/TT-BTC"),
            ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
            ("16/2003/QĐ-TTg", "16/2003/QĐ-TTg"),
            ("54/QĐ - NHPT", "54/QĐ-NHPT"),
            ("20/2013/TTLT-BYT-BCT-BNNPTNT", "20/2013/TTLT-BYT-BCT-BNNPTNT"),
            ("77/2016/NÐ-CP.", "77/2016/NĐ-CP"),
            ("Luật Hóa chất", "Luật Hóa chất"),
            ("Công văn số 3579", "3579"),
        ],
    )
    def test_one_spelling(self, typed: str, number: str) -> None:
        assert legal_numbers(typed) == (number,)

    @pytest.mark.parametrize(
        ("typed", "numbers"),
        [
            ("31/2018/NĐ-CP Nghị định 31/2018/NĐ-CP", ("31/2018/NĐ-CP",)),
            ("09/2017/QH1409/2017/QH14", ("09/2017/QH14",)),
            ("15/2020/NĐ-CP; 14/2022/NĐ-CP", ("15/2020/NĐ-CP", "14/2022/NĐ-CP")),
            ("", ()),
        ],
    )
    def test_several_or_none_in_one_cell(self, typed: str, numbers: tuple[str, ...]) -> None:
        assert legal_numbers(typed) == numbers


class TestParseLegalBases:
    def test_first_of_two_is_kept_with_what_the_second_adds(self) -> None:
        rows = [LegalRow("60/2014/QH13"), LegalRow("Luật 60/2014/QH13", "Hộ tịch", "20-11-2014", "Quốc hội")]
        (basis,) = parse_legal_bases(rows)
        assert (basis.summary, basis.issued_on, basis.issuer) == ("Hộ tịch", date(2014, 11, 20), "Quốc hội")

    def test_cut_number_is_completed_from_its_title(self) -> None:
        (basis,) = parse_legal_bases([LegalRow("104", "Nghị định số 104/2022/NĐ-CP của Chính phủ")])
        assert basis.document_number == "104/2022/NĐ-CP"

    def test_number_is_not_made_up_from_another_title(self) -> None:
        (basis,) = parse_legal_bases([LegalRow("54", "Luật Hải quan 2014")])
        assert basis.document_number == "54"

    def test_missing_summaries_come_from_another_list(self) -> None:
        newer = parse_legal_bases([LegalRow("60/2014/QH13"), LegalRow("1/2026/NĐ-CP")])
        older = parse_legal_bases([LegalRow("60/2014/QH13", "Luật Hộ tịch"), LegalRow("2/2020/NĐ-CP", "Cũ")])
        assert [basis.summary for basis in with_summaries(newer, older)] == ["Luật Hộ tịch", ""]


def test_two_spellings_share_their_key() -> None:
    assert legal_key("191/2005/TTLT/BQP-BTC") == legal_key("191/2005/TTLT-BQP-BTC")
    assert legal_key("09/2020/NĐ-CP") == legal_key("9/2020/nđ-cp")


@pytest.mark.parametrize(
    ("text", "day"), [("25-11-2015", date(2015, 11, 25)), ("1/2/2020", date(2020, 2, 1)), ("31-02-2020", None), ("", None)]
)
def test_official_dates(text: str, day: date | None) -> None:
    assert parse_official_date(text) == day
