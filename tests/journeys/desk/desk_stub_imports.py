"""The stand-in desk's files: a sheet becomes a draft, a workbook is looked through; a name with "sai" is one that cannot be used."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_editors_data as shown
from tests.journeys.desk.desk_stub_editing import Refused

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World

NOTES = ["Tệp không nói đến, nên giữ như bản đang công bố: Tên người dân gọi.", "Có khoản phí chỉ ghi bằng lời, không có số tiền."]
FEES = {
    "path": "submission_methods",
    "label": "Cách thức nộp, thời hạn, phí",
    "before": ["Trực tiếp", "Phí: 2.000 đồng/trang"],
    "after": ["Trực tiếp", "Phí: 3.000 đồng/trang"],
    "needs_approval": True,
}
ROWS: list[dict[str, Any]] = [
    {"key": "2.000815", "title": "Chứng thực bản sao từ bản chính", "change": "changed", "changes": [FEES]},
    {"key": "1.001022", "title": "Đăng ký nhận cha, mẹ, con", "change": "added"},
    {"key": "1.001193", "title": "Đăng ký khai sinh", "change": "unchanged"},
]
WRONG: dict[str, Any] = {"key": "1.004873", "title": "", "change": "refused", "problem": "Không hiểu «tám nghìn» ở cột «Số tiền (đồng)»."}


def docx(world: World, asked: Asked) -> Any:
    name = asked.body["file_name"]
    world.posts.append({"brought": name})
    if "sai" in name:
        raise Refused(422, "unreadable_docx", "Không phải tờ «Chi tiết thủ tục hành chính» của Cổng Dịch vụ công.")
    record = copy.deepcopy(shown.CERTIFY) | {"name": "Chứng thực bản sao từ bản chính giấy tờ, văn bản"}
    draft = world.editing.open_draft("procedure", shown.CERTIFY["code"], record)
    return {"draft": world.editing.out(draft), "notes": NOTES}


def excel(world: World, asked: Asked) -> Any:
    name = asked.body["file_name"]
    world.posts.append({"brought": name, "is_dry": asked.query.get("dry_run") == "true"})
    found = [*ROWS, *([WRONG] if "sai" in name else [])]
    rows = [{"where": f"trang «Thủ tục», dòng {line}", "changes": [], "problem": ""} | row for line, row in enumerate(found, start=2)]
    kinds = ("added", "changed", "unchanged", "refused")
    return {"rows": rows, "counts": {kind: sum(row["change"] == kind for row in rows) for kind in kinds}}


def export(_world: World, asked: Asked) -> Any:
    if not asked.query.get("sector"):
        raise Refused(422, "too_many_to_export", "Danh sách có 4432 thủ tục, mỗi bảng tính nhiều nhất 1000. Hãy lọc bớt.")
    return {}


ROUTES: dict[tuple[str, str], Route] = {
    ("POST", "editors/imports/docx"): docx,
    ("POST", "editors/imports/excel"): excel,
    ("GET", "editors/exports/excel"): export,
}
