from __future__ import annotations

import asyncio
import io

import pytest
from openpyxl import load_workbook

from core.errors import HotlineError, InputError
from knowledge_base.content_loader import shipped_procedures
from knowledge_base.editing.excel_export import ExcelExport
from knowledge_base.editing.excel_import import MOST_PROCEDURES, ExcelImport, RowChange, counts
from knowledge_base.editing.list_repository import ListFilter
from knowledge_base.editing.listing import Listing
from knowledge_base.importer.excel_writing import write_export
from knowledge_base.importer.workbook_shape import columns, sheet_name
from knowledge_base.models import EntryKind
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.importer.made_up_files import docx, workbook, zipped
from tests.knowledge_base.made_up import faq, procedure

HEAD = ("Mã thủ tục", "Tên thủ tục", "Lĩnh vực")
ROW = ("1.000001", "Đăng ký khai sinh", "Hộ tịch")
NEW = ("1.000002", "Cấp bản sao", "Hộ tịch")


@pytest.fixture
def importing(newsroom):
    return ExcelImport(newsroom.database, newsroom.drafts, newsroom.words, clock=newsroom.clock)


@pytest.fixture
def exporting(newsroom):
    return ExcelExport(newsroom.database, Listing(newsroom.database, clock=newsroom.clock), newsroom.words)


def edited(data, **cells):
    """The workbook with a cell of its main sheet changed: the first procedure's, by the name of the column."""
    book = load_workbook(io.BytesIO(data))
    page = book[sheet_name("procedures")]
    for column, value in cells.items():
        page.cell(2, [*columns("procedures")].index(column) + 1).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(*rows, head=HEAD, **others):
    return workbook(Thủ_tục=[head, *rows], **others)


class TestRoundTrip:
    async def test_an_export_brought_back_changes_nothing(self, importing, exporting, newsroom):
        await newsroom.ship(*shipped_procedures()[:60])
        rows = await importing.look_through(await exporting.write(ListFilter()))
        assert counts(rows) == {"added": 0, "changed": 0, "unchanged": 61, "refused": 0}

    async def test_one_cell_changed_is_one_change_in_words(self, importing, exporting):
        (row,) = await importing.look_through(edited(await exporting.write(ListFilter()), summary="Ghi tên trẻ."))
        assert (row.key, row.change) == ("1.000001", RowChange.CHANGED)
        assert [(change.label, change.before, change.after) for change in row.changes] == [
            ("Tóm tắt", ["Ghi tên trẻ vào sổ."], ["Ghi tên trẻ."])
        ]

    async def test_what_needs_a_second_person_says_so(self, importing, exporting, newsroom):
        data = await exporting.write(ListFilter())
        changed = edited(data, legal_bases="61/2026/QH15")
        (row,) = await importing.look_through(changed)
        assert [(change.path, change.needs_approval) for change in row.changes] == [("legal_bases", True)]

    async def test_only_what_the_list_is_narrowed_to(self, exporting, newsroom):
        await newsroom.ship(procedure("1.000009", "Khai thác nước", sector="Tài nguyên nước"), faq())
        book = load_workbook(io.BytesIO(await exporting.write(ListFilter(sector="Tài nguyên nước"))))
        assert [row[0].value for row in book[sheet_name("procedures")].iter_rows(min_row=2)] == ["1.000009"]

    async def test_other_kinds_have_no_workbook(self, exporting):
        with pytest.raises(InputError, match="chỉ dùng cho thủ tục"):
            await exporting.write(ListFilter(kind=EntryKind.FAQ))

    async def test_more_than_can_be_brought_back_is_not_written(self, exporting, newsroom):
        await newsroom.ship(*(procedure(f"2.{number:06}", f"Thủ tục {number}") for number in range(MOST_PROCEDURES)))
        with pytest.raises(InputError, match=f"có {MOST_PROCEDURES + 1} thủ tục"):
            await exporting.write(ListFilter())


