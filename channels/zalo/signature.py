"""Whether a webhook comes from the vendor: its signature over the raw bytes, compared in constant time.

The vendor signs with a plain SHA-256 of app id, body, timestamp and OA secret key, which is another secret than the app's.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from enum import StrEnum

_VALUE = re.compile(r"(?:mac=)?([0-9a-f]{64})", re.IGNORECASE)


class Verdict(StrEnum):
    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"
    # Signed with the account's id in place of the app's: seen in the wild, not documented, not accepted.
    OA_ID = "oa_id"


def verify(body: bytes, headers: Sequence[str], timestamp: str, *, app_id: str, oa_id: str, oa_secret_key: str) -> Verdict:
    """`headers`: every value of X-ZEvent-Signature, of which there must be one; `timestamp` and `oa_id` as the body has them."""
    if not headers:
        return Verdict.MISSING
    found = _VALUE.fullmatch(headers[0].strip()) if len(headers) == 1 else None
    if found is None or not oa_secret_key:
        return Verdict.WRONG
    given = found[1].lower()
    is_right = hmac.compare_digest(given, mac(body, timestamp, app_id, oa_secret_key))
    is_of_oa = bool(oa_id) and hmac.compare_digest(given, mac(body, timestamp, oa_id, oa_secret_key))
    if is_right:
        return Verdict.OK
    return Verdict.OA_ID if is_of_oa else Verdict.WRONG


def mac(body: bytes, timestamp: str, app_id: str, oa_secret_key: str) -> str:
    return hashlib.sha256(app_id.encode() + body + timestamp.encode() + oa_secret_key.encode()).hexdigest()
