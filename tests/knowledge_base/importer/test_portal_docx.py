from __future__ import annotations

from datetime import date

import pytest

from knowledge_base.importer.portal_docx import read_portal_docx
from knowledge_base.records import DocumentCase, Fee, FeeKind, LegalBasis, RequiredDocument
from tests.knowledge_base.importer.made_up_files import AS_OF, detail_sheet, docx, only_record, reasons, zipped


class TestDetailSheet:
    def test_fields_and_tables(self) -> None:
        record = only_record(read_portal_docx(detail_sheet(), as_of=AS_OF))
        assert (record.code, record.sector, record.outcome) == ("1.234567", "Hộ tịch", "Bản sao trích lục")
        assert record.submission_methods[0].fees == (
            Fee(kind=FeeKind.CHARGE, amount_vnd=8_000, per="bản"),
            Fee(kind=FeeKind.FEE, note="5 USD"),
        )
        assert record.required_documents == (
            DocumentCase(
                documents=(RequiredDocument(name="Tờ khai", originals=1, form_template="TK.docx"),),
                notes=("Mang theo bản chính để đối chiếu.",),
            ),
        )
        assert record.legal_bases == (
            LegalBasis(document_number="60/2014/QH13", summary="Hộ tịch", issued_on=date(2014, 11, 20), issuer="Quốc hội"),
        )
        assert (record.competent_authority, record.conditions) == ("", ())
        assert record.source.url == "https://example.test/43"

    def test_label_inside_a_text_opens_no_field(self) -> None:
        record = only_record(read_portal_docx(detail_sheet(), as_of=AS_OF))
        assert record.steps == ("Nộp hồ sơ.\nMã thủ tục: ghi trên giấy hẹn.", "Nhận kết quả.")

    def test_day_the_portal_wrote_the_file_counts(self) -> None:
        assert only_record(read_portal_docx(detail_sheet(created="2025-12-02"), as_of=AS_OF)).as_of == date(2025, 12, 2)

    @pytest.mark.parametrize("created", ["", "2031-01-01", "2025-99-99"])
    def test_day_of_import_counts_where_the_file_has_no_earlier_one(self, created: str) -> None:
        assert only_record(read_portal_docx(detail_sheet(created=created), as_of=AS_OF)).as_of == AS_OF


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (docx("Kính gửi: Sở Tư pháp"), "Không phải tờ"),
            (docx(document="<a/>"), "Không phải tờ"),
            (zipped({"other.xml": "<a/>"}), "Không phải tờ"),
            (docx(document="<a"), "bị hỏng"),
            (docx(document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
            (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")}), "DOCTYPE"),
            (detail_sheet()[:-100], "bị hỏng"),
            (b"PK", "bị hỏng"),
            (b"plain", "không mở được"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "đời cũ"),
            (detail_sheet(code="13"), "sai dạng"),
        ],
    )
    def test_reason_is_clear(self, data: bytes, words: str) -> None:
        (reason,) = reasons(read_portal_docx(data, as_of=AS_OF))
        assert words in reason
