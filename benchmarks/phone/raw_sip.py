"""Requests written by hand, right or wrong, and what the other side says to them: for what no telephone would send."""

from __future__ import annotations

import re
import socket
import time
import uuid
from types import TracebackType
from typing import Self

_STATUS = re.compile(r"^SIP/2\.0 (\d{3})")
_METHOD = re.compile(r"^CSeq:\s*\d+\s+(\w+)", re.MULTILINE | re.IGNORECASE)
_TO = re.compile(r"^To:.*$", re.MULTILINE | re.IGNORECASE)
_RESEND_SECONDS = 0.5
_LARGEST = 65_535


class RawCaller:
    """One call."""

    def __init__(self, port: int, caller: str = "0900000000") -> None:
        self._there = ("127.0.0.1", port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._here = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._caller = caller
        self._call_id = uuid.uuid4().hex
        self._branch = _new_branch()
        self._to = f"To: <sip:1022@127.0.0.1:{port}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()

    def call(self, body: str, *, content_type: str = "application/sdp", seconds: float = 5.0) -> int:
        """The final status, 0 for silence. It is acknowledged; a call that is taken goes on."""
        status = self._final("INVITE", self.request("INVITE", 1, body, content_type), seconds)
        self._acknowledge(status)
        return status

    def invite(self, body: str, *, content_type: str = "application/sdp", seconds: float = 5.0) -> int:
        """The same, and hung up at once."""
        status = self.call(body, content_type=content_type, seconds=seconds)
        if _is_taken(status):
            self.hang_up(seconds)
        return status

    def give_up(self, body: str, *, seconds: float = 5.0) -> int:
        """Calls and thinks better of it in the same moment. 487, or 200 where the call was taken before that was read."""
        invite = self.request("INVITE", 1, body)
        self.send(invite)
        self.send(self.request("CANCEL", 1))
        status = self._final("INVITE", invite, seconds)
        self._acknowledge(status)
        if _is_taken(status):
            self.hang_up(seconds)
        return status

    def hang_up(self, seconds: float = 5.0) -> int:
        self._branch = _new_branch()
        return self._final("BYE", self.request("BYE", 9000), seconds)

    def request(self, method: str, number: int, body: str = "", content_type: str = "application/sdp") -> bytes:
        lines = [
            f"{method} sip:1022@127.0.0.1:{self._there[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {self._here};branch={self._branch}",
            "Max-Forwards: 70",
            f"From: <sip:{self._caller}@{self._here}>;tag={self._call_id[:8]}",
            self._to,
            f"Call-ID: {self._call_id}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:{self._caller}@{self._here}>",
            *([f"Content-Type: {content_type}"] if body else []),
            f"Content-Length: {len(body.encode())}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    def send(self, datagram: bytes) -> None:
        self._socket.sendto(datagram, self._there)

    def receive(self, seconds: float) -> str:
        """The next that comes; empty when nothing does."""
        self._socket.settimeout(max(0.01, seconds))
        try:
            return self._socket.recv(_LARGEST).decode("utf-8", "replace")
        except TimeoutError:
            return ""

    def _acknowledge(self, status: int) -> None:
        """An ACK to a refusal belongs to what was refused, one to an answer stands alone (RFC 3261, 17.1.1.3 and 13.2.2.4)."""
        if _is_taken(status):
            self._branch = _new_branch()
        if status:
            self.send(self.request("ACK", 1))

    def _final(self, method: str, request: bytes, seconds: float) -> int:
        """The final answer to it, which is sent again until something is said to it."""
        until, resend = time.monotonic() + seconds, 0.0
        while (now := time.monotonic()) < until:
            if now >= resend:
                self.send(request)
                resend = now + _RESEND_SECONDS
            answer = self.receive(min(until, resend) - now)
            status, answered = _STATUS.match(answer), _METHOD.search(answer)
            if status and answered and answered[1] == method:
                told = _TO.search(answer)
                self._to = told[0].strip() if told else self._to
                if int(status[1]) >= 200:
                    return int(status[1])
                resend = until
        return 0


def offer(*lines: str) -> str:
    """SDP of these lines, behind what every one begins with."""
    return "".join(f"{line}\r\n" for line in ("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", *lines))


def _is_taken(status: int) -> bool:
    return 200 <= status < 300


def _new_branch() -> str:
    return f"z9hG4bK{uuid.uuid4().hex}"
