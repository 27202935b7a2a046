"""Records made up for tests: whole enough to be valid, and no real procedure's."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge_base.records import FaqRecord, PlaceRecord, ProcedureRecord

TODAY = date(2026, 11, 20)
_SOURCE = {"title": "Cổng Dịch vụ công quốc gia", "url": "https://example.vn/nguon"}


def procedure(code: str = "1.000001", name: str = "Đăng ký khai sinh", **fields: Any) -> ProcedureRecord:
    given: dict[str, Any] = {"code": code, "name": name, "sector": "Hộ tịch", "source": _SOURCE, "as_of": date(2026, 6, 30)}
    return ProcedureRecord.model_validate(given | fields)


def faq(slug: str = "office-hours", question: str = "Mấy giờ xã làm việc?", **fields: Any) -> FaqRecord:
    given: dict[str, Any] = {
        "slug": slug,
        "topic": "Giờ làm việc",
        "question": question,
        "answer": "Sáng 7 giờ 30, chiều 13 giờ 30.",
        "source": _SOURCE,
        "as_of": date(2026, 6, 30),
    }
    return FaqRecord.model_validate(given | fields)


def place(old_name: str = "Xã Tân Tiến", old_district: str = "Huyện Bù Đốp", new_name: str = "Xã Tân Tiến") -> PlaceRecord:
    return PlaceRecord(
        old_name=old_name, old_district=old_district, old_province="Tỉnh Bình Phước", new_name=new_name, new_province="Tỉnh Đồng Nai"
    )


def method(kind: str = "in_person", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, **fields}
