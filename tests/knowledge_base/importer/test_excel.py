from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from knowledge_base.importer.excel import read_excel
from knowledge_base.importer.excel_writing import main_row, write_export, write_template
from knowledge_base.importer.jsonl import read_jsonl
from knowledge_base.importer.limits import Limits
from knowledge_base.importer.workbook_round_trip import read_back
from knowledge_base.importer.workbook_shape import columns, join_items, sheet_name, split_items
from knowledge_base.records import (
    AuthorityLevel,
    DocumentCase,
    Fee,
    FeeKind,
    FormTemplate,
    LegalBasis,
    OnlineLevel,
    ProcedureRecord,
    ProcessingTime,
    RequiredDocument,
    Source,
    SubmissionKind,
    SubmissionMethod,
    TimeUnit,
)
from tests.knowledge_base.importer.made_up_files import AS_OF, crawled_row, jsonl, only_record, reasons, workbook

HEAD = ("Mã thủ tục", "TÊN THỦ TỤC*", "Lĩnh vực", "Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Thành phần hồ sơ")
ROW = ("1.234567", "Cấp bản sao", "Hộ tịch", "Trực tiếp, Trực tuyến", "5 ngày làm việc", "Miễn phí", "Tờ khai | 1 bản chính,1 bản sao\nẢnh")

FULL = ProcedureRecord(
    code="1.234567",
    name="=Cấp bản sao",
    aliases=("sao lục", "xin bản sao"),
    summary="Một câu.\nCâu nữa.",
    sector="Hộ tịch",
    procedure_type="Loại khác",
    authority_levels=(AuthorityLevel.PROVINCE, AuthorityLevel.COMMUNE),
    applicant_types=("Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"),
    implementing_agency="Ủy ban nhân dân cấp xã",
    submission_methods=(
        SubmissionMethod(
            kind=SubmissionKind.ONLINE,
            case="Cấp mới",
            processing_time=ProcessingTime(amount=3, unit=TimeUnit.WORKING_DAYS, note="kể từ ngày nhận"),
            fees=(Fee(kind=FeeKind.CHARGE, amount_vnd=8_000, per="bản"), Fee(note="Phí bưu chính theo cân nặng")),
            note="Qua VNeID.\nHoặc Cổng.",
        ),
        SubmissionMethod(kind=SubmissionKind.IN_PERSON, fees=(Fee(amount_vnd=0),)),
        SubmissionMethod(kind=SubmissionKind.POSTAL, processing_time=ProcessingTime(note="Không quy định")),
    ),
    required_documents=(
        DocumentCase(documents=(RequiredDocument(name="Tờ khai", originals=1, copies=2, form_template="TK.docx"),), notes=("Rõ nét",)),
        DocumentCase(case="Ủy quyền", documents=(RequiredDocument(name="Giấy ủy quyền"),)),
    ),
    steps=("Nộp:\n- tờ khai\n- ảnh", "Nhận"),
    conditions=("Đủ 18 tuổi",),
    legal_bases=(LegalBasis(document_number="60/2014/QH13", summary="Hộ tịch", issued_on=date(2014, 11, 20), issuer="Quốc hội"),),
    outcome="Bản sao",
    form_templates=(FormTemplate(name="TK.docx", url="https://example.test/tk"),),
    online_level=OnlineLevel.FULL,
    online_url="https://example.test/nop",
    decision_number="1/QĐ-BTP",
    source=Source(title="Cổng", url="https://example.test"),
    as_of=date(2026, 6, 30),
    effective_from=date(2026, 7, 1),
    review_by=date(2027, 1, 31),
    differences={"fees": "Bản cũ ghi sai"},
)


