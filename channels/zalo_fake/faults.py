"""What goes wrong, how often and when: rules that are drawn in an order given by a seed, and switches beside them."""

from __future__ import annotations

import random
import re
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Calls. "before": nothing was taken. "after": it was, and nobody is told so.
CALL_FAULTS: Final = frozenset({"http_500", "http_503", "timeout_before", "timeout_after", "reset_before", "reset_after"})
WEBHOOK_FAULTS: Final = frozenset(
    {
        "bad_mac",
        "missing_mac",
        "double_mac",
        "oa_id_mac",
        "bare_mac",  # right, only without "mac="
        "old_timestamp",
        "nfd",
        "numbers",  # ids and timestamp as numbers
        "unknown_fields",
        "broken_json",
        "five_megabytes",
        "duplicate",
        "out_of_order",
        "drop",
    }
)
OPERATIONS: Final = frozenset({"send", "upload", "detail", "quota", "history", "recent", "oa", "react", "token"})
_CODE = re.compile(r"-\d{1,6}")


class Rule(BaseModel):
    """`fault` is a name, or a code of the vendor such as "-230"; `times` left out means for ever, 1 once."""

    model_config = ConfigDict(extra="forbid")

    on: str = "send"
    fault: str
    rate: Annotated[float, Field(ge=0, le=1)] = 1.0
    times: Annotated[int, Field(ge=0)] | None = None
    user_id: str | None = None
    event: str | None = None

    @model_validator(mode="after")
    def _known(self) -> Rule:
        if self.on == "webhook":
            is_known = self.fault in WEBHOOK_FAULTS
        else:
            is_known = self.on in OPERATIONS | {"any"} and (self.fault in CALL_FAULTS or bool(_CODE.fullmatch(self.fault)))
        if not is_known:
            raise ValueError(f"there is no fault {self.fault!r} on {self.on!r}")
        return self


class Faults(BaseModel):
    """The whole state of the switches, as GET and PUT /fake/faults show it."""

    model_config = ConfigDict(extra="forbid")

    seed: int = 0
    rules: list[Rule] = []
    latency_ms: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] = (0, 0)
    hang_seconds: Annotated[float, Field(ge=0)] = 30.0
    calls_per_minute: Annotated[int, Field(gt=0)] = 4000
    # Whether every call has to carry appsecret_proof, and which address is saved in the console (empty: any).
    sign_calls: bool = False
    redirect_uri: str = ""
    webhook_seconds: Annotated[float, Field(gt=0)] = 2.0
    webhook_retries: bool = True
    # The waits of the retry ladder are divided by it.
    retry_speed: Annotated[float, Field(gt=0)] = 1.0
    out_of_order_ms: Annotated[int, Field(ge=0)] = 150
    received: bool = True
    seen: bool = True
    received_after_ms: Annotated[int, Field(ge=0)] = 200
    seen_after_ms: Annotated[int, Field(ge=0)] = 1200


class FaultBox:
    def __init__(self) -> None:
        self.replace(Faults())

    def replace(self, faults: Faults) -> None:
        self.now = faults
        self._random = random.Random(faults.seed)  # noqa: S311 -- to be repeated, not to be secret

    def for_call(self, operation: str, user_id: str) -> str | None:
        """The first that strikes; it alone is used up."""
        return next((rule.fault for rule in self.now.rules if rule.on in (operation, "any") and self._strikes(rule, user_id, "")), None)

    def for_webhook(self, event: str, user_id: str) -> list[str]:
        """All that strike, since a webhook can be doubled and late at once."""
        return [rule.fault for rule in self.now.rules if rule.on == "webhook" and self._strikes(rule, user_id, event)]

    def latency(self) -> float:
        least, most = sorted(self.now.latency_ms)
        return self._random.uniform(least, most) / 1000

    def _strikes(self, rule: Rule, user_id: str, event: str) -> bool:
        if rule.times == 0 or rule.user_id not in (None, user_id) or (rule.event and rule.event != event):
            return False
        if self._random.random() >= rule.rate:
            return False
        if rule.times is not None:
            rule.times -= 1
        return True
