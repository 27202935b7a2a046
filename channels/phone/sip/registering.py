"""Signed in as an extension of a PBX (RFC 3261, section 10): again before it runs out, and until it works."""

from __future__ import annotations

import asyncio
import socket

import structlog
from aiosipua.headers import parse_address
from aiosipua.message import SipRequest

from channels.phone.sip.endpoint import SipEndpoint
from channels.phone.sip.messages import PORT, Address, Response, new_branch, new_tag
from channels.phone.trunks import Trunks

_log = structlog.get_logger()

_ASKED_SECONDS = 300
_SHORTEST_SECONDS, _LONGEST_PAUSE = 10.0, 60.0
_SIGN_OFF_SECONDS = 1.0


class Registration:
    """`registrar`: host, or host:port. Calls come from where it is, so it is believed."""

    def __init__(self, endpoint: SipEndpoint, trunks: Trunks, registrar: str, account: str) -> None:
        self._endpoint = endpoint
        self._trunks = trunks
        self._host, _, port = registrar.partition(":")
        self._port = int(port or PORT)
        self._account = account
        self._call_id, self._tag = new_tag(), new_tag()
        self._number = 0
        self._address: Address | None = None
        self.registered = False

    async def keep(self) -> None:
        """Until cancelled, and then signs off."""
        pause = 1.0
        try:
            while True:
                seconds = await self._register(_ASKED_SECONDS)
                if seconds is None:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                else:
                    pause = 1.0
                    await asyncio.sleep(max(0.8 * seconds, _SHORTEST_SECONDS))
        finally:
            await self._sign_off()

    async def _register(self, seconds: int) -> float | None:
        """For how long; None when it did not work."""
        try:
            address = await self._found()
        except OSError as error:
            _log.error("the registrar is not found", host=self._host, error=str(error))
            return None
        self._trunks.believe(address[0])
        response = await self._endpoint.asking.ask(lambda headers: self._request(address, seconds, headers), address)
        self.registered = response is not None and response.status < 300
        if response is None or not self.registered:
            _log.error("not signed in at the registrar", host=self._host, status=response.status if response else "silent")
            return None
        return _granted(response, seconds)

    async def _found(self) -> Address:
        """Raises OSError."""
        infos = await asyncio.get_running_loop().getaddrinfo(self._host, self._port, type=socket.SOCK_DGRAM)
        self._address = (str(infos[0][4][0]), int(infos[0][4][1]))
        return self._address

    async def _sign_off(self) -> None:
        address = self._address
        if self.registered and address is not None:
            asking = asyncio.create_task(self._endpoint.asking.ask(lambda headers: self._request(address, 0, headers), address))
            await asyncio.wait({asking}, timeout=_SIGN_OFF_SECONDS)
            asking.cancel()

    def _request(self, registrar: Address, seconds: int, headers: dict[str, str]) -> SipRequest:
        own = self._endpoint.own_address(registrar[0])
        self._number += 1
        request = SipRequest(method="REGISTER", uri=f"sip:{self._host}:{self._port}")
        request.headers.append("Via", f"SIP/2.0/UDP {own[0]}:{own[1]};branch={new_branch()};rport")
        request.headers.set_single("From", f"<sip:{self._account}@{self._host}>;tag={self._tag}")
        request.headers.set_single("To", f"<sip:{self._account}@{self._host}>")
        request.headers.set_single("Call-ID", self._call_id)
        request.headers.set_single("CSeq", f"{self._number} REGISTER")
        request.headers.set_single("Max-Forwards", "70")
        request.headers.set_single("Contact", f"<sip:{self._account}@{own[0]}:{own[1]}>")
        request.headers.set_single("Expires", str(seconds))
        for name, value in headers.items():
            request.headers.set_single(name, value)
        return request


def _granted(response: Response, asked: int) -> float:
    contacts = [parse_address(each).params.get("expires") for each in response.message.headers.get("contact")]
    for given in (*contacts, response.message.headers.get_first("expires")):
        if given and given.isdecimal():
            return float(given)
    return float(asked)
