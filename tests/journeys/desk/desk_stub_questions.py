"""The stand-in desk's list of citizens' questions, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World

_TARGET = {"kind": "procedure", "key": "2.000815", "title": "Chứng thực bản sao từ bản chính giấy tờ, văn bản"}
_LABELS = [
    (
        "sao-y",
        ["sao y giấy tờ ở đâu", "xin dấu sao y bằng cấp", "photo công chứng bằng cấp 3"],
        14,
        {"not_understood": 11, "thumbs_down": 3},
    ),
    ("den", ["đèn đường bị hư tối thui", "den duong hu lau roi"], 6, {"not_understood": 4, "handed_over": 2}),
    ("bong-den", ["bóng đèn ngoài đường cháy không ai thay"], 1, {"low_confidence": 1}),
    ("xe-day", ["bán cà phê xe đẩy có đóng thuế không, gọi [số điện thoại]"], 1, {"asked_back": 1, "marked": 1}),
]


def _cluster(name: str, texts: list[str], count: int, reasons: dict[str, int]) -> dict[str, Any]:
    trend = [0] * 14
    for number in range(count):
        trend[13 - (number * 3) % 11] += 1
    items = [
        {
            "id": f"{name}-{place}",
            "text": text,
            "at": data.ago(hours=place + 1),
            "reasons": list(reasons)[:1],
            "answer_text": "Máy chưa hiểu ý bạn. Bạn cho biết tên việc cần làm và điều muốn biết nhé.",
            "answered_with": [],
            "confidence": 0.52 if "low_confidence" in reasons else None,
            "conversation_id": "conv-mine" if place == 0 else None,
        }
        for place, text in enumerate(texts)
    ]
    return {
        "id": name,
        "label": texts[0],
        "count": count,
        "last_at": data.ago(hours=1),
        "trend": trend,
        "reasons": reasons,
        "suggested": _TARGET if name == "sao-y" else None,
        "state": "open",
        "closed_as": "",
        "closed_kind": "",
        "closed_key": "",
        "closed_by": "",
        "closed_at": None,
        "draft_id": None,
        "since_closed": 0,
        "items": items,
        "phrasings": [text.split(", gọi")[0] for text in texts],
        "has_more": False,
    }


class Learning:
    def __init__(self) -> None:
        self.clusters = [_cluster(*each) for each in _LABELS]

    def find(self, cluster_id: str) -> dict[str, Any]:
        return next(each for each in self.clusters if each["id"] == cluster_id)


def list_clusters(world: World, asked: Asked) -> Any:
    state, reason, words = asked.query.get("state", "open"), asked.query.get("reason", ""), asked.query.get("q", "")
    found = [
        each
        for each in sorted(world.learning.clusters, key=lambda each: -each["count"])
        if each["state"] == state and (not reason or reason in each["reasons"]) and any(words in item["text"] for item in each["items"])
    ]
    return {"total": len(found), "page": 1, "page_size": 30, "clusters": found}


def show(world: World, asked: Asked) -> Any:
    cluster = world.learning.find(asked.parts[2])
    others = [each for each in world.learning.clusters if each["state"] == "open" and {each["id"], cluster["id"]} == {"den", "bong-den"}]
    return cluster | {"near": [{name: each[name] for name in ("id", "label", "count")} for each in others]}


def close(world: World, asked: Asked) -> Any:
    cluster, way = world.learning.find(asked.parts[2]), asked.body["as"]
    world.posts.append({"closed": cluster["id"], **asked.body})
    if way == "everyday_name":
        record = {"code": asked.body["key"], "names": asked.body["phrasings"], "questions": []}
        cluster["draft_id"] = world.editing.open_draft("everyday_names", asked.body["key"], record)["id"]
    if way == "faq":
        record = {"slug": "den-duong", "question": asked.body["phrasings"][0], "answer": ""}
        cluster["draft_id"] = world.editing.open_draft("faq", "den-duong", record)["id"]
    cluster.update(state="closed", closed_as=way, closed_by=world.me["display_name"], closed_at=data.ago())
    return {"draft_id": cluster["draft_id"]}


def reopen(world: World, asked: Asked) -> None:
    world.learning.find(asked.parts[2]).update(state="open", closed_as="", closed_by="", closed_at=None, draft_id=None)


def merge(world: World, asked: Asked) -> None:
    gone, into = world.learning.find(asked.parts[2]), world.learning.find(asked.body["into"])
    into["items"] += gone["items"]
    into["count"] += gone["count"]
    into["phrasings"] += gone["phrasings"]
    world.learning.clusters.remove(gone)


def split(world: World, asked: Asked) -> Any:
    cluster = world.learning.find(asked.parts[2])
    chosen = [each for each in cluster["items"] if each["id"] in asked.body["items"]]
    cluster["items"] = [each for each in cluster["items"] if each not in chosen]
    cluster["count"] -= len(chosen)
    made = _cluster(f"{cluster['id']}-2", [each["text"] for each in chosen], len(chosen), {"not_understood": len(chosen)})
    world.learning.clusters.append(made)
    return {"id": made["id"]}


def mark(world: World, asked: Asked) -> None:
    world.posts.append({"marked": asked.parts[1], **asked.body})


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "editors/questions"): list_clusters,
    ("GET", "editors/questions/*"): show,
    ("POST", "editors/questions/*/close"): close,
    ("POST", "editors/questions/*/reopen"): reopen,
    ("POST", "editors/questions/*/merge"): merge,
    ("POST", "editors/questions/*/split"): split,
    ("PUT", "messages/*/mark"): mark,
}
