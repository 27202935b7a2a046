"""The stand-in's files and tickets: it keeps whatever begins like a picture, a PDF or a WAV, and knows three tickets."""

from __future__ import annotations

import base64
import uuid
from typing import Any

_HEADS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"%PDF": "application/pdf", b"RIFF": "audio/wav"}
REFUSAL = "Tệp này không gửi được. Tổng đài chỉ nhận ảnh (JPEG, PNG, WebP, GIF), tệp PDF và tệp ghi âm (MP3, M4A, AAC, OGG, AMR, WAV)."
NO_TICKET = "Không tìm thấy phiếu nào có mã này. Mời bạn kiểm tra lại từng ký tự, hoặc gọi 1022."


class Files:
    def __init__(self) -> None:
        self._kept: dict[str, tuple[dict[str, Any], bytes]] = {}

    def keep(self, name: str, content: bytes) -> dict[str, Any] | None:
        """What the page is told of it; None for a kind that is not taken."""
        media_type = next((each for head, each in _HEADS.items() if content.startswith(head)), None)
        if media_type is None:
            return None
        file_id = str(uuid.uuid4())
        described: dict[str, Any] = {"id": file_id, "file_name": name, "media_type": media_type, "size_bytes": len(content)}
        self._kept[file_id] = described, content
        return described

    def keep_encoded(self, files: list[dict[str, str]]) -> list[dict[str, Any]]:
        kept = [self.keep(each["name"], base64.b64decode(each["content"])) for each in files]
        return [each for each in kept if each is not None]

    def described(self, ids: list[str]) -> list[dict[str, Any]]:
        return [self._kept[each][0] for each in ids]

    def open(self, file_id: str) -> tuple[str, bytes] | None:
        found = self._kept.get(file_id)
        return (found[0]["media_type"], found[1]) if found else None


def tickets() -> dict[str, dict[str, Any]]:
    common = {"kind_words": "Hỏi đáp", "created_at": "2026-11-18T02:15:00Z", "due_at": "2026-11-20T09:00:00Z", "rating": None}
    answer = "Mời bạn đến Trung tâm phục vụ hành chính công phường Đồng Xoài, mang theo căn cước.\nCần hỏi thêm, gọi 0251.1022."
    return {
        "A7K04T9XA2": common
        | {
            "tracking_code": "A7K-04T-9XA2",
            "state": "resolved",
            "state_words": "Đã giải quyết",
            "replies": [{"at": "2026-11-19T03:30:00Z", "text": answer}],
            "is_awaited": False,
            "may_add": False,
            "may_reopen": True,
            "may_rate": True,
        },
        "HH20304050": common
        | {
            "tracking_code": "HH2-030-4050",
            "state": "in_progress",
            "state_words": "Đang được xử lý",
            "replies": [],
            "is_awaited": False,
            "may_add": True,
            "may_reopen": False,
            "may_rate": False,
        },
        "CH40002022": common
        | {
            "tracking_code": "CH4-000-2022",
            "state": "awaiting_citizen",
            "state_words": "Đang chờ bạn bổ sung",
            "replies": [{"at": "2026-11-19T03:30:00Z", "text": "Thửa đất số mấy, tờ bản đồ số mấy ạ?"}],
            "is_awaited": True,
            "may_add": True,
            "may_reopen": False,
            "may_rate": False,
        },
    }
