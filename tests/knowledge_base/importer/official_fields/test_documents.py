from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.documents import DocumentRow, parse_documents
from knowledge_base.records import DocumentCase, RequiredDocument


def papers(*rows: DocumentRow) -> list[tuple[str, int, int]]:
    return [(paper.name, paper.originals, paper.copies) for case in parse_documents(rows) for paper in case.documents]


class TestCases:
    @pytest.mark.parametrize("title", ["--", "Bao gồm", "", "Bao gồm:", "* Thành phần hồ sơ:", "01 bộ hồ sơ", "Hồ sơ bao gồm"])
    def test_heading_without_situation_is_for_everybody(self, title: str) -> None:
        (case,) = parse_documents([DocumentRow(title, "Đơn", "", "1 bản chính")])
        assert case.case == ""

    def test_cases_keep_their_order_and_lose_their_bullets(self) -> None:
        rows = [DocumentRow("* Cấp mới:", "A", "", "1 bản chính"), DocumentRow("- Cấp lại", "B", "", "1 bản chính")]
        assert [case.case for case in parse_documents(rows)] == ["Cấp mới", "Cấp lại"]


class TestNames:
    @pytest.mark.parametrize("text", ["- Đơn đề nghị;", "* Đơn đề nghị", "a) Đơn đề nghị;", "+ Đơn  đề nghị ;", "đ) Đơn đề nghị"])
    def test_bullets_and_semicolons_are_dropped(self, text: str) -> None:
        assert papers(DocumentRow("", text, "", "1 bản chính")) == [("Đơn đề nghị", 1, 0)]

    def test_form_glued_to_the_name_is_parted(self) -> None:
        (case,) = parse_documents([DocumentRow("", "Đơn theo mẫu;Mau04.docx", "", "1 bản chính")])
        assert case.documents == (RequiredDocument(name="Đơn theo mẫu", originals=1, form_template="Mau04.docx"),)

    def test_row_without_name_is_called_by_its_form(self) -> None:
        assert papers(DocumentRow("", "", "TK01.docx", "1 bản chính")) == [("TK01.docx", 1, 0)]

    def test_row_that_says_nothing_is_left_out(self) -> None:
        assert parse_documents([DocumentRow("", ";", "", "0 bản chính")]) == ()

    def test_year_cut_off_the_name_comes_back(self) -> None:
        assert papers(DocumentRow("", "Đơn theo Luật Đất đai năm", "", "20241 bản chính")) == [("Đơn theo Luật Đất đai năm 2024", 1, 0)]


class TestRemarks:
    def test_rows_under_a_remark_heading_become_notes_for_everybody(self) -> None:
        rows = [
            DocumentRow("* Giấy tờ phải nộp:", "Tờ khai", "", "1 bản chính"),
            DocumentRow("* Lưu ý:", "- Bản chụp phải rõ nét.", "", "0 bản chính"),
        ]
        assert parse_documents(rows) == (
            DocumentCase(case="Giấy tờ phải nộp", documents=(RequiredDocument(name="Tờ khai", originals=1),)),
            DocumentCase(case="", notes=("Bản chụp phải rõ nét.",)),
        )

    @pytest.mark.parametrize("name", ["Lưu ý: mang bản gốc", "Trường hợp đã có dữ liệu thì không phải nộp", "* Số lượng hồ sơ: 01 bộ"])
    def test_clear_remark_without_quantity_becomes_a_note(self, name: str) -> None:
        (case,) = parse_documents([DocumentRow("--", name, "", "0 bản chính")])
        assert len(case.notes) == 1
        assert not case.documents

    @pytest.mark.parametrize("name", ["Hợp đồng uỷ thác: 01 bản chụp", "Trường hợp làm lần đầu thì nộp thêm giấy phép kinh doanh"])
    def test_other_rows_without_quantity_stay_papers(self, name: str) -> None:
        assert papers(DocumentRow("--", name, "", "0 bản chính")) == [(name, 0, 0)]

    def test_paper_with_quantity_under_a_remark_heading_stays_a_paper(self) -> None:
        assert papers(DocumentRow("Lưu ý", "Giấy khai sinh", "", "1 bản chính")) == [("Giấy khai sinh", 1, 0)]


class TestSentencesCutInTwo:
    def test_rows_are_joined_again(self) -> None:
        rows = [DocumentRow("--", "Khai và nộp", "", "02 bản chính"), DocumentRow("--", "tờ khai hàng hóa;", "", "1 bản chính")]
        assert papers(*rows) == [("Khai và nộp 02 bản chính tờ khai hàng hóa", 1, 0)]

    def test_several_cuts_in_one_sentence(self) -> None:
        rows = [
            DocumentRow("--", "Hợp đồng (", "", "01 bản chính"),
            DocumentRow("--", "hoặc", "", "01 bản sao"),
            DocumentRow("--", "có chứng thực)", "", "1 bản chính,1 bản sao"),
        ]
        assert papers(*rows) == [("Hợp đồng ( 01 bản chính hoặc 01 bản sao có chứng thực)", 1, 1)]

    def test_last_row_of_a_case_stands_by_itself(self) -> None:
        rows = [DocumentRow("A", "Đơn", "", "01 bản chính"), DocumentRow("B", "Giấy", "", "1 bản chính")]
        assert papers(*rows) == [("Đơn", 1, 0), ("Giấy", 1, 0)]
