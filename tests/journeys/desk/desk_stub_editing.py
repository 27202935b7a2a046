"""Drafts with their life, in memory; a second person whom the tests let do things."""

from __future__ import annotations

import copy
from typing import Any

from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk import desk_stub_editors_data as shown

_LIVE = ("writing", "in_review", "scheduled")
MOVES = {
    "submit": "in_review",
    "return": "writing",
    "approve": "published",
    "publish": "published",
    "force": "published",
    "discard": "discarded",
}
_EVENTS = {
    "submit": "submitted",
    "return": "returned",
    "approve": "approved",
    "publish": "published",
    "force": "forced",
    "discard": "discarded",
}


class Refused(Exception):
    """What the routes turn into the stand-in's refusal."""

    def __init__(self, status: int, code: str, message: str, draft: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.draft = status, code, draft


class Editing:
    def __init__(self, me: dict[str, Any]) -> None:
        self.me = me
        self.titles = {(kind, key): title for kind, key, title, _ in shown.RECORDS}
        self.versions: dict[tuple[str, str], list[dict[str, Any]]] = {
            (kind, key): [_version(1, record, author="Nạp từ tệp")] for kind, key, _, record in shown.RECORDS
        }
        older = self.versions["procedure", shown.CERTIFY["code"]]
        older[0]["state"] = "archived"
        newer = copy.deepcopy(shown.CERTIFY) | {
            "aliases": ["sao y bản chính", "sao y"],
            "summary": "Chứng nhận bản sao đúng với bản chính.",
        }
        older.insert(0, _version(2, newer, author="Trần Quốc Hùng", approved_by="Lê Thị Mai", origin="edited", reason="Bỏ tên gọi sai"))
        self.drafts: dict[str, dict[str, Any]] = {}
        self.others: list[str] = []
        self.rules = copy.deepcopy(shown.RULES)
        waiting = self.open_draft("faq", "gio-lam-viec", by="Trần Quốc Hùng")
        waiting["record"] |= {"answer": "Sáng từ 7 giờ đến 11 giờ 30, chiều từ 13 giờ đến 17 giờ, thứ hai đến sáng thứ bảy."}
        waiting.update(state="in_review", reason="Nghị quyết 12/2026/NQ-HĐND đổi giờ làm việc", revision=3)
        waiting["events"].append(event("Trần Quốc Hùng", "submitted", "Nhờ chị xem giúp, áp dụng từ thứ hai."))

    def published(self, kind: str, key: str) -> dict[str, Any] | None:
        return next((each for each in self.versions.get((kind, key), []) if each["state"] == "published"), None)

    def live_draft(self, kind: str, key: str) -> dict[str, Any] | None:
        return next((each for each in self.drafts.values() if (each["kind"], each["key"]) == (kind, key) and each["state"] in _LIVE), None)

    def open_draft(self, kind: str, key: str, record: dict[str, Any] | None = None, by: str = "") -> dict[str, Any]:
        live = self.live_draft(kind, key)
        if live:
            return live
        published = self.published(kind, key)
        who = by or self.me["display_name"]
        made: dict[str, Any] = {
            "id": data.new_id(),
            "kind": kind,
            "key": key,
            "title": self.titles.setdefault((kind, key), _title(record or {}, key)),
            "state": "writing",
            "revision": 1,
            "record": copy.deepcopy(record or (published or {}).get("record") or self.versions[kind, key][0]["record"]),
            "reason": "",
            "publish_at": None,
            "base_version": published and published["version"],
            "created_by": who,
            "changed_by": who,
            "changed_at": data.ago(minutes=4),
            "written_by": [who],
            "events": [event(who, "created", "")],
        }
        self.versions.setdefault((kind, key), [])
        self.drafts[made["id"]] = made
        return made

    def save(self, draft_id: str, body: dict[str, Any], by: str) -> dict[str, Any]:
        draft = self.drafts[draft_id]
        if body["revision"] != draft["revision"]:
            message = f"{draft['changed_by']} vừa sửa bản nháp này."
            raise Refused(409, "draft_changed", message, self.out(draft))
        draft.update(record=body["record"], reason=body["reason"], revision=draft["revision"] + 1, changed_by=by, changed_at=data.ago())
        if by not in draft["written_by"]:
            draft["written_by"].append(by)
        return self.out(draft)

    def step(self, draft_id: str, step: str, body: dict[str, Any], by: str = "") -> dict[str, Any]:
        draft, who = self.drafts[draft_id], by or self.me["display_name"]
        if draft["state"] == "published":
            raise Refused(409, "draft_published", "Bản nháp đã được công bố rồi.")
        if body["revision"] != draft["revision"]:
            raise Refused(409, "draft_changed", "Bản nháp vừa có người sửa. Xin xem lại.", self.out(draft))
        if step == "approve" and who in draft["written_by"]:
            raise Refused(403, "own_draft", "Người soạn không tự duyệt được.")
        draft["events"].append(event(who, _EVENTS[step], body.get("text", "")))
        draft.update(state=MOVES[step], revision=draft["revision"] + 1)
        if body.get("publish_at"):
            draft.update(state="scheduled", publish_at=body["publish_at"])
        if draft["state"] == "published":
            approver = who if step == "approve" else ""
            self.publish(
                draft["kind"],
                draft["key"],
                draft["record"],
                author=draft["written_by"][0],
                approved_by=approver,
                is_forced=step == "force",
                reason=draft["reason"],
            )
        return self.out(draft)

    def publish(self, kind: str, key: str, record: dict[str, Any], **parts: Any) -> None:
        versions = self.versions[kind, key]
        for each in versions:
            each["state"] = "archived" if each["state"] == "published" else each["state"]
        versions.insert(0, _version(len(versions) + 1, copy.deepcopy(record), origin="edited", **parts))

    def out(self, draft: dict[str, Any]) -> dict[str, Any]:
        published = self.published(draft["kind"], draft["key"])
        changes = differences((published or {}).get("record") or {}, draft["record"])
        needs = published is None or any(each["needs_approval"] for each in changes)
        is_live, is_own = draft["state"] in _LIVE, self.me["display_name"] in draft["written_by"]
        may = {
            "edit": is_live and "edit_content" in self.me["permissions"],
            "submit": draft["state"] == "writing",
            "publish": draft["state"] == "writing" and not needs,
            "approve": draft["state"] == "in_review" and not is_own and "approve_content" in self.me["permissions"],
            "return": draft["state"] == "in_review",
            "force": is_live and needs and "force_content" in self.me["permissions"],
            "discard": is_live,
        }
        found = {
            "may": may,
            "changes": changes,
            "needs_approval": needs,
            "problems": problems(draft["record"]),
            "doubts": doubts(draft["record"]),
        }
        live = {"published_version": published and published["version"], "published_author": published["author"] if published else ""}
        versions = self.versions[draft["kind"], draft["key"]]
        is_down = bool(versions) and versions[0]["state"] == "taken_down"
        return copy.deepcopy(draft | found | live | {"is_taken_down": is_down})

    def row(self, kind: str, key: str) -> dict[str, Any]:
        versions, draft = self.versions[kind, key], self.live_draft(kind, key)
        newest = versions[0] if versions else None
        record = newest["record"] if newest else draft["record"] if draft else {}
        state = newest["state"] if newest else "new"
        marks = ("id", "state", "changed_by", "changed_at", "publish_at")
        return {
            "kind": kind,
            "key": key,
            "title": self.titles[kind, key],
            "sector": record.get("sector", ""),
            "origin": newest and newest["origin"],
            "version": newest and newest["version"],
            "state": state,
            "as_of": record.get("as_of"),
            "review_by": record.get("review_by"),
            "effective_to": record.get("effective_to"),
            "draft": draft and {name: draft[name] for name in marks},
            "due": {"faq": "review", "contact": "expired", "procedure": "soon"}.get(kind),
        }


def _version(number: int, record: dict[str, Any], **parts: Any) -> dict[str, Any]:
    usual = {
        "state": "published",
        "origin": "imported",
        "author": "",
        "approved_by": "",
        "is_forced": False,
        "never_public": False,
        "reason": "",
    }
    return {"version": number, "created_at": data.ago(days=9 - number), "record": record} | usual | parts


def event(by: str, event: str, text: str) -> dict[str, Any]:
    return {"at": data.ago(), "by": by, "event": event, "text": text}


def _title(record: dict[str, Any], key: str) -> str:
    return str(record.get("name") or record.get("question") or record.get("title") or key)


def lines_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}: {' · '.join(lines_of(part))}" for name, part in value.items() if part not in ("", None, [])]
    if isinstance(value, list):
        return [" · ".join(lines_of(each)) for each in value]
    return [] if value in ("", None) else str(value).splitlines()


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "path": name,
            "label": shown.LABELS.get(name, name),
            "before": lines_of(before.get(name)),
            "after": lines_of(after.get(name)),
            "needs_approval": name in shown.NEEDING,
        }
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def problems(record: dict[str, Any]) -> list[dict[str, str]]:
    found = []
    for at, method in enumerate(record.get("submission_methods", [])):
        for place, fee in enumerate(method.get("fees", [])):
            if fee.get("amount_vnd") is not None and not isinstance(fee["amount_vnd"], int):
                found.append({"path": f"submission_methods.{at}.fees.{place}.amount_vnd", "message": "Số tiền phải là số, như 8000."})
    for at, case in enumerate(record.get("required_documents", [])):
        for place, document in enumerate(case.get("documents", [])):
            if not document.get("name"):
                found.append({"path": f"required_documents.{at}.documents.{place}.name", "message": "Chưa ghi tên giấy tờ."})
    for name in ("name", "question", "answer", "sector"):
        if name in record and not record[name]:
            found.append({"path": name, "message": "Chưa điền."})
    if record.get("starts_at") and record.get("ends_at") and record["ends_at"] <= record["starts_at"]:
        found.append({"path": "ends_at", "message": "«Kết thúc» phải sau «Bắt đầu»."})
    return found


