"""The portal's "Chi tiết thủ tục hành chính", as Word writes it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Sheet


def copy_of_civil_status_record(code: str, fee: str) -> bytes:
    """For certified copies out of the civil status books; `fee` as the portal has it, such as "8.000 Đồng (bản)"."""
    sheet = Document()
    sheet.core_properties.created = datetime.now(UTC)
    _write(
        sheet,
        "Chi tiết thủ tục hành chính",
        f"Mã thủ tục: {code}",
        "Số quyết định: 2711/QĐ-UBND",
        "Tên thủ tục: Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        "Cấp thực hiện: Cấp Xã",
        "Lĩnh vực: Hộ tịch",
        "Trình tự thực hiện:",
        "Bước 1: Nộp hồ sơ tại Trung tâm Phục vụ hành chính công.",
        "Bước 2: Nhận bản sao.",
        "Cách thức thực hiện:",
    )
    ways = [("Trực tiếp", "01 Ngày làm việc", f"Phí : {fee}", ""), ("Trực tuyến", "01 Ngày làm việc", f"Phí : {fee}", "")]
    _table(sheet, [("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"), *ways])
    _write(sheet, "Thành phần hồ sơ:", "Bao gồm")
    papers = [("Tờ khai cấp bản sao trích lục", "TK.TL.docx", "Bản chính: 1\nBản sao: 0")]
    _table(sheet, [("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"), *papers])
    _write(
        sheet,
        "Đối tượng thực hiện: Công dân Việt Nam",
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã",
        "Kết quả thực hiện: Bản sao trích lục hộ tịch",
        "Căn cứ pháp lý:",
    )
    laws = [("60/2014/QH13", "Luật Hộ tịch", "20-11-2014", "Quốc hội")]
    _table(sheet, [("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"), *laws])
    _write(
        sheet,
        "Yêu cầu, điều kiện thực hiện: Không có thông tin",
        "Để xem chi tiết thủ tục hành chính, vui lòng truy cập link sau: https://dichvucong.gov.vn/thu-tuc-hanh-chinh/43",
    )
    to = io.BytesIO()
    sheet.save(to)
    return to.getvalue()


def _write(sheet: Sheet, *lines: str) -> None:
    for line in lines:
        sheet.add_paragraph(line)


def _table(sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    table = sheet.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
