from __future__ import annotations

import json

import pytest

from knowledge_base.importer.glued import split_legal_bases
from knowledge_base.importer.portal_json import read_portal_json
from knowledge_base.records import Fee, SubmissionKind
from tests.knowledge_base.importer.made_up_files import AS_OF, only_record, portal_page, reasons


def page_bytes(**changes: str) -> bytes:
    return json.dumps(portal_page(**changes), ensure_ascii=False).encode()


class TestPage:
    def test_ways_of_handing_in_are_parted(self) -> None:
        record = only_record(read_portal_json(page_bytes(), as_of=AS_OF))
        online, in_person = record.submission_methods
        assert (online.kind, online.fees) == (SubmissionKind.ONLINE, (Fee(amount_vnd=200_000, per="hồ sơ"),))
        assert online.note == "Trực tiếp nộp tại sở cũng được."
        assert (in_person.kind, in_person.fees, in_person.note) == (SubmissionKind.IN_PERSON, (Fee(amount_vnd=0),), "Nộp tại sở.")

    def test_papers_are_parted_by_case(self) -> None:
        record = only_record(read_portal_json(page_bytes(), as_of=AS_OF))
        papers = [(case.case, paper.name, paper.originals, paper.copies) for case in record.required_documents for paper in case.documents]
        assert papers == [
            ("", "Đơn đề nghị theo mẫu", 1, 0),
            ("", "Bản sao thẻ theo Nghị định 70/2024/NĐ-CP ngày 25/6/2024", 0, 1),
            ("Trường hợp cấp lại", "Giấy phép cũ", 1, 0),
        ]
        assert [form.name for form in record.form_templates] == ["Mau04.docx"]

    def test_quantity_inside_a_sentence_ends_no_row(self) -> None:
        papers = "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn, nộp 02 bản chính và 1 bản chính kèm ảnh1 bản chính"
        record = only_record(read_portal_json(page_bytes(thanh_phan_ho_so=papers), as_of=AS_OF))
        assert [paper.name for case in record.required_documents for paper in case.documents] == [
            "Đơn, nộp 02 bản chính và 1 bản chính kèm ảnh"
        ]

    def test_outcomes_lose_their_numbers(self) -> None:
        assert only_record(read_portal_json(page_bytes(), as_of=AS_OF)).outcome == "Giấy phép; Văn bản từ chối"

    def test_list_of_pages(self) -> None:
        pages = json.dumps([portal_page(), portal_page(ma_thu_tuc="1.000002"), portal_page(ten_thu_tuc="Khác"), 5]).encode()
        candidates = list(read_portal_json(pages, as_of=AS_OF))
        assert [candidate.record is not None for candidate in candidates] == [True, True, False, False]

    def test_page_without_tables(self) -> None:
        page = page_bytes(cach_thuc_thuc_hien="Không có thông tin", thanh_phan_ho_so="", can_cu_phap_ly="Không có thông tin")
        record = only_record(read_portal_json(page, as_of=AS_OF))
        assert (record.submission_methods, record.required_documents, record.legal_bases) == ((), (), ())


class TestLegalBases:
    @pytest.mark.parametrize(
        ("glued", "numbers"),
        [
            (portal_page()["can_cu_phap_ly"], ["65/2006/QH11", "137/2018/NĐ-CP"]),
            ("Luật 61/2014/QH1361/2014/QH13Luật Đất đai 202431/2024/QH15", ["61/2014/QH13", "31/2024/QH15"]),
            ("14/2025/TT-BNNMT14/2025/TT-BNNMT37/2025/TT-BNNMT37/2025/TT-BNNMT", ["14/2025/TT-BNNMT", "37/2025/TT-BNNMT"]),
            ("Luật Các tổ chức tín dụngLuật số 32/2024/QH1561/2025/TT-NHNNsố 61/2025/TT-NHNN", ["32/2024/QH15", "61/2025/TT-NHNN"]),
            ("Luật Chăn nuôiNghị định số 13/2020/NĐ-CP Thông tư hướng dẫn94/2025/TT-BNNMT", ["13/2020/NĐ-CP", "94/2025/TT-BNNMT"]),
            ("Sửa đổi Thông tư số 02/2020/TT-BTP ngày 8/4/202087/2020/NĐ-CP", ["87/2020/NĐ-CP"]),
            ("Nghị định số 46/2020/NĐ-CP46/2020", ["46/2020/NĐ-CP"]),
            ("Quyết định hỗ trợ24/2024", ["24/2024"]),
            ("Không có thông tin", []),
        ],
    )
    def test_numbers_of_cells_and_not_of_titles(self, glued: str, numbers: list[str]) -> None:
        assert list(dict.fromkeys(row.number for row in split_legal_bases(glued))) == numbers

    def test_title_becomes_the_summary(self) -> None:
        row = next(split_legal_bases("Tên văn bản pháp lýMã văn bảnQuy định về vận tảiNghị định 158/2024/NĐ-CP"))
        assert (row.number, row.summary) == ("158/2024/NĐ-CP", "Quy định về vận tải")


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"\x00\x01\x02\xff\xff", "Không phải văn bản"),
            (b"{", "Không phải JSON"),
            (b"5", "không phải là một bản ghi"),
            (b'{"a": 1}', "ma_thu_tuc"),
            (page_bytes(ma_thu_tuc=""), "Thiếu mã"),
            (b'{"ma_thu_tuc": "1.234567", "ten_thu_tuc": ["a"]}', "ten_thu_tuc"),
            (b"", "trống"),
        ],
    )
    def test_reason_is_clear(self, data: bytes, words: str) -> None:
        (reason,) = reasons(read_portal_json(data, as_of=AS_OF))
        assert words in reason
