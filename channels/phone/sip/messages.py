"""SIP messages as they come and go: read by aiosipua, and checked here for what the rest relies on."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from aiosipua.headers import parse_address, parse_cseq, parse_via
from aiosipua.message import SipMessage, SipRequest, SipResponse

Address = tuple[str, int]

PORT = 5060
_LARGEST_NUMBER = 2**31
REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    405: "Method Not Allowed",
    415: "Unsupported Media Type",
    420: "Bad Extension",
    481: "Call/Transaction Does Not Exist",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    500: "Server Internal Error",
    503: "Service Unavailable",
}


class Unreadable(Exception):
    """No SIP, or nothing that could be answered."""


class BadRequest(Exception):
    """A request that can be answered, but not understood."""

    def __init__(self, request: SipRequest, sender: Address) -> None:
        super().__init__("bad request")
        self.request = request
        self.sender = sender


@dataclass(frozen=True)
class Request:
    message: SipRequest
    sender: Address
    method: str
    call_id: str
    number: int
    from_tag: str
    to_tag: str
    # The same for a request, whatever repeats it, its CANCEL and the ACK of its refusal (RFC 3261, section 17.2.3).
    transaction: str


@dataclass(frozen=True)
class Response:
    message: SipResponse
    branch: str
    method: str

    @property
    def status(self) -> int:
        return self.message.status_code


def read_message(data: bytes, sender: Address) -> Request | Response:
    """Raises Unreadable and BadRequest."""
    try:
        message = SipMessage.parse(data)
    except ValueError as error:
        raise Unreadable from error
    if isinstance(message, SipResponse):
        return _read_response(message)
    if not message.headers.get_first("via"):
        raise Unreadable
    try:
        return _read_request(message, sender)
    except ValueError as error:
        raise BadRequest(message, sender) from error


def response_to(
    request: SipRequest, status: int, *, tag: str = "", headers: Mapping[str, str] | None = None, body: bytes = b""
) -> SipResponse:
    """`body`: SDP."""
    response = SipResponse(status_code=status, reason_phrase=REASONS[status])
    for via in request.headers.get("via"):
        response.headers.append("Via", via)
    for route in request.headers.get("record-route"):
        response.headers.append("Record-Route", route)
    for name in ("From", "To", "Call-ID", "CSeq"):
        response.headers.set_single(name, request.headers.get_first(name) or "")
    to = request.headers.get_first("to") or ""
    if not parse_address(to).tag:
        response.headers.set_single("To", f"{to};tag={tag or new_tag()}")
    for name, value in (headers or {}).items():
        response.headers.set_single(name, value)
    if body:
        response.headers.set_single("Content-Type", "application/sdp")
        response.body = body
    return response


def where_to_answer(request: SipRequest, sender: Address) -> Address:
    """Back to where it came from; to the port in Via where the sender does not ask for its own (RFC 3581)."""
    via = parse_via(request.headers.get_first("via") or "")
    if "rport" in via.params:
        return sender
    return sender[0], via.port if via.port is not None and 0 < via.port < 2**16 else PORT


def new_tag() -> str:
    return secrets.token_hex(8)


def new_branch() -> str:
    return f"z9hG4bK{secrets.token_hex(10)}"


def _read_request(message: SipRequest, sender: Address) -> Request:
    """Raises ValueError."""
    via = message.headers.get_first("via") or ""
    method, call_id = message.method, _one(message, "call-id")
    number = parse_cseq(_one(message, "cseq"))
    if number.method != method or not 0 <= number.seq < _LARGEST_NUMBER or not method.isalpha() or not method.isupper():
        raise ValueError("CSeq and method do not agree")
    parsed = parse_via(via)
    from_tag = parse_address(_one(message, "from")).tag or ""
    to_tag = parse_address(_one(message, "to")).tag or ""
    mark = f"{parsed.params.get('branch') or via} {parsed.host}:{parsed.port} {call_id} {number.seq}"
    return Request(message, sender, method, call_id, number.seq, from_tag, to_tag, mark)


def _one(message: SipRequest, name: str) -> str:
    values = message.headers.get(name)
    if len(values) != 1 or not values[0].strip():
        raise ValueError(name)
    return values[0].strip()


def _read_response(message: SipResponse) -> Response:
    try:
        number = parse_cseq(message.headers.get_first("cseq") or "")
    except ValueError as error:
        raise Unreadable from error
    branch = parse_via(message.headers.get_first("via") or "").params.get("branch")
    if not branch or not 100 <= message.status_code <= 699:
        raise Unreadable
    return Response(message, branch, number.method)
