"""Everything the fake remembers, and what citizens, the account and an official at the vendor's page do in it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from channels.zalo_fake import payloads
from channels.zalo_fake.assets import Assets
from channels.zalo_fake.clock import Clock
from channels.zalo_fake.faults import FaultBox, Faults
from channels.zalo_fake.grants import Grants
from channels.zalo_fake.phones import Citizen, PhoneMessage, new_id
from channels.zalo_fake.vendor_errors import VendorError
from channels.zalo_fake.webhooks import Webhook, Webhooks

_REMEMBERED = 20_000
_MINUTE = 60.0


@dataclass
class Call:
    """A call of the program's, as the log shows it: `error` is the vendor's code, `fault` what was done to it on purpose."""

    number: int
    at: int
    operation: str
    path: str
    user_id: str
    status: int | None = None
    error: int | None = None
    fault: str | None = None
    ms: float = 0.0


class World:
    def __init__(self, webhook_url: str, own_url: str) -> None:
        self.own_url = own_url
        self.clock = Clock()
        self.faults = FaultBox()
        self.grants = Grants(self.clock)
        self.webhooks = Webhooks(self.clock, self.faults, webhook_url)
        self.assets = Assets(self.clock)
        self.citizens: dict[str, Citizen] = {}
        self.calls: deque[Call] = deque(maxlen=_REMEMBERED)
        self._called = 0
        self._in_this_minute: deque[float] = deque()

    async def reset(self) -> None:
        """All but the grant, so that the program stays connected."""
        await self.webhooks.forget()
        self.clock.ahead = 0.0
        self.faults.replace(Faults())
        self.assets = Assets(self.clock)
        self.citizens.clear()
        self.calls.clear()
        self._in_this_minute.clear()

    def citizen(self, user_id: str) -> Citizen:
        """Raises VendorError."""
        if user_id not in self.citizens:
            raise VendorError(-201, "user_id is invalid!")
        return self.citizens[user_id]

    def add_citizen(self, name: str, user_id: str | None) -> Citizen:
        citizen = Citizen(user_id or new_id(), name or f"Công dân {len(self.citizens) + 1}")
        self.citizens[citizen.user_id] = citizen
        return citizen

    def called(self, operation: str, path: str, user_id: str) -> Call:
        self._called += 1
        call = Call(self._called, self.clock.shown(self.clock.now()), operation, path, user_id)
        self.calls.append(call)
        return call

    def calls_left(self) -> int:
        """After this one; below zero when it is one too many."""
        now = time.monotonic()
        while self._in_this_minute and self._in_this_minute[0] < now - _MINUTE:
            self._in_this_minute.popleft()
        left = self.faults.now.calls_per_minute - len(self._in_this_minute) - 1
        if left >= 0:
            self._in_this_minute.append(now)
        return left

    def citizen_says(
        self, citizen: Citizen, kind: str, text: str, attachment: dict[str, Any] | None = None, quote: str = ""
    ) -> tuple[PhoneMessage, Webhook]:
        citizen.interacts(self.clock.now())
        message = citizen.add(self.clock, "citizen", kind, text, attachment, quote)
        return message, self.webhooks.post(payloads.citizen_sent(citizen, message), citizen.user_id, message.message_id)

    def account_says(
        self, citizen: Citizen, sender: str, kind: str, text: str, attachment: dict[str, Any] | None = None, quote: str = ""
    ) -> PhoneMessage:
        """What the phone gets at once; echo and receipts follow by webhook."""
        message = citizen.add(self.clock, sender, kind, text, attachment, quote)
        self.webhooks.post(payloads.account_sent(citizen, message), citizen.user_id, message.message_id)
        if sender == "oa":
            self.webhooks.later(self._read(citizen, message))
        return message

    def tell(self, citizen: Citizen, body: payloads.Body, *, is_interaction: bool = False) -> Webhook:
        if is_interaction:
            citizen.interacts(self.clock.now())
        return self.webhooks.post(body, citizen.user_id)

    def newest_first(self) -> Iterator[Citizen]:
        spoken = [citizen for citizen in self.citizens.values() if citizen.messages]
        return iter(sorted(spoken, key=lambda citizen: citizen.messages[-1].moment, reverse=True))

    async def _read(self, citizen: Citizen, message: PhoneMessage) -> None:
        switches = self.faults.now
        if switches.received:
            await asyncio.sleep(switches.received_after_ms / 1000)
            message.received_at = self.clock.shown(self.clock.now())
            told: dict[str, Any] = {"msg_id": message.message_id}
            self._receipt(citizen, "user_received_message", told, message)
        if switches.seen:
            await asyncio.sleep(max(0, switches.seen_after_ms - switches.received_after_ms) / 1000)
            message.seen_at = self.clock.shown(self.clock.now())
            self._receipt(citizen, "user_seen_message", {"msg_ids": [message.message_id]}, message)

    def _receipt(self, citizen: Citizen, event: str, told: dict[str, Any], message: PhoneMessage) -> None:
        citizen.shown_anew()
        self.webhooks.post(payloads.receipt(citizen, event, told), citizen.user_id, message.message_id)
