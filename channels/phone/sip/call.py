"""One call over SIP: the far end of its leg."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable

from channels.phone.legs.leg import Leg
from channels.phone.legs.metronome import Metronome
from channels.phone.rtp.stream import RtpStream
from channels.phone.sip.asking import Asking
from channels.phone.sip.dialog import Dialog
from channels.phone.sip.messages import Request
from channels.phone.sip.offers import NoCommonSound, Offer, Session, read_offer
from channels.phone.sip.resending import Resending
from channels.phone.sip.transferring import Transfer
from channels.phone.sip.two_ways import TwoWays, Way
from conversations.calls.models import Ending

# The BYE goes on being sent after that; nobody has to wait for it.
_BYE_SECONDS = 0.5
_MOST_RENEWALS, _RENEWALS_WITHIN_SECONDS = 20, 10.0
_SIGNAL = re.compile(rb"(?:^|\n)\s*(?:Signal\s*=\s*)?([0-9*#])\s*(?:\r?\n|$)", re.IGNORECASE)
_KEY_TYPES = ("application/dtmf-relay", "application/dtmf")


class SipCall:
    """A Wire. `forget` is called when nothing more of it may come."""

    def __init__(self, dialog: Dialog, stream: RtpStream, session: Session, asking: Asking, forget: Callable[[SipCall], None]) -> None:
        self.dialog = dialog
        self._stream = stream
        self._session = session
        self._asking = asking
        self._forget = forget
        self._transfer = Transfer(dialog, asking)
        self._offer: Offer | None = None
        self._leg: Leg | None = None
        self._answering: Resending | None = None
        self._they_know = False
        self._renewals: deque[float] = deque(maxlen=_MOST_RENEWALS)
        self._keys = TwoWays(asyncio.get_running_loop().time)

    def began_with(self, cancel: Request) -> bool:
        return self.dialog.transaction == cancel.transaction

    def may_be_renewed(self) -> bool:
        """Anybody may change a session now and then; a storm of changes is turned away."""
        now = asyncio.get_running_loop().time()
        self._renewals.append(now)
        return len(self._renewals) < _MOST_RENEWALS or now - self._renewals[0] > _RENEWALS_WITHIN_SECONDS

    def begin(self, metronome: Metronome) -> Leg:
        self._leg = Leg(self, metronome)
        self._stream.listen(self)
        self._apply()
        return self._leg

    def agree(self, offer: Offer | None) -> bytes:
        """Our answer, or our own offer where they made none."""
        if offer is None:
            return self._session.offer()
        self._offer = offer
        self._apply()
        return self._session.answer(offer)

    def answered(self, send: Callable[[], None]) -> None:
        """The last answer to an INVITE, which is sent until it is acknowledged."""
        if self._answering is not None:
            self._answering.stop()
        self._answering = Resending(send, self._never_acknowledged)

    def acknowledged(self, ack: Request) -> bool:
        """Whether that was still awaited. Where we made the offer, the ACK brings their answer."""
        if self._answering is None:
            return False
        self._answering.stop()
        self._answering = None
        if ack.message.body:
            try:
                self.agree(read_offer(ack.message.body))
            except NoCommonSound:
                self.ended(Ending.LOST)
        elif self._offer is None:
            self.ended(Ending.LOST)
        return True

    def hung_up(self) -> None:
        self._they_know = True
        self.ended(Ending.TRANSFERRED if self._transfer.hung_up() else Ending.CALLER)

    def ended(self, ending: Ending) -> None:
        if self._leg is not None:
            self._leg.end(ending)

    def informed(self, info: Request) -> bool:
        """Keys without sound; whether it was anything we know."""
        kind = (info.message.headers.get_first("content-type") or "").split(";")[0].strip().lower()
        if not info.message.body:
            return True
        signal = _SIGNAL.search(info.message.body) if kind in _KEY_TYPES else None
        if signal is not None:
            self._key_came(signal[1].decode(), Way.REQUEST)
        return kind in _KEY_TYPES

    def notified(self, notify: Request) -> bool:
        """How a transfer goes; whether one is awaited."""
        if not self._transfer.asked:
            return False
        self._transfer.told(notify.message)
        return True

    def sound_came(self, sound: bytes) -> None:
        if self._leg is not None:
            self._leg.sound_came(sound)

    def key_came(self, digit: str) -> None:
        self._key_came(digit, Way.SOUND)

    def send(self, frame: bytes | None) -> None:
        self._stream.send(frame)

    async def transfer(self, target: str) -> bool:
        return await self._transfer.to(target)

    async def over(self) -> None:
        if self._leg is not None:
            await self._leg.over()

    async def close(self, ending: Ending) -> None:
        await self._stream.close()
        self._transfer.hung_up()
        if self._answering is not None:
            self._answering.stop()
        if self._they_know:
            self._forget(self)
            return
        bye = asyncio.create_task(self._asking.ask(lambda headers: self.dialog.request("BYE", headers), self.dialog.peer))
        bye.add_done_callback(lambda _: self._forget(self))
        await asyncio.wait({bye}, timeout=_BYE_SECONDS)

    def _apply(self) -> None:
        if self._offer is None or self._leg is None:
            return
        offer = self._offer
        believed = frozenset({self.dialog.peer[0], *([offer.address[0]] if offer.address else [])})
        self._stream.speak_to(offer.address, believed, codec=offer.codec, key_type=offer.key_type, sends=offer.they_listen)
        self._leg.put_on_hold(held=not offer.they_listen, may_be_quiet=not offer.they_speak)

    def _key_came(self, digit: str, way: Way) -> None:
        if self._leg is not None and self._keys.is_new(digit, way):
            self._leg.key_came(digit)

    def _never_acknowledged(self) -> None:
        self._answering = None
        self.ended(Ending.LOST)
