"""The stand-in desk's bench: answers that are always the same, questions in memory, a run that is done after a few looks."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World

_TITLE = "Chứng thực bản sao từ bản chính giấy tờ, văn bản"
_RECORD = {"kind": "procedure", "key": "2.000815", "title": _TITLE, "is_draft": False}
_OTHER = {"kind": "faq", "key": "gio-lam-viec", "title": "Mấy giờ xã làm việc?", "is_draft": False}
_STEPS_OF_A_RUN = 4


class Bench:
    def __init__(self) -> None:
        self.questions: list[dict[str, Any]] = []
        self.runs: list[dict[str, Any]] = []


def said(fee: str) -> dict[str, Any]:
    blocks = [{"kind": "heading", "text": _TITLE}, {"kind": "paragraph", "text": f"Phí {fee} một trang."}]
    return {"text": f"{_TITLE}\nPhí {fee} một trang.", "blocks": blocks, "options": [{"label": "Xem tiếp", "value": "Xem tiếp"}]}


def ask(world: World, asked: Asked) -> Any:
    world.posts.append({"bench_asked": asked.body["text"], **asked.body})
    is_drafted = bool(asked.body["draft_ids"])
    signals = {"line_both": 0.93, "held_name": 1.0, "union_recall": 1.0, "missing_word": 0.0}
    entities = [{"entity": "aspect", "value": "fee"}]
    return {
        "answer": said("3.000 đồng" if is_drafted else "2.000 đồng") | {"behaviour": "answer", "handover": None},
        "candidates": [
            _RECORD | {"share": 0.91, "signals": signals, "is_draft": is_drafted},
            _OTHER | {"share": 0.04, "signals": signals},
        ],
        "step": "answer_what_is_meant",
        "why": ["Có một mục khớp với câu hỏi rõ hơn hẳn các mục khác.", f"Trong câu hỏi có nguyên một tên gọi của «{_TITLE}»."],
        "understood": {"intent": "ask_fee", "confidence": 0.97, "entities": entities, "aspects": ["fee", "time"]},
        "record": _RECORD | {"is_draft": is_drafted},
        "codes": [_RECORD["key"]],
        "confidence": 0.91,
        "milliseconds": 41.0,
        "context": {"session": str(uuid.UUID(int=1)), "dialogue": {"turns": len(world.posts)}},
    }


def add_question(world: World, asked: Asked) -> Any:
    world.posts.append({"question": asked.body})
    world.bench.questions.insert(0, {"id": data.new_id(), **asked.body})
    return world.bench.questions[0]


def change_question(world: World, asked: Asked) -> Any:
    world.posts.append({"question": asked.body})
    question = next(each for each in world.bench.questions if each["id"] == asked.parts[3])
    question.update(asked.body)
    return question


def remove_question(world: World, asked: Asked) -> Any:
    world.bench.questions = [each for each in world.bench.questions if each["id"] != asked.parts[3]]
    return {}


def start_run(world: World, asked: Asked) -> Any:
    drafts = [{"id": each, "kind": "procedure", "key": _RECORD["key"], "title": _TITLE} for each in asked.body["draft_ids"]]
    world.posts.append({"run": asked.body["draft_ids"]})
    run = {"id": data.new_id(), "state": "running", "drafts": drafts, "done": 0, "total": 40, "seconds": None, "failure": ""}
    world.bench.runs.insert(0, run | {"started_by": world.me["display_name"], "created_at": data.ago(), "looks": 0})
    return {"id": run["id"]}


def show_run(world: World, asked: Asked) -> Any:
    run = next(each for each in world.bench.runs if each["id"] == asked.parts[3])
    if run["state"] == "running":
        run["looks"] += 1
        run["done"] = min(run["total"], run["looks"] * run["total"] // _STEPS_OF_A_RUN)
        if run["looks"] > _STEPS_OF_A_RUN:
            run.update(state="done", seconds=12.5)
    result = _result(with_draft=bool(run["drafts"])) if run["state"] == "done" else _nothing()
    return run | result | {"titles": {_RECORD["key"]: _TITLE}}


def cancel_run(world: World, asked: Asked) -> Any:
    next(each for each in world.bench.runs if each["id"] == asked.parts[3])["state"] = "cancelled"
    return {}


def _nothing() -> dict[str, Any]:
    return {"before": None, "after": None, "better": [], "broken": [], "reworded": [], "failing": [], "counts": {}}


def _result(*, with_draft: bool) -> dict[str, Any]:
    before = {"turns": 20, "right": 0.8, "helped": 0.9, "wrong": 0.05, "missed": 0.05, "aspects_complete": 0.9, "follow_ups_right": None}
    before["behaviours_right"] = 1.0
    if not with_draft:
        return _nothing() | {"before": before, "counts": {"failing": 0}}
    expected = {"text": "sao y giấy khai sinh bao nhiêu tiền", "behaviour": "answer", "codes": [_RECORD["key"]], "aspects": ["fee"]}
    old, new = (
        said(fee) | {"behaviour": "answer", "codes": [_RECORD["key"]], "entries": [_RECORD["key"]]} for fee in ("2.000 đồng", "3.000 đồng")
    )
    turn = {"set": "first_questions", "question_id": "", "turn": 0, "said": [expected["text"]], "expected": expected}
    broken = turn | {"before": old, "after": new | {"codes": []}, "before_grade": "right", "after_grade": "wrong"}
    better = turn | {"said": ["sao y", "thế phí"], "before": old, "after": new, "before_grade": "missed", "after_grade": "right"}
    return {
        "before": before,
        "after": before | {"right": 0.75, "wrong": 0.1},
        "better": [better],
        "broken": [broken],
        "reworded": [],
        "failing": [],
        "counts": {"better": 1, "broken": 1, "reworded": 0, "failing": 0},
    }


ROUTES: dict[tuple[str, str], Route] = {
    ("POST", "editors/bench/ask"): ask,
    ("GET", "editors/bench/questions"): lambda world, _: {
        "questions": world.bench.questions,
        "shipped": 289,
        "titles": {_RECORD["key"]: _TITLE},
    },
    ("POST", "editors/bench/questions"): add_question,
    ("PUT", "editors/bench/questions/*"): change_question,
    ("DELETE", "editors/bench/questions/*"): remove_question,
    ("GET", "editors/bench/runs"): lambda world, _: {"runs": world.bench.runs},
    ("POST", "editors/bench/runs"): start_run,
    ("GET", "editors/bench/runs/*"): show_run,
    ("POST", "editors/bench/runs/*/cancel"): cancel_run,
}
