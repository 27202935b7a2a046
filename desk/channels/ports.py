"""What the page of a channel asks of the channel itself, which lies beside the desk; app/wiring hands it in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Mode = Literal["off", "fake", "live"]


@dataclass(frozen=True)
class Account:
    """The account that citizens write to, as long as it is connected; dead when the vendor takes its grant no more."""

    id: str
    name: str
    connected_at: datetime
    # The access token renews itself; the grant ends when it was not renewed in time.
    access_until: datetime
    grant_until: datetime
    is_dead: bool


@dataclass(frozen=True)
class Console:
    """What has to stand in the vendor's console, for an administrator to compare or to copy."""

    app_id: str
    redirect_url: str
    code_challenge: str
    webhook_url: str


@dataclass(frozen=True)
class ChannelState:
    mode: Mode
    account: Account | None
    last_heard_at: datetime | None
    missing_settings: tuple[str, ...]
    console: Console


class ChannelAdmin(Protocol):
    @property
    def mode(self) -> Mode: ...

    async def state(self) -> ChannelState: ...

    async def begin(self, staff_id: uuid.UUID) -> str:
        """The address of the vendor's page, where an administrator of the account lets us act for it."""
        ...

    async def finish(self, staff_id: uuid.UUID, state: str, code: str, account_id: str) -> None:
        """With what the vendor's page sent back. Raises InputError, Conflict, Unavailable."""
        ...

    async def disconnect(self, staff_id: uuid.UUID) -> None: ...