class TestDryRun:
    async def test_writes_nothing(self, importing, newsroom):
        await importing.look_through(sheet_of(NEW))
        assert await newsroom.all_drafts() == []

    async def test_columns_that_are_not_there_are_not_emptied(self, importing):
        (row,) = await importing.look_through(sheet_of(("1.000001", "Khai sinh cho trẻ", "Hộ tịch")))
        assert {change.path: change.after for change in row.changes} == {"name": ["Khai sinh cho trẻ"], "as_of": ["20/11/2026"]}

    async def test_a_cell_that_is_empty_is_emptied(self, importing):
        (row,) = await importing.look_through(sheet_of((*ROW, None), head=(*HEAD, "Tóm tắt")))
        assert [change.path for change in row.changes] == ["summary", "as_of"]

    async def test_what_is_not_known_yet_is_added(self, importing):
        rows = await importing.look_through(sheet_of(ROW, NEW))
        assert [(row.key, row.title, row.change) for row in rows] == [
            ("1.000001", "Đăng ký khai sinh", RowChange.UNCHANGED),
            ("1.000002", "Cấp bản sao", RowChange.ADDED),
        ]


class TestTaking:
    async def test_makes_a_draft_of_each_row_that_changes_something(self, importing, newsroom, lan):
        await importing.take("sửa.xlsx", sheet_of(ROW, NEW), lan)
        (draft,) = await newsroom.all_drafts()
        assert (draft.key, draft.reason, draft.written_by) == ("1.000002", "Nhập từ tệp «sửa.xlsx»", [str(lan.id)])
        assert await newsroom.standing(key="1.000002") is None

    async def test_all_or_none(self, importing, newsroom, lan):
        with pytest.raises(InputError) as refused:
            await importing.take("x.xlsx", sheet_of(NEW, ("12", "Sai mã", "Hộ tịch")), lan)
        assert refused.value.message.startswith("Chưa có gì được ghi: 1 dòng không dùng được. Đầu tiên: trang «Thủ tục», dòng 3: ")
        assert await newsroom.all_drafts() == []

    async def test_somebodys_draft_is_left_alone(self, importing, newsroom, lan, minh):
        await newsroom.begin(minh)
        (row,) = await importing.look_through(sheet_of(("1.000001", "Khai sinh", "Hộ tịch")))
        assert row.change is RowChange.REFUSED
        assert "đang có bản nháp (Minh" in row.problem

    async def test_two_who_bring_the_same_at_once_make_one_draft_each_or_nothing(self, importing, newsroom, lan, minh):
        rows = [(f"2.{number:06}", f"Cấp giấy số {number}", "Hộ tịch") for number in range(120)]
        data = sheet_of(*rows)
        ended = await asyncio.gather(importing.take("a.xlsx", data, lan), importing.take("b.xlsx", data, minh), return_exceptions=True)
        lost = [each for each in ended if isinstance(each, HotlineError)]
        assert len(lost) == 1
        drafts = await newsroom.all_drafts()
        assert len(drafts) == 120
        assert len({draft.created_by for draft in drafts}) == 1

    async def test_a_file_that_changes_nothing_makes_nothing(self, importing, newsroom, lan):
        with pytest.raises(InputError, match="không đổi gì"):
            await importing.take("x.xlsx", write_export([BIRTH]), lan)


METHODS = ("Mã thủ tục", "Hình thức nộp", "Số tiền (đồng)")
DATES = (*HEAD, "Có hiệu lực từ", "Có hiệu lực đến")


