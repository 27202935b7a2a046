"""A caller handed to another extension (RFC 3515): the other side is asked to call it, and tells how that goes."""

from __future__ import annotations

import asyncio
import re

from aiosipua.message import SipRequest

from channels.phone.sip.asking import Asking
from channels.phone.sip.dialog import Dialog

# An operator's telephone rings so long.
_RINGS_SECONDS = 60.0
_ADDRESS = re.compile(r"sips?:[\w.+*#%-]+@[\w.:\[\]-]+(?:;[\w=.-]+)*", re.ASCII)
_STATUS = re.compile(rb"SIP/2\.0 ([1-6]\d\d)\b")


class Transfer:
    """One at a time for each call."""

    def __init__(self, dialog: Dialog, asking: Asking) -> None:
        self._dialog = dialog
        self._asking = asking
        self._outcome: asyncio.Future[bool] | None = None
        self._accepted = False

    @property
    def asked(self) -> bool:
        """Whether news of it may come."""
        return self._outcome is not None

    async def to(self, target: str) -> bool:
        if self._outcome is not None or not _ADDRESS.fullmatch(target):
            return False
        outcome = self._outcome = asyncio.get_running_loop().create_future()
        self._accepted = False
        asking = asyncio.create_task(self._ask(target, outcome))
        try:
            await asyncio.wait({outcome}, timeout=_RINGS_SECONDS)
            return outcome.done() and outcome.result()
        finally:
            asking.cancel()
            self._outcome = None

    def told(self, notify: SipRequest) -> None:
        status = _STATUS.match(notify.body.strip())
        if status is not None and int(status[1]) >= 200:
            self._settle(int(status[1]) < 300)
        elif (notify.headers.get_first("subscription-state") or "").lower().startswith("terminated"):
            self._settle(False)

    def hung_up(self) -> bool:
        """Many exchanges end the old call as soon as they have taken the caller away: whether this was it."""
        taken = self._outcome is not None and (self._accepted if not self._outcome.done() else self._outcome.result())
        self._settle(taken)
        return taken

    async def _ask(self, target: str, outcome: asyncio.Future[bool]) -> None:
        response = await self._asking.ask(lambda headers: self._refer(target, headers), self._dialog.peer)
        self._accepted = response is not None and response.status < 300
        if not self._accepted and not outcome.done():
            outcome.set_result(False)

    def _settle(self, taken: bool) -> None:
        if self._outcome is not None and not self._outcome.done():
            self._outcome.set_result(taken)

    def _refer(self, target: str, headers: dict[str, str]) -> SipRequest:
        return self._dialog.request("REFER", {"Refer-To": f"<{target}>", "Referred-By": self._dialog.contact} | headers)
