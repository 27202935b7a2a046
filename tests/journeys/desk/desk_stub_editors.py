"""The stand-in desk's workbench, by method and path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk import desk_stub_editors_data as shown
from tests.journeys.desk.desk_stub_editing import MOVES, Refused, differences, event, preview

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World


def records(world: World, asked: Asked) -> Any:
    rows = [world.editing.row(kind, key) for kind, key in world.editing.versions]
    wanted = asked.query
    looked = wanted.get("q", "").lower()
    found = [
        row
        for row in rows
        if looked in f"{row['title']} {row['key']}".lower()
        and all(wanted.get(name) in (None, row[name]) for name in ("kind", "sector", "due", "origin"))
        and wanted.get("state") in (None, row["state"], (row["draft"] or {}).get("state"))
    ]
    facets = {"sectors": ["Chứng thực", "Cư trú"], "levels": ["commune", "province"]}
    return {"total": len(found), "page": int(wanted.get("page", "1")), "page_size": 50, "items": found, "facets": facets}


def record(world: World, asked: Asked) -> Any:
    kind, key = asked.parts[2:4]
    editing = world.editing
    if (kind, key) not in editing.versions:
        raise Refused(404, "no_record", "Không có mục này.")
    draft, versions = editing.live_draft(kind, key), editing.versions[kind, key]
    heads = [{name: part for name, part in each.items() if name != "record"} for each in versions]
    is_down = bool(versions) and versions[0]["state"] == "taken_down"
    taken = {"version": versions[0], "by": "Trưởng ca", "at": data.ago(minutes=2), "reason": "phí sai"} if is_down else None
    return {
        "kind": kind,
        "key": key,
        "title": editing.titles[kind, key],
        "published": editing.published(kind, key),
        "draft": draft and editing.out(draft),
        "versions": heads,
        "taken_down": taken,
    }


def _version_of(world: World, asked: Asked, number: int) -> dict[str, Any]:
    return next(each for each in world.editing.versions[asked.parts[2], asked.parts[3]] if each["version"] == number)


def difference(world: World, asked: Asked) -> Any:
    one, other = (_version_of(world, asked, int(asked.query[name]))["record"] for name in ("from", "to"))
    return {"changes": differences(one, other)}


def roll_back(world: World, asked: Asked) -> Any:
    kind, key = asked.parts[2:4]
    old = _version_of(world, asked, asked.body["version"])
    world.editing.publish(kind, key, old["record"], author=world.me["display_name"], reason=asked.body["reason"])
    return record(world, asked)


def turn(state: str) -> Route:
    def change(world: World, asked: Asked) -> Any:
        world.posts.append({"turned": state, **asked.body})
        world.editing.versions[asked.parts[2], asked.parts[3]][0]["state"] = state
        return record(world, asked)

    return change


def open_draft(world: World, asked: Asked) -> Any:
    body = asked.body
    made_of = body.get("record") or {}
    key = body["key"] or made_of.get("code") or made_of.get("slug") or made_of.get("name") or made_of.get("old_name", "")
    return world.editing.out(world.editing.open_draft(body["kind"], key, made_of or None))


def drafts(world: World, asked: Asked) -> Any:
    return {"drafts": [each for each in world.editing.drafts.values() if each["state"] == asked.query["state"]]}


def save(world: World, asked: Asked) -> Any:
    world.posts.append({"saved": asked.parts[2], **asked.body})
    return world.editing.save(asked.parts[2], asked.body, world.me["display_name"])


def comment(world: World, asked: Asked) -> Any:
    draft = world.editing.drafts[asked.parts[2]]
    draft["events"].append(event(world.me["display_name"], "commented", asked.body["text"]))
    return world.editing.out(draft)


def step(world: World, asked: Asked) -> Any:
    world.posts.append({"step": asked.parts[3], **asked.body})
    return world.editing.step(asked.parts[2], asked.parts[3], asked.body)


def save_rules(world: World, asked: Asked) -> Any:
    for rule in asked.body["rules"]:
        for each in world.editing.rules:
            if (each["kind"], each["field"]) == (rule["kind"], rule["field"]):
                each["needs_approval"] = rule["needs_approval"]
    world.posts.append({"rules": asked.body["rules"]})
    return {"rules": world.editing.rules}


def control(world: World, body: dict[str, Any]) -> None:
    """The second person saves something, takes a step with it, or comes and goes."""
    editing = world.editing
    if "step" in body:
        draft = editing.live_draft(body["kind"], body["key"])
        assert draft is not None
        editing.step(draft["id"], body["step"], {"revision": draft["revision"]}, body["by"])
    if "others" in body:
        editing.others = body["others"]
    if "takes_down" in body:
        editing.versions[body["kind"], body["key"]][0]["state"] = "taken_down"
    if "changes" in body:
        draft = editing.live_draft(body["kind"], body["key"])
        assert draft is not None
        editing.save(
            draft["id"], {"revision": draft["revision"], "record": draft["record"] | body["changes"], "reason": draft["reason"]}, body["by"]
        )


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "editors/records"): records,
    ("GET", "editors/records/*/*"): record,
    ("GET", "editors/records/*/*/difference"): difference,
    ("GET", "editors/records/*/*/versions/*"): lambda world, asked: _version_of(world, asked, int(asked.parts[5])),
    ("POST", "editors/records/*/*/rollback"): roll_back,
    ("POST", "editors/records/*/*/take-down"): turn("taken_down"),
    ("POST", "editors/records/*/*/restore"): turn("published"),
    ("GET", "editors/drafts"): drafts,
    ("POST", "editors/drafts"): open_draft,
    ("GET", "editors/drafts/*"): lambda world, asked: world.editing.out(world.editing.drafts[asked.parts[2]]),
    ("PUT", "editors/drafts/*"): save,
    ("POST", "editors/drafts/*/presence"): lambda world, _: {
        "others": [{"name": each, "since": data.ago()} for each in world.editing.others]
    },
    ("POST", "editors/drafts/*/comment"): comment,
    **{("POST", f"editors/drafts/*/{name}"): step for name in MOVES},
    ("POST", "editors/preview"): lambda _, asked: preview(asked.body["record"]),
    ("GET", "editors/rules"): lambda world, _: {"rules": world.editing.rules},
    ("PUT", "editors/rules"): save_rules,
    ("GET", "editors/fixed-sentences"): lambda _, __: {"sentences": shown.SENTENCES},
    ("GET", "editors/glossary"): lambda _, __: {"terms": shown.TERMS},
}
