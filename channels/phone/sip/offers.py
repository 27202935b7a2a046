"""What both sides agree to send each other (SDP: RFC 4566, 3264)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from aiosipua.sdp import MediaDescription, SdpMessage, parse_sdp

from channels.phone.rtp.stream import PCMA, PCMU
from channels.phone.sip.messages import Address

_NAMES = {PCMA: "PCMA", PCMU: "PCMU"}
_OUR_KEY_TYPE = 101
_ANSWERS = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}


class NoCommonSound(Exception):
    """No sound is offered, or none that we could take."""


@dataclass(frozen=True)
class Offer:
    """Theirs. `address`: None where nothing may be sent. `key_type`: the payload type of keys, which is theirs to choose."""

    address: Address | None
    codec: int
    key_type: int | None
    direction: str
    # All that was offered, in its order; the sound that we take is the one at `chosen`.
    media: tuple[MediaDescription, ...]
    chosen: int

    @property
    def they_listen(self) -> bool:
        return self.direction in ("sendrecv", "recvonly")

    @property
    def they_speak(self) -> bool:
        return self.direction in ("sendrecv", "sendonly")


@dataclass
class Session:
    """Our side: where we take sound, and the number of this description of it."""

    address: Address
    version: int = 0

    def _head(self) -> str:
        self.version += 1
        host, kind = self.address[0], "IP6" if ":" in self.address[0] else "IP4"
        return f"v=0\r\no=- {self.address[1]} {self.version} IN {kind} {host}\r\ns=-\r\nc=IN {kind} {host}\r\nt=0 0\r\n"

    def answer(self, offer: Offer) -> bytes:
        """Every line of the offer is answered, those that we do not take with port 0 (RFC 3264, section 6)."""
        lines = []
        for position, media in enumerate(offer.media):
            if position != offer.chosen:
                lines.append(f"m={media.media} 0 {media.proto} {' '.join(media.formats) or '0'}\r\n")
            else:
                lines.append(self._sound([offer.codec], offer.key_type, _ANSWERS[offer.direction]))
        return (self._head() + "".join(lines)).encode()

    def offer(self) -> bytes:
        """For who calls without one of their own."""
        return (self._head() + self._sound([PCMA, PCMU], _OUR_KEY_TYPE, "sendrecv")).encode()

    def _sound(self, codecs: list[int], key_type: int | None, direction: str) -> str:
        types = [*codecs, *([] if key_type is None else [key_type])]
        lines = [f"m=audio {self.address[1]} RTP/AVP {' '.join(map(str, types))}"]
        lines += [f"a=rtpmap:{codec} {_NAMES[codec]}/8000" for codec in codecs]
        if key_type is not None:
            lines += [f"a=rtpmap:{key_type} telephone-event/8000", f"a=fmtp:{key_type} 0-15"]
        return "\r\n".join([*lines, "a=ptime:20", f"a={direction}", ""])


def read_offer(body: bytes) -> Offer:
    """An offer or an answer. Raises NoCommonSound."""
    try:
        description = parse_sdp(body.decode("utf-8", "replace"))
    except ValueError as error:
        raise NoCommonSound from error
    for position, media in enumerate(description.media):
        if media.media == "audio" and media.proto == "RTP/AVP" and 0 < media.port < 2**16:
            return _read(description, position, media)
    raise NoCommonSound


def _read(description: SdpMessage, position: int, media: MediaDescription) -> Offer:
    codec = next((each.payload_type for each in media.codecs if _NAMES.get(each.payload_type) == each.encoding_name.upper()), None)
    if codec is None:
        raise NoCommonSound
    keys = (each for each in media.codecs if each.encoding_name.lower() == "telephone-event" and each.clock_rate == 8000)
    key_type = next((each.payload_type for each in keys if 0 <= each.payload_type < 128), None)
    host, direction = _host(description, media), _direction(description, media)
    if host is None:
        # The old way to put a call on hold (RFC 2543).
        return Offer(None, codec, key_type, "inactive", tuple(description.media), position)
    return Offer((host, media.port), codec, key_type, direction, tuple(description.media), position)


def _host(description: SdpMessage, media: MediaDescription) -> str | None:
    """None for none at all. Raises NoCommonSound for what is no address of one machine."""
    connection = media.connection or description.connection
    try:
        address = ipaddress.ip_address(connection.address if connection else "")
    except ValueError as error:
        raise NoCommonSound from error
    if address.is_multicast or str(address) == "255.255.255.255":
        raise NoCommonSound
    return None if address.is_unspecified else str(address)


def _direction(description: SdpMessage, media: MediaDescription) -> str:
    for attributes in (media.attributes, description.attributes):
        for direction in _ANSWERS:
            if direction in attributes:
                return direction
    return "sendrecv"
