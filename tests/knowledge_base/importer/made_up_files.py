"""Small official files of our own making: a crawl's record and page, the portal's sheet, an editors' workbook."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from knowledge_base.importer.candidates import Candidate
from knowledge_base.records import ProcedureRecord

AS_OF = date(2026, 8, 1)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def crawled_row(**changes: Any) -> dict[str, Any]:
    """One line of procedures.jsonl."""
    row = {
        "code": "1.234567",
        "name": "Cấp bản sao Trích lục thử",
        "level": "Cấp xã",
        "field": "Hộ tịch",
        "agency": "Ủy ban nhân dân cấp xã",
        "audience": "Công dân Việt Nam",
        "documents": [{"case": "--", "name": "- Tờ khai;", "form": "TK.docx", "qty": "1 bản chính"}],
        "steps": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
        "channels": [{"channel": "Trực tiếp", "time_limit": "1 Ngày làm việc", "fee": "8,000 Việt Nam Đồng(/bản)", "note": ""}],
        "legal_basis": [{"no": "60/2014/QH13"}],
        "result": "Bản sao trích lục",
        "forms": ["TK.docx"],
        "online_url": "https://example.test/1.234567",
        "crawled": "2026-06/07",
    }
    return {**row, **changes}


def jsonl(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def jsonl_gz(*rows: dict[str, Any]) -> bytes:
    return gzip.compress(jsonl(*rows))


def portal_page(**changes: str) -> dict[str, str]:
    """One page of the portal as a crawl glues it."""
    page = {
        "ma_thu_tuc": "1.234567",
        "detail_url": "https://example.test/page",
        "ten_thu_tuc": "Cấp giấy phép thử",
        "so_quyet_dinh": "248/QĐ-BTP",
        "cap_thuc_hien": "Cấp tỉnh",
        "linh_vuc": "Luật sư",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Cán bộ, công chức, viên chức",
        "trinh_tu_thuc_hien": "- Bước 1: Nộp hồ sơ.\n- Bước 2: Nhận giấy phép.",
        "cach_thuc_thuc_hien": (
            "Hình thức nộpThời gianPhí, lệ phíMô tả"
            "Trực tuyến5 Ngày làm việc200,000 VNĐ(/hồ sơ)Trực tiếp nộp tại sở cũng được.Trực tiếp7 NgàyMiễn phíNộp tại sở."
        ),
        "thanh_phan_ho_so": (
            "--Tên giấy tờMẫu đơn, tờ khaiSố lượng"
            "Đơn đề nghị theo mẫu;Mau04.docx1 bản chínhBản sao thẻ theo Nghị định 70/2024/NĐ-CP ngày 25/6/20240 bản chính,1 bản sao"
            "Trường hợp cấp lại:Tên giấy tờMẫu đơn, tờ khaiSố lượngGiấy phép cũ1 bản chính"
        ),
        "can_cu_phap_ly": (
            "Tên văn bản pháp lýMã văn bảnLuật Luật sư65/2006/QH11"
            "Nghị định sửa đổi một số điều của Nghị định số 123/2013/NĐ-CP ngày 14/10/2013137/2018/NĐ-CP"
        ),
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Giấy phépMã: KQ.G01.000123Văn bản từ chốiMã: KQ.G01.000124Từ khóaKhông có thông tinMô tảKhông có thông tin",
    }
    return {**page, **changes}


def docx(*blocks: str | list[Sequence[str]], document: str | None = None) -> bytes:
    """A Word file: a string is a paragraph, a list of rows a table."""
    body = "".join(_paragraph(block) if isinstance(block, str) else _table(block) for block in blocks)
    xml = document or f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _paragraph(text: str) -> str:
    runs = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _table(rows: list[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc><w:p/>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def detail_sheet(*, code: str = "1.234567", created: str = "") -> bytes:
    """The portal's "Chi tiết thủ tục hành chính"."""
    data = docx(
        "Chi tiết thủ tục hành chính",
        f"Mã thủ tục: {code}",
        "Số quyết định: 1119/QĐ-NHNN",
        "Tên thủ tục: Cấp bản sao Trích lục thử",
        "Cấp thực hiện: Cấp Xã",
        "Lĩnh vực: Hộ tịch",
        "Trình tự thực hiện: ",
        "Bước 1: Nộp hồ sơ.\nMã thủ tục: ghi trên giấy hẹn.",
        "Bước 2: Nhận kết quả.",
        "Cách thức thực hiện: ",
        [
            ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"),
            ("Trực tiếp", "01 Ngày làm việc", "Lệ phí : 8.000 Đồng (đồng/bản)\nPhí : 5 USD", "Nộp tại xã."),
        ],
        "Thành phần hồ sơ: ",
        "Bao gồm",
        [("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"), ("Tờ khai", "TK.docx", "Bản chính: 1\nBản sao: 0")],
        "* Lưu ý:",
        [("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"), ("- Mang theo bản chính để đối chiếu.", "", "Bản chính: 0\nBản sao: 0")],
        "Đối tượng thực hiện: Công dân Việt Nam",
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã",
        "Cơ quan có thẩm quyền: Không có thông tin",
        "Kết quả thực hiện: Bản sao trích lục",
        "Căn cứ pháp lý: ",
        [
            ("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"),
            ("Luật 60/2014/QH13", "Hộ tịch", "20-11-2014", "Quốc hội"),
        ],
        "Yêu cầu, điều kiện thực hiện: Không",
        "Mô tả: Không có thông tin",
        "Để xem chi tiết thủ tục hành chính, vui lòng truy cập link sau: https://example.test/43",
    )
    if not created:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "docProps/core.xml": f"<a><dcterms:created>{created}T12:10:00Z</dcterms:created></a>"})


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Sheets by their names with "_" for a blank, each a list of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def only_record(candidates: Any) -> ProcedureRecord:
    """The record of a file that holds exactly one candidate."""
    (candidate,) = candidates
    assert isinstance(candidate, Candidate)
    assert candidate.record is not None, candidate.reason
    return candidate.record


def reasons(candidates: Any) -> list[str]:
    return [candidate.reason for candidate in candidates if candidate.record is None]
