"""The run in figures: how long the vendor waited for its webhooks to be taken, and citizens for their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.desk.killing import Outage
from benchmarks.desk.ledger import Said
from benchmarks.timings import percentile
from benchmarks.zalo.reading import Answered

Webhook = Mapping[str, Any]

_TAKEN = 200
_SHOWN_PERCENTS = (50, 95, 99)


def taken_at(webhooks: Iterable[Webhook]) -> dict[str, float]:
    """By the citizen's message: when its webhook was first answered, in milliseconds of the fake's clock."""
    found: dict[str, float] = {}
    for webhook in webhooks:
        times = [attempt["at"] + attempt["ms"] for attempt in webhook["attempts"] if attempt["status"] == _TAKEN]
        if times and webhook["event_name"].startswith("user_send_"):
            found[webhook["message_id"]] = min(times)
    return found


def webhook_figures(webhooks: Sequence[Webhook]) -> dict[str, Any]:
    """Of the attempts that were answered 200, in milliseconds as the fake measured them; the others are counted by what went wrong."""
    attempts = [attempt for webhook in webhooks for attempt in webhook["attempts"]]
    took = [attempt["ms"] for attempt in attempts if attempt["status"] == _TAKEN]
    troubles = Counter(attempt["trouble"] or str(attempt["status"]) for attempt in attempts if attempt["status"] != _TAKEN)
    shown = {f"p{percent}_ms": round(percentile(took, percent), 1) for percent in _SHOWN_PERCENTS} if took else {}
    return {
        "webhooks": len(webhooks),
        "attempts": len(attempts),
        **shown,
        "max_ms": max(took, default=0.0),
        "troubles": dict(troubles),
        "states": dict(Counter(webhook["state"] for webhook in webhooks)),
        "faults": dict(Counter(fault for webhook in webhooks for fault in webhook["faults"])),
        "events": dict(Counter(webhook["event_name"] for webhook in webhooks)),
    }


def call_figures(calls: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "calls": len(calls),
        "operations": dict(Counter(call["operation"] for call in calls)),
        "faults": dict(Counter(call["fault"] for call in calls if call["fault"])),
    }


def as_said(answered: Iterable[Answered], ahead: float) -> list[Said]:
    """As the figures of the desk take it; `ahead` is what was added to `time.perf_counter` to get the phones' clock."""
    found = []
    for each in answered:
        said = Said(each.question, each.message_id, "citizen", "", each.asked_at / 1000 - ahead)
        said.seen_at = each.answered_at / 1000 - ahead
        found.append(said)
    return found


def webhook_timeline(webhooks: Iterable[Webhook], begun_ms: float) -> list[tuple[float, float]]:
    """Seconds since the start of the run and milliseconds, of each attempt that was answered 200."""
    return [
        (round((attempt["at"] - begun_ms) / 1000, 2), attempt["ms"])
        for webhook in webhooks
        for attempt in webhook["attempts"]
        if attempt["status"] == _TAKEN
    ]


def quiet_webhooks(webhooks: Iterable[Webhook], outages: Sequence[Outage], ahead: float) -> list[Webhook]:
    """Those of which no attempt was made while a process was away."""

    def is_quiet(webhook: Webhook) -> bool:
        begins = [attempt["at"] / 1000 - ahead for attempt in webhook["attempts"]]
        return not any(outage.covers(begin, begin) for begin in begins for outage in outages)

    return [webhook for webhook in webhooks if is_quiet(webhook)]
