"""What both sides of a call keep of each other (RFC 3261, section 12)."""

from __future__ import annotations

from collections.abc import Mapping

from aiosipua.headers import parse_address, stringify_uri
from aiosipua.message import SipRequest

from channels.phone.sip.messages import Address, Request, new_branch, new_tag


class Dialog:
    """Begun by their INVITE. What we send goes to where that came from: the trunk, whatever names stand in its headers."""

    def __init__(self, invite: Request, own: Address) -> None:
        headers = invite.message.headers
        self.tag = new_tag()
        self.own = own
        self.peer = invite.sender
        self.call_id = invite.call_id
        self.transaction = invite.transaction
        self._invite = invite
        self._their_number = invite.number
        self._our_number = 0
        self._from = f"{headers.get_first('to')};tag={self.tag}"
        self._to = headers.get_first("from") or ""
        contacts = headers.get("contact")
        self._target = stringify_uri(parse_address(contacts[0] if contacts else self._to).uri)
        # Theirs from them to us is ours in the same order: both lists begin at our side (section 12.1.1).
        self._route = list(headers.get("record-route"))

    @property
    def key(self) -> tuple[str, str, str]:
        return self.call_id, self._invite.from_tag, self.tag

    @property
    def contact(self) -> str:
        return f"<sip:{_host(self.own[0])}:{self.own[1]}>"

    def comes_in_order(self, request: Request) -> bool:
        if request.number <= self._their_number:
            return False
        self._their_number = request.number
        self.peer = request.sender
        return True

    def request(self, method: str, headers: Mapping[str, str]) -> SipRequest:
        self._our_number += 1
        request = SipRequest(method=method, uri=self._target)
        request.headers.append("Via", f"SIP/2.0/UDP {_host(self.own[0])}:{self.own[1]};branch={new_branch()};rport")
        request.headers.set_single("From", self._from)
        request.headers.set_single("To", self._to)
        request.headers.set_single("Call-ID", self.call_id)
        request.headers.set_single("CSeq", f"{self._our_number} {method}")
        request.headers.set_single("Max-Forwards", "70")
        request.headers.set_single("Contact", self.contact)
        for route in self._route:
            request.headers.append("Route", route)
        for name, value in headers.items():
            request.headers.set_single(name, value)
        return request


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
