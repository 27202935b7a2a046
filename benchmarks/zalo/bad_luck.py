"""What goes wrong during a run, as the fake's switches take it (channels.zalo_fake.faults)."""

from __future__ import annotations

from typing import Any

from channels.zalo_fake.identity import APP_ID, OA_ID

DUPLICATES, OUT_OF_ORDER = 0.10, 0.05
# Of all webhooks: with a wrong signature, in the name of citizens who said no such thing.
FORGED = 0.02
# After each -32 nobody sends for 5 s: its share tells more of the waiting times than anything else.
ERRORS = {"-32": 0.002, "-200": 0.023, "http_503": 0.025}
TIMEOUTS = {"timeout_before": 0.01, "timeout_after": 0.01}
# Sending, and what is asked when it is in doubt whether something was sent.
_OPERATIONS = ("send", "history", "detail")
# The vendor tries a failed webhook again after 30 s; here after two.
_RETRY_SPEED = 15.0
FORGER = "forger"


def switches(seed: int) -> dict[str, Any]:
    webhooks: list[dict[str, Any]] = [
        {"on": "webhook", "fault": "bad_mac", "user_id": FORGER},
        {"on": "webhook", "fault": "duplicate", "rate": DUPLICATES},
        {"on": "webhook", "fault": "out_of_order", "rate": OUT_OF_ORDER},
    ]
    calls = [{"on": on, "fault": fault, "rate": rate} for on in _OPERATIONS for fault, rate in (ERRORS | TIMEOUTS).items()]
    return {"seed": seed, "rules": webhooks + calls, "retry_speed": _RETRY_SPEED}


def forged(user_id: str, text: str, number: int) -> dict[str, Any]:
    """As the citizen's own would look, but for the signature."""
    message = {"text": text, "msg_id": f"forged{number}"}
    event = {"app_id": APP_ID, "event_name": "user_send_text", "sender": {"id": user_id}, "recipient": {"id": OA_ID}, "message": message}
    return {"event": event, "user_id": FORGER}
