"""Phones beside what was asked: every question answered once and in order; and nothing left in our tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import psycopg

from benchmarks.zalo.reading import Answered, Reading
from core.db import libpq_url

# Webhooks that overtake each other by less are put in the vendor's order; what comes later is answered later.
_PUT_IN_ORDER_MS = 200
_LEFT = {
    "messages that wait": "SELECT count(*) FROM messages WHERE state = 'received'",
    "deliveries that wait": "SELECT count(*) FROM deliveries WHERE state = 'waiting'",
    "deliveries that failed": "SELECT count(*) FROM deliveries WHERE state IN ('failed', 'dropped')",
    "events that wait": "SELECT count(*) FROM zalo_events WHERE handled_at IS NULL",
    "events that went wrong": "SELECT count(*) FROM zalo_events WHERE outcome = 'fault'",
    "jobs that failed": "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
    "tickets": "SELECT count(*) FROM tickets",
}
_FORGED = "SELECT text FROM messages WHERE sender = 'citizen' AND text LIKE %s"
_SEEN = "SELECT unnest(vendor_ids) FROM deliveries WHERE seen_at IS NOT NULL"


@dataclass
class Faults:
    """Each a list of what was found wrong, in words for whoever looks for the cause; `late` is the vendor's doing, and no fault."""

    unanswered: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    greeted_twice: list[str] = field(default_factory=list)
    forged: list[str] = field(default_factory=list)
    receipts_lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not any(found for name, found in vars(self).items() if name != "late")


def compare(readings: Mapping[str, Reading], came_in: Mapping[str, float], greeting: str) -> Faults:
    """`readings` by phone; `came_in`: when the program had taken each message's webhook, milliseconds of the phones' clock."""
    faults = Faults()
    for phone, reading in readings.items():
        for name in ("unanswered", "doubled", "broken", "strange"):
            getattr(faults, name).extend(f"{phone}: {found}" for found in getattr(reading, name))
        if sum(notice.startswith(greeting) for notice in reading.notices) > 1:
            faults.greeted_twice.append(phone)
        for sooner, later in combinations(reading.answered, 2):
            if sooner.number > later.number:
                _note_order(faults, phone, sooner, later, came_in)
    return faults


def _note_order(faults: Faults, phone: str, sooner: Answered, later: Answered, came_in: Mapping[str, float]) -> None:
    """`sooner` was answered first, though it was asked second."""
    behind = came_in.get(later.message_id, 0.0) - came_in.get(sooner.message_id, 0.0)
    found = f"{phone}: {sooner.question} before {later.question}, whose webhook came {behind:.0f} ms after the other's"
    (faults.late if behind > _PUT_IN_ORDER_MS else faults.out_of_order).append(found)


def look_into_tables(faults: Faults, database_url: str, forged: str, seen: Sequence[str]) -> None:
    """`forged`: how such texts begin; `seen`: names of messages of which the phones said that they were seen."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        counts = {name: _number(connection.execute(query).fetchone()) for name, query in _LEFT.items()}
        faults.left += [f"{name}: {count}" for name, count in counts.items() if count]
        faults.forged += [row[0] for row in connection.execute(_FORGED, [f"{forged}%"]).fetchall()]
        known = {row[0] for row in connection.execute(_SEEN).fetchall()}
        faults.receipts_lost += [name for name in seen if name not in known]


def count_unsettled(connection: psycopg.Connection) -> int:
    return sum(_number(connection.execute(query).fetchone()) for name, query in _LEFT.items() if name.endswith("wait"))


def _number(row: tuple[Any, ...] | None) -> int:
    return int(row[0]) if row else 0
