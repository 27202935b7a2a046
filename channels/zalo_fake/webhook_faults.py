"""One webhook made ready to be sent: signed, and spoilt where a fault says so."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection
from typing import Any

from channels.zalo_fake.identity import OA_ID
from channels.zalo_fake.payloads import Body, raw_of, signature

_OLD_MILLISECONDS = 30 * 60 * 1000
_FIVE_MEGABYTES = 5 * 1024 * 1024
_HEADER = "X-ZEvent-Signature"

Headers = list[tuple[str, str]]


def signed(body: Body, at_ms: int, faults: Collection[str]) -> tuple[bytes, Headers]:
    """The body gets its `timestamp` here; a later attempt sends the same bytes."""
    timestamp = str(at_ms - (_OLD_MILLISECONDS if "old_timestamp" in faults else 0))
    raw = raw_of(_spoilt({**body, "timestamp": timestamp}, faults))
    if "broken_json" in faults:
        raw = raw[:-2]
    return raw, [("Content-Type", "application/json"), *_signatures(raw, timestamp, faults)]


def _signatures(raw: bytes, timestamp: str, faults: Collection[str]) -> Headers:
    right = signature(raw, timestamp)
    if "missing_mac" in faults:
        return []
    if "bad_mac" in faults:
        return [(_HEADER, f"mac={'0' * 64}")]
    if "oa_id_mac" in faults:
        return [(_HEADER, f"mac={signature(raw, timestamp, OA_ID)}")]
    if "bare_mac" in faults:
        return [(_HEADER, right)]
    if "double_mac" in faults:
        return [(_HEADER, f"mac={'0' * 64}"), (_HEADER, f"mac={right}")]
    return [(_HEADER, f"mac={right}")]


def _spoilt(body: Body, faults: Collection[str]) -> Body:
    if "nfd" in faults:
        body = json.loads(unicodedata.normalize("NFD", json.dumps(body, ensure_ascii=False)))
    if "numbers" in faults:
        body = _numbered(body)
    if "unknown_fields" in faults:
        body = {"reorder_id": "1", **body, "message": {**body.get("message", {}), "mentions": [{"pos": 0}]}, "v": {"new": None}}
    if "five_megabytes" in faults:
        body = {**body, "padding": "x" * _FIVE_MEGABYTES}
    return body


def _numbered(value: Any) -> Any:
    """Strings of digits as the numbers that they look like."""
    if isinstance(value, dict):
        return {key: _numbered(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_numbered(each) for each in value]
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value
