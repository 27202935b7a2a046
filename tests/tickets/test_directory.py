from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from core.errors import InputError
from tickets.directory import Directory, DirectoryRefused
from tickets.directory_excel import MOST_UNITS

HEADINGS = ("Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Lĩnh vực", "Điện thoại", "Địa chỉ")
ROWS = (
    ("UBND", "Ủy ban nhân dân tỉnh", None, None, None, None),
    ("SXD", "Sở Xây dựng", "UBND", "Xây dựng; Nhà ở", "0251 382 2501", "38 Phan Chu Trinh"),
    ("STP", "Sở Tư pháp", "ubnd", "Hộ tịch\nChứng thực", None, None),
)


def workbook(*rows, headings=HEADINGS, above=(), change=None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in (*above, headings, *rows):
        sheet.append(row)
    if change is not None:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def directory(database):
    return Directory(database)


@pytest.fixture
def refused(directory):
    """The sentences for a file, which must have changed nothing."""

    async def problems(data, **options):
        before = [(unit.code, unit.name, unit.is_active) for unit in await directory.list_units()]
        with pytest.raises(DirectoryRefused) as caught:
            await directory.import_file(data, **options)
        assert [(unit.code, unit.name, unit.is_active) for unit in await directory.list_units()] == before
        return caught.value.problems

    return problems


async def codes(directory, *, active=True):
    return [unit.code for unit in await directory.list_units() if unit.is_active is active]


class TestImportFile:
    async def test_adds_units_with_all_their_columns(self, directory):
        report = await directory.import_file(workbook(*ROWS))
        assert report.added == ["UBND", "SXD", "STP"]
        by_code = {unit.code: unit for unit in await directory.list_units()}
        unit = by_code["SXD"]
        assert (unit.name, unit.parent_code, unit.sectors) == ("Sở Xây dựng", "UBND", ["Xây dựng", "Nhà ở"])
        assert (unit.phone, unit.address) == ("0251 382 2501", "38 Phan Chu Trinh")
        assert by_code["STP"].sectors == ["Hộ tịch", "Chứng thực"]

    async def test_a_second_time_changes_nothing_and_a_new_name_one(self, directory):
        await directory.import_file(workbook(*ROWS))
        assert len((await directory.import_file(workbook(*ROWS))).unchanged) == 3
        report = await directory.import_file(workbook(ROWS[0], ("SXD", "Sở Xây dựng và Giao thông", "UBND")))
        assert (report.changed, report.unchanged, report.deactivated) == (["SXD"], ["UBND"], [])

    async def test_columns_are_found_in_any_order_under_other_names_and_below_a_title(self, directory):
        data = workbook(
            ("Đất đai", "x", "Sở Nông nghiệp và Môi trường", 12),
            headings=("LĨNH VỰC PHỤ TRÁCH", "Ghi chú", "  tên  cơ quan (*)", "Mã"),
            above=(("DANH MỤC ĐƠN VỊ",), ()),
            change=lambda sheet: sheet.merge_cells("A1:D1"),
        )
        assert (await directory.import_file(data)).added == ["12"]
        (unit,) = await directory.list_units()
        assert (unit.name, unit.sectors) == ("Sở Nông nghiệp và Môi trường", ["Đất đai"])

    async def test_dry_run_reports_and_writes_nothing(self, directory):
        assert len((await directory.import_file(workbook(*ROWS), dry_run=True)).added) == 3
        assert await codes(directory) == []

    async def test_what_is_not_in_the_file_goes_only_with_replace(self, directory):
        await directory.import_file(workbook(*ROWS))
        await directory.import_file(workbook(ROWS[0]))
        assert len(await codes(directory)) == 3
        report = await directory.import_file(workbook(ROWS[0], ROWS[1]), replace=True)
        assert report.deactivated == ["STP"]
        assert await codes(directory, active=False) == ["STP"]
        assert (await directory.import_file(workbook(*ROWS))).changed == ["STP"]

    async def test_everything_wrong_is_said_at_once_with_its_row(self, refused):
        problems = await refused(
            workbook(
                ("A", "Đơn vị A", "KHÔNG CÓ"),
                ("A", "Đơn vị khác"),
                ("B", None),
                (None, "Không mã"),
                ("Đ <b>", "Mã lạ"),
                ("C", "x" * 301),
            )
        )
        assert problems == [
            "Dòng 3: mã «A» đã có ở dòng 2.",
            "Dòng 4: đơn vị «B» thiếu tên.",
            "Dòng 5: thiếu mã đơn vị.",
            "Dòng 6: mã «Đ <B>» có ký tự không dùng được hoặc dài quá 40 ký tự.",
            "Dòng 7: cột «Tên đơn vị» dài quá 300 ký tự.",
            "Dòng 2: không có đơn vị cấp trên mã «KHÔNG CÓ» trong tệp hay trong danh bạ.",
        ]

    async def test_a_parent_may_be_in_the_directory_but_not_when_it_goes(self, directory, refused):
        await directory.import_file(workbook(ROWS[0]))
        assert "ngừng" in (await refused(workbook(ROWS[1]), replace=True))[0]
        assert (await directory.import_file(workbook(ROWS[1]))).added == ["SXD"]

    async def test_a_circle_of_parents_is_shown(self, refused):
        problems = await refused(workbook(("A", "A", "B"), ("B", "B", "C"), ("C", "C", "A"), ("D", "D", "A")))
        assert problems == ["Dòng 2: đơn vị «A» là cấp trên của chính mình (A → B → C → A)."]

    async def test_a_circle_through_the_directory_is_seen(self, directory, refused):
        await directory.import_file(workbook(("A", "A", None), ("B", "B", "A")))
        assert "A → B → A" in (await refused(workbook(("A", "A", "B"))))[0]

    async def test_formulas_and_their_errors_are_named(self, refused):
        problems = await refused(workbook(("A", "=UPPER(B1)"), ("#REF!", "B")))
        assert problems[:2] == [
            "Dòng 2: cột «Tên đơn vị» là công thức. Hãy dán lại dạng giá trị.",
            "Dòng 3: cột «Mã đơn vị» có lỗi công thức (#REF!).",
        ]

    async def test_merged_cells_below_the_headings_are_named(self, refused):
        problems = await refused(workbook(*ROWS, change=lambda sheet: sheet.merge_cells("C3:C4")))
        assert problems[0] == "Dòng 3: ô gộp (C3:C4). Hãy bỏ gộp ô và điền đủ từng dòng."

    async def test_ten_thousand_are_taken_and_twenty_thousand_refused(self, directory):
        with pytest.raises(InputError, match="hơn 10000 đơn vị"):
            await directory.import_file(workbook(*((f"D{number}", "Đơn vị") for number in range(2 * MOST_UNITS))))
        report = await directory.import_file(workbook(*((f"D{number}", "Đơn vị") for number in range(MOST_UNITS))), dry_run=True)
        assert len(report.added) == MOST_UNITS

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "trống"),
            (b"ma,ten\nA,B\n", "nén"),
            (b"PK\x03\x04 no archive", "hỏng"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "đời cũ"),
            (workbook(headings=("Họ tên", "Tuổi")), "tiêu đề"),
            (workbook(headings=("Mã", "Tên", "Mã đơn vị")), "hai lần"),
            (workbook(), "không có đơn vị nào"),
        ],
    )
    async def test_a_file_that_is_no_directory_is_told_why(self, directory, data, words):
        with pytest.raises(InputError) as caught:
            await directory.import_file(data)
        assert words in caught.value.message

    async def test_a_file_that_is_not_there_is_told_so(self, directory, tmp_path):
        with pytest.raises(InputError):
            await directory.import_file(tmp_path / "none.xlsx")

    async def test_the_sheet_with_the_headings_is_found_among_others(self, directory):
        book = Workbook()
        guide: Any = book.active
        guide.append(("Hướng dẫn",))
        guide.merge_cells("A30:B31")
        sheet = book.create_sheet("Đơn vị & mã")
        sheet.append(HEADINGS)
        sheet.append(ROWS[0])
        file = io.BytesIO()
        book.save(file)
        assert (await directory.import_file(file.getvalue())).added == ["UBND"]
