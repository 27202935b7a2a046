"""The stand-in desk's quality watch, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World

CERTIFY = {"kind": "procedure", "key": "2.000815", "title": "Chứng thực bản sao từ bản chính giấy tờ, văn bản"}
HOURS = {"kind": "faq", "key": "gio-lam-viec", "title": "Mấy giờ xã làm việc?"}
_LABELS = {
    "expired": "Đã hết hiệu lực",
    "district_offices": "Còn nhắc cơ quan cấp huyện",
    "shared_names": "Một tên gọi ở hai mục",
    "missing_fees": "Chưa ghi phí, lệ phí",
}
_FINDINGS: dict[str, list[dict[str, Any]]] = {
    "district_offices": [CERTIFY | {"detail": "Nơi nộp: «Nộp tại UBND cấp huyện nơi cư trú»", "other": None}],
    "shared_names": [HOURS | {"detail": "Cùng mang tên «giờ hành chính».", "other": CERTIFY}],
    "missing_fees": [CERTIFY | {"detail": "", "other": None}] * 51,
}
_SAID = "Theo Nghị định 23/2015/NĐ-CP, xã làm việc giờ hành chính."
_CITING = [
    CERTIFY | {"citations": [{"field": "legal_bases", "label": "Căn cứ pháp lý", "excerpt": "23/2015/NĐ-CP"}]},
    HOURS | {"citations": [{"field": "answer", "label": "Câu trả lời", "excerpt": _SAID}]},
]


def list_checks(_world: World, _asked: Asked) -> Any:
    checks = [
        {"name": name, "label": label, "explains": "Vì sao phải xem.", "count": len(_FINDINGS.get(name, []))}
        for name, label in _LABELS.items()
    ]
    return {"checks": checks, "looked_at": data.ago(), "is_current": True}


def list_findings(_world: World, asked: Asked) -> Any:
    found, page = _FINDINGS.get(asked.parts[2], []), int(asked.query.get("page", "1"))
    return {"total": len(found), "page": page, "page_size": 50, "items": found[(page - 1) * 50 : page * 50]}


def list_citing(_world: World, asked: Asked) -> Any:
    return {"decree": asked.query["decree"].upper(), "items": _CITING if "23/2015" in asked.query["decree"] else []}


def list_tasks(world: World, _asked: Asked) -> Any:
    return {"tasks": [_task(number, given) for number, given in enumerate(world.posts) if "replaced_by" in given][::-1]}


def give_task(world: World, asked: Asked) -> Any:
    world.posts.append(dict(asked.body))
    return _task(0, asked.body)


def _task(number: int, given: dict[str, Any]) -> dict[str, Any]:
    titles = {each["key"]: each["title"] for each in _CITING}
    items = [entry | {"title": titles[entry["key"]], "draft_id": entry["key"], "state": "writing"} for entry in given["entries"]]
    about = {"id": str(number), "decree": given["decree"], "replaced_by": given["replaced_by"]}
    return about | {"created_by": "Nguyễn Thị Lan", "created_at": data.ago(), "total": len(items), "done": 0, "items": items}


def show_usage(_world: World, _asked: Asked) -> Any:
    return {"views": 1300, "answers": 1204, "handovers_after": 31, "asked_again": 88, "thumbs_up": 40, "thumbs_down": 6}


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "editors/quality"): list_checks,
    ("GET", "editors/quality/cites"): list_citing,
    ("GET", "editors/quality/tasks"): list_tasks,
    ("POST", "editors/quality/tasks"): give_task,
    ("GET", "editors/quality/*"): list_findings,
    ("GET", "editors/usage/*/*"): show_usage,
}