class TestBadWorkbooks:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (sheet_of(("Đăng ký khai sinh", "1.000001", "Hộ tịch")), "Mã thủ tục «Đăng ký khai sinh» sai dạng"),
            (workbook(Thủ_tục=[("Danh mục thủ tục 2026",), HEAD, NEW]), "thiếu cột: Mã thủ tục*, Tên thủ tục*, Lĩnh vực*"),
            (workbook(Trang_tính1=[HEAD, NEW]), "thiếu trang «Thủ tục»"),
            (
                sheet_of(NEW, Hình_thức_nộp=[METHODS, (NEW[0], "Trực tiếp", -1)]),
                "Cột «Số tiền (đồng)»: không dùng được «-1». Cần số nguyên từ 0 trở lên",
            ),
            (sheet_of(NEW, Hình_thức_nộp=[METHODS, (NEW[0], "Trực tiếp", "tám nghìn")]), "không dùng được «tám nghìn»"),
            (
                sheet_of((*NEW, "-1"), head=(*HEAD, "Phí, lệ phí")),
                "Cột «Phí, lệ phí»: không dùng được «-1». Viết như «Lệ phí: 8.000 đồng/bản»",
            ),
            (sheet_of((*NEW, "tám nghìn"), head=(*HEAD, "Phí, lệ phí")), "Cột «Phí, lệ phí»: không dùng được «tám nghìn»"),
            (sheet_of((*NEW, "Lệ phí: tám nghìn đồng"), head=(*HEAD, "Phí, lệ phí")), "không dùng được"),
            (sheet_of((*NEW, "8k"), head=(*HEAD, "Phí, lệ phí")), "không dùng được «8k»"),
            (
                sheet_of((*NEW, "đầu tháng sau", None), head=DATES),
                "Cột «Có hiệu lực từ»: không dùng được «đầu tháng sau». Cần một ngày có thật",
            ),
            (sheet_of((*NEW, "31/02/2026", None), head=DATES), "không dùng được «31/02/2026»"),
            (sheet_of((*NEW, "01/07/2026", "01/01/2026"), head=DATES), "Có hiệu lực đến: «Có hiệu lực đến» đang đứng trước"),
            (sheet_of(NEW, Hình_thức_nộp=[METHODS, (NEW[0], "Bồ câu", 1)]), "Cần một trong: Trực tiếp, Trực tuyến, Qua bưu chính."),
            (sheet_of(NEW, Hình_thức_nộp=[METHODS, (NEW[0], "", 1)]), "Cột «Hình thức nộp»: để trống. Cần một trong: Trực tiếp"),
            (sheet_of(NEW, (*NEW[:1], "Tên khác", "Khác")), "đã có ở trang «Thủ tục», dòng 2"),
            (sheet_of((*NEW, "=1+1"), head=(*HEAD, "Tóm tắt")), "có ô là công thức (D2)"),
            (docx("Chào"), "Đây là văn bản Word, không phải bảng tính"),
            (b"Ma,Ten\n1,2\n", "không phải .docx hay .xlsx thật"),
            (zipped({"xl/workbook.xml": " " * 100_000_000}), "bung ra quá lớn"),
            (zipped({"xl/workbook.xml": "<workbook/>"}), "Không đọc được bảng tính"),
        ],
    )
    async def test_each_is_told_why_and_nothing_is_written(self, importing, newsroom, lan, data, words):
        refused = [row for row in await importing.look_through(data) if row.change is RowChange.REFUSED]
        assert refused
        assert words in refused[0].problem
        with pytest.raises(InputError, match="Chưa có gì được ghi"):
            await importing.take("x.xlsx", data, lan)
        assert await newsroom.all_drafts() == []

    async def test_a_cell_is_named_by_sheet_row_and_column(self, importing):
        data = sheet_of(NEW, Hình_thức_nộp=[METHODS, (NEW[0], "Trực tiếp", 0), (NEW[0], "Trực tuyến", -1)])
        [row] = await importing.look_through(data)
        assert row.where == "trang «Hình thức nộp», dòng 3"
        assert row.problem.startswith("Cột «Số tiền (đồng)»: ")

    async def test_merged_cells_are_named(self, importing):
        book = load_workbook(io.BytesIO(sheet_of(NEW, ("1.000003", "Cấp lại", "Hộ tịch"))))
        book[sheet_name("procedures")].merge_cells("C2:C3")
        buffer = io.BytesIO()
        book.save(buffer)
        (row,) = await importing.look_through(buffer.getvalue())
        assert row.problem.startswith("Trang «Thủ tục» có ô bị gộp (C2:C3). Hãy bỏ gộp ô")

    async def test_merged_cells_of_a_sheet_that_is_not_read_do_no_harm(self, importing):
        book = load_workbook(io.BytesIO(sheet_of(NEW, Ghi_chú=[("a", "b")])))
        book["Ghi chú"].merge_cells("A1:B1")
        buffer = io.BytesIO()
        book.save(buffer)
        assert [row.change for row in await importing.look_through(buffer.getvalue())] == [RowChange.ADDED]

    async def test_dates_as_text_are_read_as_dates(self, importing):
        (row,) = await importing.look_through(sheet_of((*NEW, "01/07/2026", None), head=DATES))
        assert row.raw["effective_from"] == "2026-07-01"

    async def test_twenty_thousand_rows_are_refused_in_a_moment(self, importing):
        (row,) = await importing.look_through(sheet_of(*[(f"1.{number:06}", "Tên", "Hộ tịch") for number in range(20_000)]))
        assert row.problem == "Trang «Thủ tục» có quá 1500 dòng. Hãy chia thành nhiều tệp nhỏ hơn."
