"""Records made up for tests: whole enough to be valid, and no real procedure's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from knowledge_base.knowledge import PublishedEntry
from knowledge_base.models import Origin
from knowledge_base.records import Announcement, ChoiceRecord, ContactRecord, EverydayNames, FaqRecord, PlaceRecord, ProcedureRecord, Record

TODAY = date(2026, 11, 20)
START_OF_TODAY = datetime(2026, 11, 20, tzinfo=UTC)
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


def contact(slug: str = "water", name: str = "Công ty cấp nước", **fields: Any) -> ContactRecord:
    given: dict[str, Any] = {"slug": slug, "name": name, "phone": "0271 000 000", "source": _SOURCE, "as_of": date(2026, 6, 30)}
    return ContactRecord.model_validate(given | fields)


def announcement(slug: str = "storm", title: str = "Bão số 5", **fields: Any) -> Announcement:
    """Holds for the day of `TODAY` in UTC, unless told otherwise."""
    given: dict[str, Any] = {
        "slug": slug,
        "title": title,
        "text": "Học sinh nghỉ học ngày mai.",
        "starts_at": START_OF_TODAY,
        "ends_at": START_OF_TODAY + timedelta(days=1),
        "source": _SOURCE,
    }
    return Announcement.model_validate(given | fields)


def place(old_name: str = "Xã Tân Tiến", old_district: str = "Huyện Bù Đốp", new_name: str = "Xã Tân Tiến") -> PlaceRecord:
    return PlaceRecord(
        old_name=old_name, old_district=old_district, old_province="Tỉnh Bình Phước", new_name=new_name, new_province="Tỉnh Đồng Nai"
    )


def everyday(code: str = "1.000001", *names: str, questions: tuple[str, ...] = ()) -> EverydayNames:
    return EverydayNames(code=code, names=names, questions=questions)


def choice(slug: str, names: tuple[str, ...], options: dict[str, str], question: str = "Bạn hỏi trường hợp nào?") -> ChoiceRecord:
    """`options`: label by code."""
    given = [{"code": code, "label": label} for code, label in options.items()]
    return ChoiceRecord.model_validate({"slug": slug, "question": question, "names": names, "options": given})


def published(*records: Record, origin: Origin = Origin.SHIPPED) -> list[PublishedEntry]:
    return [PublishedEntry(record, origin) for record in records]


def method(kind: str = "in_person", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, **fields}
