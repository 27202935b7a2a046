"""What the stand-in desk's workbench shows: made-up records, one of every kind."""

from __future__ import annotations

from typing import Any

SOURCE = {"title": "Cổng Dịch vụ công quốc gia", "url": "https://dichvucong.gov.vn/2.000815"}
DATES = {"source": SOURCE, "as_of": "2026-06-30", "effective_from": None, "effective_to": None, "review_by": "2026-12-31"}
CERTIFY: dict[str, Any] = {
    "code": "2.000815",
    "name": "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
    "aliases": ["sao y bản chính", "photo công chứng", "sao y"],
    "summary": "Chứng nhận bản sao đúng với bản chính.",
    "sector": "Chứng thực",
    "procedure_type": "",
    "authority_levels": ["commune"],
    "applicant_types": ["Công dân Việt Nam", "Tổ chức"],
    "implementing_agency": "Ủy ban nhân dân xã, phường",
    "competent_authority": "",
    "coordinating_agencies": "",
    "intake_address": "",
    "submission_methods": [
        {
            "kind": "in_person",
            "case": "",
            "processing_time": {"amount": 1, "unit": "working_days", "note": "trong ngày; sau 15 giờ thì hôm sau"},
            "fees": [{"kind": "charge", "amount_vnd": 2000, "per": "trang", "note": "từ trang thứ ba: 1.000 đồng một trang"}],
            "note": "",
        },
        {"kind": "online", "case": "", "processing_time": {"amount": 1, "unit": "working_days", "note": ""}, "fees": [], "note": ""},
    ],
    "required_documents": [
        {
            "case": "",
            "documents": [
                {"name": "Bản chính giấy tờ, văn bản cần chứng thực", "originals": 1, "copies": 0, "form_template": ""},
                {"name": "Bản sao cần chứng thực", "originals": 0, "copies": 1, "form_template": ""},
            ],
            "notes": ["Người nộp được xem, không phải nộp bản chính."],
        },
        {"case": "Ủy quyền cho người khác nộp", "documents": [], "notes": []},
    ],
    "steps": ["Xuất trình bản chính và bản sao.", "Cán bộ đối chiếu, ký và đóng dấu."],
    "conditions": ["Bản chính không bị tẩy xóa, hư hỏng."],
    "legal_bases": [
        {"document_number": "23/2015/NĐ-CP", "summary": "Về cấp bản sao từ sổ gốc", "issued_on": "2015-02-16", "issuer": "Chính phủ"},
        {"document_number": "226/2016/TT-BTC", "summary": "Về phí chứng thực", "issued_on": "2016-11-11", "issuer": "Bộ Tài chính"},
    ],
    "outcome": "Bản sao được chứng thực.",
    "form_templates": [],
    "online_level": "partial",
    "online_url": "",
    "decision_number": "1329/QĐ-BTP",
    "issuer": "Bộ Tư pháp",
    "differences": {},
    **DATES,
}
_FAQ: dict[str, Any] = {
    "slug": "gio-lam-viec",
    "topic": "Trụ sở và giờ làm việc",
    "question": "Ủy ban xã làm việc giờ nào?",
    "aliases": ["mấy giờ xã mở cửa", "thứ bảy có làm không"],
    "answer": "Sáng từ 7 giờ đến 11 giờ 30, chiều từ 13 giờ đến 16 giờ 30, thứ hai đến thứ sáu.",
    "behaviour": "answer",
    "related_procedures": ["2.000815"],
    **DATES,
}
_OTHERS: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "everyday_names",
        "1.004222",
        "Đăng ký thường trú",
        {"code": "1.004222", "names": ["nhập hộ khẩu"], "questions": ["nhập khẩu về nhà chồng làm sao"]},
    ),
    (
        "choice",
        "sang-ten",
        "Bạn muốn sang tên gì?",
        {
            "slug": "sang-ten",
            "question": "Bạn muốn sang tên gì?",
            "names": ["sang tên"],
            "questions": [],
            "options": [{"code": "1.012753", "label": "Nhà đất"}, {"code": "2.001234", "label": "Xe máy, ô tô"}],
        },
    ),
    (
        "announcement",
        "mua-lu",
        "Nghỉ tiếp dân vì mưa lũ",
        {
            "slug": "mua-lu",
            "title": "Nghỉ tiếp dân vì mưa lũ",
            "text": "Các xã ven sông nghỉ tiếp dân hết ngày 28/11. Việc gấp xin gọi 1022.",
            "aliases": ["xã có nghỉ lũ không"],
            "shows_banner": True,
            "starts_at": "2026-11-25T00:00:00Z",
            "ends_at": "2026-11-28T17:00:00Z",
            "source": {"title": "Công văn 88/UBND-VP", "url": ""},
        },
    ),
    (
        "contact",
        "cong-an-tinh",
        "Công an tỉnh",
        {
            "slug": "cong-an-tinh",
            "name": "Công an tỉnh",
            "aliases": [],
            "phone": "0251 3822 022",
            "address": "",
            "opening_hours": "",
            "url": "",
            "note": "",
        }
        | DATES,
    ),
    (
        "fixed_sentence",
        "utter_not_understood",
        "Máy chưa hiểu ý bạn",
        {"name": "utter_not_understood", "text": "Máy chưa hiểu ý bạn. Xin gọi {hotline_number}.", "others": []},
    ),
    (
        "report_category",
        "den-duong",
        "Đèn đường",
        {"slug": "den-duong", "name": "Đèn đường", "names": ["đèn đường", "cột đèn"], "reply": ""},
    ),
    (
        "place",
        "trang-bom",
        "Thị trấn Trảng Bom",
        {
            "old_name": "Thị trấn Trảng Bom",
            "old_district": "Trảng Bom",
            "old_province": "Đồng Nai",
            "new_name": "Xã Trảng Bom",
            "new_province": "Đồng Nai",
        },
    ),
]
RECORDS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("procedure", "2.000815", CERTIFY["name"], CERTIFY),
    ("faq", "gio-lam-viec", _FAQ["question"], _FAQ),
    *_OTHERS,
]
LABELS = {
    "name": "Tên thủ tục",
    "aliases": "Tên gọi thường ngày",
    "submission_methods": "Cách thức nộp, thời hạn, phí",
    "required_documents": "Thành phần hồ sơ",
    "legal_bases": "Căn cứ pháp lý",
    "steps": "Trình tự thực hiện",
    "answer": "Câu trả lời",
    "question": "Câu hỏi",
    "summary": "Tóm tắt",
}
NEEDING = {"submission_methods", "required_documents", "legal_bases", "answer"}
RULES = [
    {"kind": "procedure", "field": field, "label": LABELS[field], "needs_approval": field in NEEDING}
    for field in ("name", "aliases", "submission_methods", "required_documents", "legal_bases", "steps")
] + [{"kind": "faq", "field": field, "label": LABELS[field], "needs_approval": field in NEEDING} for field in ("question", "answer")]
TERMS = [
    {"term": "Căn cứ pháp lý", "meaning": "Văn bản pháp luật mà thủ tục dựa vào, như luật, nghị định, thông tư."},
    {"term": "Lĩnh vực", "meaning": "Nhóm thủ tục theo ngành, như Hộ tịch, Đất đai."},
    {"term": "Thành phần hồ sơ", "meaning": "Giấy tờ người dân phải nộp."},
]
SENTENCES = [
    {
        "name": "utter_not_understood",
        "occasion": "Máy chưa hiểu câu hỏi, lần đầu",
        "texts": ["Máy chưa hiểu ý bạn. Xin gọi {hotline_number}.", "Xin lỗi, máy chưa rõ. Xin gọi {hotline_number}."],
        "required": ["{hotline_number}"],
        "allowed": ["{hotline_number}", "{province_name}"],
    },
    {"name": "utter_emergency_fire", "occasion": "Đang cháy", "texts": ["Gọi ngay 114."], "required": ["114"], "allowed": []},
]
