"""What the stand-in desk has told its people and written down: notices, and entries of the audit log."""

from __future__ import annotations

from typing import Any

from tests.journeys.desk.desk_stub_data import ago

HUNG, MESSAGE = "0b0e7a52-6f0c-4a6e-9a57-3a1f2f2d9c11", "6a3f2a10-1c55-4df0-8c0a-7f8c2f0e1b22"
AUDIT_NAMES = {HUNG: "Trần Quốc Hùng", MESSAGE: "Bà Tư · 7KQ-2M4-X123", "ticket-1": "7KQ-2M4-X123"}
SUBJECT = "Hỏi giấy tờ cấp sổ đỏ lần đầu cho đất ông bà để lại"


def _entry(number: int, action: str, subject: tuple[str, str] = ("", ""), details: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "id": number,
        "at": ago(minutes=30 - number),
        "staff_name": "" if action == "sign_in_failed" else "Nguyễn Thị Lan",
        "action": action,
        "subject_kind": subject[0],
        "subject_id": subject[1],
        "details": details or {},
    }


def audit_entries() -> list[dict[str, Any]]:
    """Newest first."""
    return [
        _entry(5, "phone_revealed", ("ticket", "ticket-1")),
        _entry(4, "message_revealed", ("message", MESSAGE), {"conversation_id": "conv-land"}),
        _entry(3, "tickets_exported", details={"state": "resolved", "assignee_id": HUNG, "overdue": True, "from": "2026-11-01"}),
        _entry(2, "roles_changed", ("staff", HUNG), {"from": ["operator"], "to": ["operator", "supervisor"]}),
        _entry(1, "sign_in_failed", ("staff", HUNG), {"address": "10.0.0.9"}),
    ]


def _notice(number: int, kind: str, text: str, **parts: Any) -> dict[str, Any]:
    usual = {"conversation_id": None, "ticket_id": None, "entry": "", "subject": "", "is_read": False, "at": ago(hours=5 - number)}
    return {"id": number, "kind": kind, "text": text, **usual, **parts}


def notices() -> list[dict[str, Any]]:
    """Newest first; two are unread."""
    said = "Xã trả lại hồ sơ, bảo thiếu trích đo, <b>gọi lại giúp tôi</b>"
    mention = "Lê Thị Mai nhắc đến bạn trong ghi chú: Nhờ @lan xem giúp, bà Tư gọi lần thứ ba"
    passed_on = {"conversation_id": "conv-mine", "subject": "Tạm trú cho sinh viên thì nộp ở đâu ạ?", "is_read": True}
    return [
        _notice(4, "reopened", f"Người dân mở lại phiếu 7KQ-2M4-X123: {said}", ticket_id="ticket-1", subject=SUBJECT),
        _notice(3, "mentioned", mention, conversation_id="conv-land", subject=SUBJECT),
        _notice(2, "breach", "Phiếu 7KQ-2M4-X124 quá hạn", ticket_id="ticket-2", is_read=True),
        _notice(1, "transferred", "Trần Quốc Hùng chuyển cho bạn một cuộc trò chuyện", **passed_on),
    ]