def doubts(record: dict[str, Any]) -> list[dict[str, str]]:
    return [{"path": "phone", "message": "Chưa có số điện thoại."}] if record.get("phone") == "" else []


def preview(record: dict[str, Any]) -> dict[str, Any]:
    found = problems(record)
    if found:
        return {"problems": found, "web": {"blocks": [], "options": []}, "zalo": [], "phone": ""}
    title = "Máy nói" if "others" in record else _title(record, record.get("text", ""))
    said = record.get("answer") or record.get("text") or record.get("summary") or ""
    papers = [each["name"] for case in record.get("required_documents", []) for each in case["documents"]]
    blocks = [{"kind": "heading", "text": title}, {"kind": "paragraph", "text": said or title}]
    blocks += [{"kind": "list", "items": papers, "ordered": True}] if papers else []
    if "source" in record:
        blocks.append(
            {
                "kind": "source",
                "title": record["source"]["title"],
                "url": record["source"]["url"],
                "decision_number": "",
                "as_of": record.get("as_of", ""),
            }
        )
    options = [{"label": each["label"], "value": each["code"]} for each in record.get("options", [])]
    return {
        "problems": [],
        "web": {"blocks": blocks, "options": options},
        "zalo": [f"{title}\n{said}", *papers],
        "phone": f"{title}. {said}",
    }
