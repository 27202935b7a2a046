"""The citizens and what their phones show."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from channels.zalo_fake.clock import DAY, HOUR, Clock
from channels.zalo_fake.vendor_errors import VendorError

_FREE = 48 * HOUR
_OPEN = 7 * DAY


def new_id() -> str:
    """As long as the vendor's: it does not fit into the 53 bits of a JavaScript number."""
    return str(10**18 + secrets.randbelow(8 * 10**18))


@dataclass
class PhoneMessage:
    """`sender`: citizen, oa (sent through the API) or console (an official at the vendor's own page). Times in milliseconds."""

    number: int
    message_id: str
    sender: str
    kind: str
    text: str
    attachment: dict[str, Any] | None
    quote_msg_id: str
    moment: float
    sent_at: int = 0
    received_at: int | None = None
    seen_at: int | None = None


@dataclass
class Citizen:
    user_id: str
    name: str
    user_id_by_app: str = field(default_factory=new_id)
    is_follower: bool = False
    # The code with which sending to them fails, once they blocked the account or left it.
    refuses: int | None = None
    last_interaction: float | None = None
    charged: int = 0
    messages: list[PhoneMessage] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def interacts(self, now: float) -> None:
        self.last_interaction = now
        if self.refuses == -213:
            self.refuses = None

    def quota(self, now: float) -> dict[str, str] | None:
        """What a message costs: nothing within 48 hours, money within seven days. Raises VendorError when it may not be sent."""
        if self.refuses:
            raise VendorError(self.refuses)
        silent_for = now - self.last_interaction if self.last_interaction is not None else _OPEN + 1
        if silent_for > _OPEN:
            raise VendorError(-230)
        return {"quota_type": "reply"} if silent_for <= _FREE else None

    def add(
        self, clock: Clock, sender: str, kind: str, text: str, attachment: dict[str, Any] | None = None, quote: str = ""
    ) -> PhoneMessage:
        message = PhoneMessage(
            len(self.messages) + 1, secrets.token_hex(10), sender, kind, text, attachment, quote, moment=clock.now(), sent_at=0
        )
        self.messages.append(message)
        self.shown_anew()
        return message

    def shown_anew(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    async def messages_after(self, number: int, within: float) -> list[PhoneMessage]:
        """As soon as there is one, or nothing after so many seconds."""
        deadline = asyncio.get_running_loop().time() + within
        while len(self.messages) <= number and (left := deadline - asyncio.get_running_loop().time()) > 0:
            try:
                await asyncio.wait_for(self.changed.wait(), left)
            except TimeoutError:
                break
        return self.messages[number:]


def shown(message: PhoneMessage, clock: Clock) -> dict[str, Any]:
    told = asdict(message) | {"sent_at": clock.shown(message.moment)}
    del told["moment"]
    return told
