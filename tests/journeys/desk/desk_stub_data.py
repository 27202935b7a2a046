"""What the stand-in desk shows: made-up people, conversations and figures, and names that try to be markup."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

SECTORS = ["Hộ tịch", "Cư trú", "Đất đai"]
PERMISSIONS = [
    "answer_citizens",
    "transfer_others",
    "reveal_personal_data",
    "see_reports",
    "see_audit",
    "pause_bot",
    "edit_canned_replies",
    "manage_staff",
    "manage_channels",
    "handle_data_requests",
]
ME = {
    "id": "staff-me",
    "username": "lan",
    "display_name": "Nguyễn Thị Lan",
    "roles": ["operator", "supervisor", "admin"],
    "permissions": PERMISSIONS,
    "must_change_password": False,
    "must_enrol_totp": False,
    "csrf_token": "csrf-of-lan",
    "duty": "on_duty",
    "province_name": "Đồng Nai",
    "hotline_number": "0251.1022",
    "max_attachment_megabytes": 5,
    "sectors": SECTORS,
}
COLLEAGUES = [
    ("staff-me", "lan", "Nguyễn Thị Lan", "", "on_duty", 1),
    ("staff-hung", "hung", "Trần Quốc Hùng", "đất đai", "on_duty", 1),
    ("staff-mai", "mai", "Lê Thị Mai", "hộ tịch", "on_duty", 0),
    ("staff-tam", "tam", "Phạm Văn Tám", "hộ tịch", "away", 0),
]
QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="29" height="29" class="segno">'
    '<path class="qrline" stroke="#000" d="M4 4.5h7m2 0h1m4 0h7m-21 1h1m5 0h1m8 0h1m5 0h1m-21 1h1m1 0h3"/></svg>'
)

BLOCKS = [
    {"kind": "heading", "text": "Cấp giấy chứng nhận quyền sử dụng đất lần đầu"},
    {"kind": "paragraph", "text": "Hồ sơ gồm:"},
    {"kind": "list", "items": ["Đơn đăng ký theo Mẫu số 15", "Giấy tờ về quyền sử dụng đất", "Trích đo bản đồ địa chính"], "ordered": True},
    {"kind": "facts", "rows": [{"label": "Thời hạn", "value": "17 ngày làm việc"}, {"label": "Lệ phí", "value": "100.000 đồng"}]},
    {
        "kind": "source",
        "title": "Cổng Dịch vụ công quốc gia",
        "url": "https://dichvucong.gov.vn/1.012753",
        "decision_number": "2304/QĐ-BNNMT",
        "as_of": "2026-06-30",
    },
]
DETAILS = {
    "behaviour": "answer",
    "procedure_codes": ["1.012753"],
    "aspects": ["documents"],
    "confidence": 0.42,
    "step": "deciding",
    "understood": {"intent": {"name": "ask_documents", "confidence": 0.91}, "entities": [{"entity": "aspect", "value": "giấy tờ"}]},
    "signals": [{"key": "1.012753", "share": 0.42, "line_both": 0.3}, {"key": "1.012766", "share": 0.31}],
}
KNOWLEDGE = {
    "procedure_code": "1.012753",
    "name": "Cấp giấy chứng nhận quyền sử dụng đất lần đầu",
    "sector": "Đất đai",
    "text": "Thời hạn: 17 ngày làm việc. Lệ phí: 100.000 đồng. Nộp tại Trung tâm phục vụ hành chính công cấp xã.\n\n"
    "Nguồn: Cổng Dịch vụ công quốc gia.\nhttps://dichvucong.gov.vn/1.012753",
    "blocks": BLOCKS,
    "source_url": "https://dichvucong.gov.vn/1.012753",
    "parts": [
        {"aspect": "documents", "text": "Giấy tờ: đơn đăng ký theo Mẫu số 15.\n\nNguồn: Cổng Dịch vụ công quốc gia."},
        {"aspect": "fee", "text": "Lệ phí: 100.000 đồng.\n\nNguồn: Cổng Dịch vụ công quốc gia."},
    ],
}
CANNED = [
    {"id": "canned-1", "shortcut": "chao", "title": "Chào hỏi", "text": "Chào {ten_nguoi_dan}, tôi là {ten_can_bo}, Tổng đài 1022."},
    {"id": "canned-2", "shortcut": "ma", "title": "Mã tra cứu", "text": "Mã tra cứu của anh/chị là {ma_tra_cuu}."},
    {"id": "canned-3", "shortcut": "thutuc", "title": "Tên thủ tục", "text": "Thủ tục anh/chị hỏi là {thu_tuc}."},
    {"id": "canned-4", "shortcut": "goi", "title": "Mời gọi", "text": "Cần gấp, anh/chị gọi {so_tong_dai}."},
]
UNITS = [
    {"id": "unit-1", "code": "STP", "name": "Sở Tư pháp", "sectors": ["Hộ tịch"]},
    {"id": "unit-2", "code": "XTB", "name": "UBND xã Trảng Bom", "sectors": []},
]


def ago(**parts: float) -> str:
    return (datetime.now(UTC) - timedelta(**parts)).isoformat()


def new_id() -> str:
    return str(uuid.uuid4())


def delivery_of(state: str, **parts: Any) -> dict[str, Any]:
    none = dict.fromkeys(("sent_at", "received_at", "seen_at"))
    return {"state": state, "failure": "", "failure_code": "", "attempts": 1, "parts": 1, **none, **parts}


def ticket_of(number: int, **parts: Any) -> dict[str, Any]:
    ticket: dict[str, Any] = {
        "id": f"ticket-{number}",
        "tracking_code": f"7KQ2-M4X{number}",
        "kind": "enquiry",
        "state": "in_progress",
        "priority": "normal",
        "subject": "Hỏi giấy tờ cấp sổ đỏ lần đầu cho đất ông bà để lại",
        "summary": {
            "question": "đất ông bà để lại chưa có sổ thì làm giấy tờ gì",
            "procedure_code": "1.012753",
            "procedure_name": "Cấp giấy chứng nhận quyền sử dụng đất lần đầu",
            "answered": ["Danh sách giấy tờ"],
            "failed": ["Trường hợp đất thừa kế chưa chia"],
        },
        "handover_reason": "not_understood",
        "sector": "Đất đai",
        "procedure_code": "1.012753",
        "unit": {"id": "unit-2", "name": "UBND xã Trảng Bom"},
        "assignee": None,
        "citizen_name": "Bà Tư",
        "citizen_phone_masked": "090•••••21",
        "citizen_address_masked": "•••, xã Trảng Bom",
        "due_at": ago(hours=-5),
        "used_percent": 40,
        "is_overdue": False,
        "created_at": ago(hours=3),
        "first_response_at": None,
        "resolved_at": None,
        "closed_at": None,
        "times_reopened": 0,
        "rating": None,
        "rating_comment": "",
        "outcome": "",
        "bot_should_have_known": False,
        "conversation_id": "conv-land",
        "channel": "webchat",
        "allowed_states": ["awaiting_citizen", "resolved", "rejected"],
    }
    return {**ticket, **parts}


def tickets() -> list[dict[str, Any]]:
    late = {"due_at": ago(hours=2), "used_percent": 130, "is_overdue": True, "priority": "urgent", "state": "assigned"}
    done = {
        "state": "resolved",
        "allowed_states": ["closed", "reopened"],
        "resolved_at": ago(hours=1),
        "rating": 4,
        "rating_comment": "Nhanh, dễ hiểu",
    }
    return [
        ticket_of(1),
        ticket_of(2, subject="Gọi lại: đăng ký khai sinh trễ hạn", kind="callback", sector="Hộ tịch", handover_reason="asked", **late),
        ticket_of(3, subject="<script>document.title='hỏng'</script>", used_percent=85, priority="high", conversation_id=None),
        ticket_of(4, subject="Tạm trú cho sinh viên ở ký túc xá", sector="Cư trú", **done),
    ]


def report(start: str, end: str) -> dict[str, Any]:
    waits = {"p50": 95, "p90": 610}
    return {
        "period": {"from": start, "to": end},
        "totals": {
            "conversations": 1284,
            "bot_solved": 1010,
            "handed_over": 274,
            "tickets": 301,
            "resolved": 260,
            "reopened": 9,
            "breached": 6,
            "rating_average": 4.3,
            "rating_count": 118,
        },
        "waits": {"first_response_seconds": waits, "resolution_seconds": {"p50": 5400, "p90": 86400}, "queue_wait_seconds": waits},
        "by_hour": [{"hour": hour, "conversations": 10 + (hour * 37) % 90, "handed_over": hour % 12} for hour in range(24)],
        "by_day": [{"day": f"2026-11-{19 + day}", "conversations": 150 + day * 13, "handed_over": 30 + day * 3} for day in range(7)],
        "by_channel": [
            {"channel": "webchat", "conversations": 900, "handed_over": 180, "bot_solved": 720},
            {"channel": "zalo", "conversations": 384, "handed_over": 94, "bot_solved": 290},
        ],
        "by_sector": [{"sector": sector, "tickets": 120 - place * 30, "breached": place} for place, sector in enumerate(SECTORS)],
        "by_unit": [{"unit": unit["name"], "tickets": 70, "breached": 2, "resolution_p50_seconds": 7200} for unit in UNITS],
        "by_operator": [
            {"display_name": name, "conversations": 60, "replies": 240, "first_response_p50_seconds": 48, "rating_average": 4.5}
            for _, _, name, *_ in COLLEAGUES[:3]
        ],
        "ratings": [{"rating": rating, "count": rating * 9} for rating in range(1, 6)],
        "by_reason": [{"reason": "asked", "count": 120}, {"reason": "not_understood", "count": 90}, {"reason": "unsure", "count": 64}],
    }


def data_requests() -> list[dict[str, Any]]:
    """One that nobody confirmed and that is late, a copy that was fetched, a deletion with its proof."""
    usual = {"channel": "zalo", "reason": "", "asked_by": "", "done_by": "", "counts": {}, "downloads": 0, "sha256": ""}
    asked = {"conversation_id": "conv-land", "asked_at": ago(minutes=3000), "due_at": ago(minutes=-60), "used_percent": 0}
    open_one = {"id": "request-1", "code": "DL-7K04-T9XA", "kind": "delete", "origin": "citizen", "state": "open", "is_confirmed": False}
    copy = {"id": "request-2", "code": "DL-A1H2-K3M4", "kind": "export", "origin": "desk", "state": "done", "is_confirmed": False}
    gone = {"id": "request-3", "code": "DL-Q9R8-X7Y6", "kind": "delete", "origin": "vendor", "state": "done", "is_confirmed": True}
    counts = {"messages": 24, "files": 2, "tickets": 1, "tickets_ended": 1, "notes": 0}
    settled = {"done_at": ago(minutes=90)}
    return [
        usual | asked | open_one | {"done_at": None, "used_percent": 100},
        usual | asked | copy | settled | {"done_by": "Nguyễn Thị Lan", "reason": "Người dân gọi điện", "downloads": 2, "sha256": "ab" * 32},
        usual | asked | gone | settled | {"counts": counts, "sha256": "cd" * 32},
    ]
