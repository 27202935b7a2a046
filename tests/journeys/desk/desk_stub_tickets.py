"""The stand-in desk's tickets: the lists, one of them, and its moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk.desk_stub_world import Refusal, World

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route


def _in_view(world: World, view: str) -> list[dict[str, Any]]:
    """The late ones first, as the server puts them."""
    is_done = {"done": (True,), "all": (True, False)}.get(view, (False,))
    found = [each for each in world.tickets if (each["state"] in ("resolved", "closed", "rejected")) in is_done]
    found = [each for each in found if view != "mine" or (each["assignee"] or {}).get("id") == world.me["id"]]
    return sorted(found, key=lambda each: not each["is_overdue"])


def ticket_counts(world: World, _asked: Asked) -> Any:
    views = {view: _in_view(world, view) for view in ("mine", "unassigned", "open", "due", "done", "all")}
    return {view: {"total": len(found), "overdue": sum(each["is_overdue"] for each in found)} for view, found in views.items()}


def tickets(world: World, asked: Asked) -> Any:
    world.posts.append({"listed": dict(asked.query)})
    state, looked = asked.query.get("state"), asked.query.get("q", "").lower()
    listed = _in_view(world, asked.query.get("view", "all"))
    found = [each for each in listed if state in (None, each["state"]) and looked in each["subject"].lower()]
    return {"tickets": found, "total": len(found), "page": int(asked.query.get("page", "1")), "page_size": 50}


def ticket(world: World, asked: Asked) -> Any:
    found = next((each for each in world.tickets if each["id"] == asked.parts[1]), None)
    if found is None:
        raise Refusal(404, "not_found", "Không có phiếu này.")
    step: dict[str, Any] = {"at": data.ago(hours=2), "actor_kind": "staff", "actor_name": "Lê Thị Mai", "details": {}, "public_text": ""}
    step |= {"reason": "", "is_undelivered": False}
    events = [
        {**step, "number": 1, "kind": "opened", "from_state": None, "to_state": "received", "actor_kind": "system", "actor_name": None},
        {**step, "number": 2, "kind": "assigned", "from_state": "received", "to_state": "assigned", "reason": "Đúng địa bàn"},
        {**step, "number": 3, "kind": "replied", "from_state": None, "to_state": None, "public_text": "Chúng tôi đang kiểm tra hồ sơ."},
    ]
    notes = [{"id": "note-2", "author_name": "Lê Thị Mai", "text": "Chờ xã trả lời.", "created_at": data.ago(hours=1)}]
    conversation = world.conversations.get(found["conversation_id"] or "")
    call = conversation.row.get("call") if conversation else None
    return {"ticket": found, "events": events, "notes": notes, "call": call, "recorded_call_id": call and call["id"]}


def move_ticket(world: World, asked: Asked) -> Any:
    world.posts.append({"ticket": asked.parts[1], **asked.body})
    found = next(each for each in world.tickets if each["id"] == asked.parts[1])
    found.update(state=asked.body["to"], allowed_states=[])
    world.publish("ticket", {"id": found["id"]})
    return found


def create_ticket(world: World, asked: Asked) -> Any:
    made = data.ticket_of(len(world.tickets) + 1, **{**asked.body, "summary": {}, "unit": None, "conversation_id": None})
    world.tickets.append(made)
    return made


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "tickets"): tickets,
    ("POST", "tickets"): create_ticket,
    ("GET", "ticket-counts"): ticket_counts,
    ("GET", "tickets/*"): ticket,
    ("POST", "tickets/*/moves"): move_ticket,
}
