"""A telephone that does what it is told at once, with a far end that measures: for what is judged by the millisecond."""

from __future__ import annotations

import re
import threading
import time
from types import TracebackType
from typing import Self

from benchmarks.phone.media import End, Media
from benchmarks.phone.raw_sip import RawCaller, offer
from benchmarks.phone.sound_files import RATE
from core.errors import Unavailable

KEYS_AT = 101
_LOOK_EVERY_SECONDS = 0.02
_REQUEST = re.compile(r"^([A-Z]+) sips?:")
_COPIED = ("via", "from", "to", "call-id", "cseq")


class Telephone:
    """One call. Raises Unavailable when the other side does not take it, or is silent for longer than it is waited for."""

    def __init__(self, sip_port: int, caller: str) -> None:
        self._media = Media(1)
        self._sip = RawCaller(sip_port, caller)
        self._over = threading.Event()
        self._reader = threading.Thread(target=self._answer_requests, name="telephone", daemon=True)
        self.caller = caller
        self.was_hung_up = threading.Event()
        self.answered_at = 0.0

    @property
    def end(self) -> End:
        return self._media.ends[0]

    def __enter__(self) -> Self:
        self._media.__enter__()
        sound = ("c=IN IP4 127.0.0.1", "t=0 0", f"m=audio {self.end.port} RTP/AVP 8 {KEYS_AT}", "a=rtpmap:8 PCMA/8000")
        status = self._sip.call(offer(*sound, f"a=rtpmap:{KEYS_AT} telephone-event/8000", f"a=fmtp:{KEYS_AT} 0-16"))
        if status != 200:
            self._media.stop()
            raise Unavailable("telephone", f"the call is answered with {status}")
        self.answered_at = time.time()
        self._reader.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not (self._over.is_set() or self.was_hung_up.is_set()):
            self.hang_up()
        self._over.set()
        self._reader.join()
        self._media.stop()
        self._sip.__exit__(kind, error, trace)

    def say(self, pcm: bytes) -> float:
        """Returns when it has been said; when that was."""
        self.end.saying_at = self.end.said_at = 0.0
        self.end.say(pcm)
        while not self.end.said_at:
            time.sleep(_LOOK_EVERY_SECONDS)
        return self.end.said_at

    def press(self, digits: str) -> float:
        for digit in digits:
            self.end.press(digit, KEYS_AT)
            self.end.say(bytes(2 * RATE // 5))
        return self.say(bytes(2 * RATE // 50))

    def wait_for_sound(self, since: float, seconds: float) -> float:
        """When something was first heard behind `since`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.end.loud_at and self.end.loud_at[-1] > since:
                return next(at for at in self.end.loud_at if at > since)
            time.sleep(_LOOK_EVERY_SECONDS)
        raise Unavailable("telephone", f"nothing is heard for {seconds:.0f} s")

    def wait_for_quiet(self, since: float, seconds: float = 40.0, *, lasting: float = 1.2) -> float:
        """When what is said behind `since` came to its end."""
        self.wait_for_sound(since, seconds)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if time.time() - self.end.loud_at[-1] > lasting:
                return self.end.loud_at[-1]
            time.sleep(_LOOK_EVERY_SECONDS)
        raise Unavailable("telephone", f"it speaks on for {seconds:.0f} s")

    def heard(self, since: float = 0.0) -> bytes:
        return self.end.heard(since)[1]

    def hang_up(self) -> None:
        self._over.set()
        if self._reader.is_alive():
            self._reader.join()
        self._sip.hang_up()

    def vanish(self) -> None:
        """As if the line were cut: not a word and not a frame more."""
        self._over.set()
        self._reader.join()
        self._media.stop()

    def _answer_requests(self) -> None:
        while not self._over.is_set():
            text = self._sip.receive(0.1)
            request = _REQUEST.match(text)
            if request and request[1] != "ACK":
                self._sip.send(_ok_to(text))
            if request and request[1] == "BYE":
                self.was_hung_up.set()


def _ok_to(request: str) -> bytes:
    head = request.partition("\r\n\r\n")[0].split("\r\n")[1:]
    copied = [line for line in head if line.partition(":")[0].strip().lower() in _COPIED]
    return "\r\n".join(["SIP/2.0 200 OK", *copied, "Content-Length: 0", "", ""]).encode()
