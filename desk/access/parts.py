"""What the gate to the desk needs; lies in `app.state.desk_access`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from core.db import Database
from core.pace import Pace
from core.words import Words
from staff.own_account import OwnAccount
from staff.sessions import Sessions
from staff.signing_in import SigningIn


@dataclass(frozen=True)
class DeskAccess:
    """`sectors` gives the names a conversation or ticket may be filed under, as they are at the moment."""

    database: Database
    signing_in: SigningIn
    sessions: Sessions
    own_account: OwnAccount
    words: Words
    pace: Pace
    province_name: str
    hotline_number: str
    max_attachment_megabytes: int
    takes_calls: bool
    sectors: Callable[[], Awaitable[Sequence[str]]]


async def _parts(request: Request) -> DeskAccess:
    parts: DeskAccess = request.app.state.desk_access
    return parts


Access = Annotated[DeskAccess, Depends(_parts)]
