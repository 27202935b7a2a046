"""What the stand-in bot says: made-up procedures in the shape of real ones, and text that tries to be markup."""

from __future__ import annotations

from typing import Any

WELCOME = {
    "text": "Xin chào! Trợ lý Tổng đài 1022 xin nghe. Hãy hỏi về thủ tục hành chính: giấy tờ cần nộp, nơi nộp, thời hạn, lệ phí.",
    "suggestions": [
        "Đăng ký khai sinh cần giấy tờ gì?",
        "Cấp lại căn cước mất bao lâu?",
        "Nộp hồ sơ cấp phép xây dựng nhà ở tại đâu?",
        "Lệ phí đăng ký kết hôn là bao nhiêu?",
    ],
}

CLARIFY: dict[str, Any] = {
    "text": "Có mấy thủ tục về khai sinh. Trường hợp nào?\n1. Đăng ký khai sinh\n2. Đăng ký lại khai sinh\n3. Xem tiếp",
    "blocks": [{"kind": "paragraph", "text": "Có mấy thủ tục về khai sinh. Trường hợp nào?"}],
    "options": [
        {"label": "Đăng ký khai sinh cho trẻ mới sinh", "value": "procedure:1.001193"},
        {"label": "Đăng ký lại khai sinh khi sổ gốc không còn", "value": "procedure:1.004884"},
        {"label": "Đăng ký khai sinh có yếu tố nước ngoài, khi cha hoặc mẹ là người nước ngoài", "value": "procedure:2.000528"},
        {"label": "Xem tiếp", "value": "Xem tiếp"},
    ],
}

BIRTH: dict[str, Any] = {
    "text": "Đăng ký khai sinh\nThời hạn: trong ngày làm việc\nLệ phí: miễn phí nếu đăng ký đúng hạn\n"
    "Giấy tờ phải nộp: tờ khai, giấy chứng sinh.\nNguồn: Cổng Dịch vụ công quốc gia, Quyết định 1872/QĐ-BTP",
    "blocks": [
        {"kind": "heading", "text": "Thủ tục đăng ký khai sinh"},
        {"kind": "paragraph", "text": "Cha, mẹ, ông, bà hoặc người thân thích đi đăng ký cho trẻ trong 60 ngày kể từ ngày sinh."},
        {
            "kind": "facts",
            "rows": [
                {"label": "Nơi nộp", "value": "Ủy ban nhân dân xã, phường nơi cha hoặc mẹ cư trú"},
                {"label": "Thời hạn giải quyết", "value": "Trong ngày làm việc; nhận sau 15 giờ thì trả ngày làm việc tiếp theo"},
                {"label": "Lệ phí", "value": "Miễn phí khi đăng ký đúng hạn; quá hạn: 8.000 đồng"},
                {"label": "Nộp trực tuyến", "value": "Được, toàn trình"},
            ],
        },
        {"kind": "heading", "text": "Giấy tờ phải nộp"},
        {
            "kind": "list",
            "ordered": False,
            "items": [
                "Tờ khai đăng ký khai sinh (01 bản chính)",
                "Giấy chứng sinh (01 bản chính). Không có giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận việc sinh",
                "Văn bản ủy quyền có chứng thực, nếu nhờ người khác đi thay",
            ],
        },
        {"kind": "heading", "text": "Các bước"},
        {
            "kind": "list",
            "ordered": True,
            "items": [
                "Chuẩn bị giấy tờ, điền tờ khai.",
                "Nộp tại Trung tâm phục vụ hành chính công xã, phường hoặc nộp trực tuyến.",
                "Nhận Giấy khai sinh bản chính; kiểm tra kỹ họ tên, ngày sinh trước khi ra về.",
            ],
        },
        {"kind": "note", "text": "Mang theo căn cước của người đi đăng ký để đối chiếu. Cần hỏi thêm, gọi 0251.1022."},
        {"kind": "link", "text": "Nộp hồ sơ trực tuyến", "url": "https://dichvucong.gov.vn/p/home/dvc-chi-tiet.html?id=1"},
        {
            "kind": "source",
            "title": "Cổng Dịch vụ công quốc gia, mã thủ tục 1.001193",
            "url": "https://dichvucong.gov.vn/p/home/dvc-tthc.html",
            "decision_number": "1872/QĐ-BTP",
            "as_of": "2026-08-05",
        },
    ],
    "options": [],
}

REGISTER_AGAIN: dict[str, Any] = {
    "text": "Đăng ký lại khai sinh: 05 ngày làm việc.",
    "blocks": [
        {"kind": "heading", "text": "Thủ tục đăng ký lại khai sinh"},
        {"kind": "facts", "rows": [{"label": "Thời hạn giải quyết", "value": "05 ngày làm việc"}]},
        {
            "kind": "source",
            "title": "Cổng Dịch vụ công quốc gia",
            "url": "https://dichvucong.gov.vn",
            "decision_number": "1872/QĐ-BTP",
            "as_of": "2026-08-05",
        },
    ],
    "options": [],
}

PLAIN: dict[str, Any] = {
    "text": "Câu này chưa có trong dữ liệu đã công bố.\n"
    "Xem thêm tại https://dichvucong.gov.vn/tra-cuu, hoặc gọi 0251.1022 (số hồ sơ 000.00.01.H19-261122-0001).",
    "blocks": None,
    "options": [],
}

HANDOVER: dict[str, Any] = {"text": "Đã chuyển đến tổng đài viên. Xin chờ trong ít phút.", "blocks": None, "options": []}

MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
HOSTILE: dict[str, Any] = {
    "text": MARKUP,
    "blocks": [
        {"kind": "heading", "text": MARKUP},
        {"kind": "paragraph", "text": f"**đậm** {MARKUP}"},
        {"kind": "list", "ordered": False, "items": [MARKUP]},
        {"kind": "facts", "rows": [{"label": MARKUP, "value": MARKUP}]},
        {"kind": "link", "text": "Bấm thử", "url": "javascript:window.hacked=1"},
        {"kind": "link", "text": "Dữ liệu", "url": "data:text/html,<script>window.hacked=1</script>"},
        {"kind": "source", "title": MARKUP, "url": " javascript:window.hacked=1", "decision_number": MARKUP, "as_of": MARKUP},
        {"kind": "note", "text": MARKUP},
        {"kind": "map", "text": "Loại chưa biết vẫn đọc được"},
    ],
    "options": [{"label": MARKUP, "value": "an toàn"}],
}


def reply_to(text: str) -> tuple[str, dict[str, Any]] | None:
    """Sender and body of what comes back; None when nobody answers."""
    low = text.lower()
    if "im lặng" in low:
        return None
    if "gặp tổng đài viên" in low:
        return "system", HANDOVER
    if "hack" in low:
        return "bot", HOSTILE
    if low in {"2", "procedure:1.004884"}:
        return "bot", REGISTER_AGAIN
    if low == "1" or "1.001193" in low:
        return "bot", BIRTH
    if "khai sinh" in low:
        return "bot", CLARIFY
    return "bot", PLAIN