class TestSimpleSheet:
    def test_one_row_is_one_procedure(self) -> None:
        record = only_record(read_excel(workbook(Thủ_tục=[HEAD, ROW]), as_of=AS_OF))
        assert [method.kind for method in record.submission_methods] == [SubmissionKind.IN_PERSON, SubmissionKind.ONLINE]
        assert record.submission_methods[0].processing_time == ProcessingTime(amount=5, unit=TimeUnit.WORKING_DAYS)
        assert record.submission_methods[0].fees == (Fee(amount_vnd=0),)
        assert [(paper.name, paper.originals, paper.copies) for paper in record.required_documents[0].documents] == [
            ("Tờ khai", 1, 1),
            ("Ảnh", 0, 0),
        ]
        assert record.as_of == AS_OF

    def test_code_typed_as_a_number_gets_its_zeros_back(self) -> None:
        record = only_record(read_excel(workbook(Thủ_tục=[HEAD[:3], (1.01256, "A", "B")]), as_of=AS_OF))
        assert record.code == "1.012560"

    @pytest.mark.parametrize("value", [datetime(2026, 5, 17), "17/05/2026", "2026-05-17"])  # noqa: DTZ001 (Excel's dates have no zone)
    def test_dates_as_editors_type_them(self, value: object) -> None:
        head = (*HEAD[:3], "Ngày của dữ liệu")
        assert only_record(read_excel(workbook(Thủ_tục=[head, (*ROW[:3], value)]), as_of=AS_OF)).as_of == date(2026, 5, 17)

    def test_workbooks_exported_under_earlier_names_are_still_read(self) -> None:
        head = (*HEAD[:3], "Tên gọi khác", "Rà soát trước ngày", "Cấp thực hiện", "Hình thức nộp")
        sheets: dict[str, list[tuple[object, ...]]] = {
            "Thủ_tục": [head, (*ROW[:3], "sao lục", "31/12/2026", "Cấp huyện", "Dịch vụ bưu chính")],
            "Giấy_tờ": [("Mã thủ tục", "Tên giấy tờ", "Mẫu đơn, tờ khai"), ("1.234567", "Đơn", "TK.docx")],
        }
        record = only_record(read_excel(workbook(**sheets), as_of=AS_OF))
        assert (record.aliases, record.review_by, record.authority_levels) == (("sao lục",), date(2026, 12, 31), (AuthorityLevel.DISTRICT,))
        assert record.submission_methods[0].kind == SubmissionKind.POSTAL
        assert record.required_documents[0].documents[0].form_template == "TK.docx"

    def test_columns_may_stand_in_any_order(self) -> None:
        rows = [HEAD[2::-1], ROW[2::-1]]
        assert only_record(read_excel(workbook(Thủ_tục=rows), as_of=AS_OF)).sector == "Hộ tịch"


