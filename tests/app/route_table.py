"""The table of every_route.yml: each route as `METHOD /path`, and who may call it."""

from __future__ import annotations

from pathlib import Path

import yaml

_TABLE = yaml.safe_load(Path(__file__).with_name("every_route.yml").read_text(encoding="utf-8"))
ANYBODY, CITIZEN, SIGNED_IN = (frozenset[str](_TABLE[name]) for name in ("anybody", "citizen", "signed_in"))
ROLES = {route: frozenset[str](roles) for route, roles in _TABLE["roles"].items()}
DESK = SIGNED_IN | ROLES.keys()
EVERY_ROUTE = ANYBODY | CITIZEN | DESK
# Every channel open, and more often than any test asks.
NO_PACE = {"zalo": "fake", "new_conversations_per_minute": 10_000, "ticket_look_ups_per_minute": 10_000, "sign_ins_per_minute": 10_000}