class TestRefusals:
    @pytest.mark.parametrize(
        ("sheets", "words"),
        [
            ({"Trang_1": [HEAD, ROW]}, "thiếu trang «Thủ tục»"),
            ({"Thủ_tục": [HEAD[:1], ROW[:1]]}, "thiếu cột: Tên thủ tục*, Lĩnh vực*"),
            ({"Thủ_tục": [(*HEAD, "Ghi thêm"), ROW]}, "cột lạ: Ghi thêm"),
            ({"Thủ_tục": [HEAD, ("12", *ROW[1:])]}, "sai dạng"),
            ({"Thủ_tục": [HEAD, ("1.234567", None, "Hộ tịch")]}, "Thiếu tên"),
            ({"Thủ_tục": [HEAD, (*ROW[:3], "Bồ câu")]}, "Cột «Hình thức nộp»: không dùng được «Bồ câu»"),
            ({"Thủ_tục": [HEAD, ROW], "Giấy_tờ": [("Mã thủ tục", "Tên giấy tờ"), ("9.999999", "Đơn")]}, "9.999999"),
            ({"Thủ_tục": [HEAD, ROW, (*ROW[:1], "Khác", "Khác")]}, "đã có ở trang «Thủ tục», dòng 2"),
            ({"Thủ_tục": [(*HEAD[:3], "Ngày của dữ liệu"), (*ROW[:3], "hôm qua")]}, "«hôm qua»"),
        ],
    )
    def test_reason_names_the_cell(self, sheets: dict[str, list[tuple[object, ...]]], words: str) -> None:
        (reason,) = reasons(read_excel(workbook(**sheets), as_of=AS_OF))
        assert words in reason

    def test_every_cell_that_means_nothing_is_named(self) -> None:
        papers = [("Mã thủ tục", "Tên giấy tờ", "Bản chính"), ("1.234567", "Đơn", "hai"), ("1.234567", "Ảnh", "-1")]
        head, row = (*HEAD, "Có hiệu lực từ", "Cấp thực hiện"), (*ROW, "hôm qua", "Cấp xã, Cấp phường")
        [refused] = read_excel(workbook(Thủ_tục=[head, row], Giấy_tờ=papers), as_of=AS_OF, name="x.xlsx")
        assert refused.record is None
        for said in (
            "«Bản chính»: không dùng được «hai»",
            "«Bản chính»: không dùng được «-1»",
            "«Có hiệu lực từ»: không dùng được «hôm qua»",
            "«Cấp phường»",
            "dòng 3",
        ):
            assert said in refused.reason

    def test_parts_that_differ_are_written_in_words_and_read_back(self) -> None:
        record = FULL.model_copy(update={"differences": {"processing_times": "Tỉnh rút ngắn", "fees": "Nghị quyết mới"}})
        assert main_row(record)["differences"] == "Thời hạn giải quyết | Tỉnh rút ngắn\nPhí, lệ phí | Nghị quyết mới"
        assert read_back(record) == record

    def test_wrong_paper_refuses_its_procedure_and_no_other(self) -> None:
        papers = [("Mã thủ tục", "Tên giấy tờ", "Bản chính"), ("1.234567", "Đơn", "hai")]
        data = workbook(Thủ_tục=[HEAD, ROW, ("1.000002", *ROW[1:])], Giấy_tờ=papers)
        first, second = read_excel(data, as_of=AS_OF, name="x.xlsx")
        assert str(first.place) == "x.xlsx, trang «Giấy tờ», dòng 2"
        assert "«hai»" in first.reason
        assert second.record is not None

    @pytest.mark.parametrize("amount", ["8000.5", "tám nghìn", "-5"])
    def test_amount_that_is_no_whole_number(self, amount: str) -> None:
        methods = [("Mã thủ tục", "Hình thức", "Số tiền (đồng)"), ("1.234567", "Trực tiếp", amount)]
        (reason,) = reasons(read_excel(workbook(Thủ_tục=[HEAD, ROW], Hình_thức_nộp=methods), as_of=AS_OF))
        assert "Số tiền" in reason

    def test_too_many_rows(self) -> None:
        data = workbook(Thủ_tục=[HEAD, *[ROW] * 20])
        assert "quá 10 dòng" in reasons(read_excel(data, as_of=AS_OF, limits=Limits(procedures=10)))[0]


class TestRoundTrip:
    def test_export_reads_back_as_the_same_record(self) -> None:
        assert only_record(read_excel(write_export([FULL]), as_of=AS_OF)) == FULL

    def test_record_of_a_crawl_comes_back(self) -> None:
        record = only_record(read_jsonl(jsonl(crawled_row()), as_of=AS_OF))
        assert only_record(read_excel(write_export([record]), as_of=AS_OF)) == record

    def test_text_too_long_for_a_cell_goes_on_below(self) -> None:
        record = FULL.model_copy(update={"conditions": tuple(f"Điều kiện {number} " + "x" * 900 for number in range(90))})
        assert only_record(read_excel(write_export([record]), as_of=AS_OF)) == record

    def test_equals_sign_is_never_a_formula(self) -> None:
        page = load_workbook(io.BytesIO(write_export([FULL])))[sheet_name("procedures")]
        assert page["B2"].data_type == "s"

    @settings(max_examples=60)
    @given(st.lists(st.text(alphabet="aĐ -\n|", min_size=1).filter(str.strip), max_size=6))
    def test_items_of_a_cell_come_back(self, texts: list[str]) -> None:
        items = split_items("\n".join(texts))
        assert split_items(join_items(items)) == items


class TestTemplate:
    def test_template_holds_no_record(self) -> None:
        assert list(read_excel(write_template(), as_of=AS_OF)) == []

    def test_every_column_is_explained(self) -> None:
        book = load_workbook(io.BytesIO(write_template()))
        assert book.sheetnames == [sheet_name(sheet) for sheet in ("procedures", "documents", "methods", "guide")]
        explained = {row[1].value for row in book[sheet_name("guide")].iter_rows()}
        assert {heading for sheet in ("procedures", "documents", "methods") for heading, _ in columns(sheet).values()} <= explained
