"""The calls of this process: new ones are answered or refused, and what comes later finds its call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from channels.phone.admission import Verdict
from channels.phone.legs.leg import Leg
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import Incoming
from channels.phone.reception import Reception
from channels.phone.rtp.port_range import NoPortLeft, PortRange
from channels.phone.rtp.stream import RtpStream
from channels.phone.sip.asking import Asking
from channels.phone.sip.call import SipCall
from channels.phone.sip.caller import caller_of
from channels.phone.sip.dialog import Dialog
from channels.phone.sip.messages import Address, Request
from channels.phone.sip.offers import NoCommonSound, Offer, Session, read_offer
from conversations.calls.models import Ending

_log = structlog.get_logger()

_SDP = "application/sdp"


@dataclass(frozen=True)
class Answer:
    status: int
    tag: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


# Sends it, and gives what sends it again.
Reply = Callable[[Request, Answer], Callable[[], None]]


class Calls:
    def __init__(self, reception: Reception, ports: PortRange, metronome: Metronome, asking: Asking, reply: Reply) -> None:
        self._reception = reception
        self._ports = ports
        self._metronome = metronome
        self._asking = asking
        self._reply = reply
        self._by_key: dict[tuple[str, str, str], SipCall] = {}
        # Answered, and begun once they are acknowledged.
        self._waiting: dict[SipCall, tuple[Leg, Incoming, Verdict]] = {}
        # Not answered yet; whether they have thought better of it.
        self._cancelled: dict[str, bool] = {}
        self._answering: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Ends whatever the reception has not."""
        await asyncio.gather(*self._answering)
        calls = list(self._by_key.values())
        for call in calls:
            call.ended(Ending.LOST)
        await asyncio.gather(*(call.over() for call in calls))

    def find(self, request: Request) -> SipCall | None:
        return self._by_key.get((request.call_id, request.from_tag, request.to_tag))

    def invited(self, invite: Request, own: Address) -> None:
        try:
            offer = _offer_in(invite)
        except NoCommonSound:
            self._reply(invite, Answer(488))
            return
        caller = caller_of(invite.message)
        verdict = self._reception.ask(caller)
        if verdict is Verdict.REFUSED:
            self._reply(invite, Answer(503, headers=(("Retry-After", "10"),)) if self._reception.closed else Answer(486))
            return
        task = asyncio.create_task(self._answer(invite, offer, own, Incoming("sip", caller), verdict))
        self._cancelled[invite.transaction] = False
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    def cancelled(self, cancel: Request) -> bool:
        """Whether there is such a call. Where it was answered already, they hang it up as any other."""
        if cancel.transaction in self._cancelled:
            self._cancelled[cancel.transaction] = True
            return True
        return any(call.began_with(cancel) for call in self._by_key.values())

    def invited_again(self, call: SipCall, invite: Request) -> None:
        try:
            body = call.agree(_offer_in(invite))
        except NoCommonSound:
            self._reply(invite, Answer(488))
            return
        again = self._reply(invite, Answer(200, headers=(("Contact", call.dialog.contact),), body=body))
        if invite.method == "INVITE":
            call.answered(again)

    def acknowledged(self, ack: Request) -> None:
        call = self.find(ack)
        if call is not None and call.acknowledged(ack):
            waiting = self._waiting.pop(call, None)
            if waiting is not None:
                self._reception.receive(*waiting)

    async def _answer(self, invite: Request, offer: Offer | None, own: Address, incoming: Incoming, verdict: Verdict) -> None:
        try:
            stream, port = await self._ports.open(lambda: RtpStream(asyncio.get_running_loop().time))
        except NoPortLeft:
            _log.error("no port is left for a call's sound")
            self._refuse(invite, verdict, 503)
            return
        finally:
            cancelled = self._cancelled.pop(invite.transaction)
        if cancelled or self._reception.closed:
            await stream.close()
            self._refuse(invite, verdict, 487)
            return
        dialog = Dialog(invite, own)
        call = SipCall(dialog, stream, Session((own[0], port)), self._asking, self._forget)
        body = call.agree(offer)
        leg = call.begin(self._metronome)
        self._by_key[dialog.key] = call
        self._waiting[call] = (leg, incoming, verdict)
        call.answered(self._reply(invite, Answer(200, dialog.tag, (("Contact", dialog.contact),), body)))

    def _refuse(self, invite: Request, verdict: Verdict, status: int) -> None:
        self._reception.dismiss(verdict)
        self._reply(invite, Answer(status))

    def _forget(self, call: SipCall) -> None:
        self._by_key.pop(call.dialog.key, None)
        waiting = self._waiting.pop(call, None)
        if waiting is not None:
            self._reception.dismiss(waiting[2])


def _offer_in(request: Request) -> Offer | None:
    """None where there is none. Raises NoCommonSound."""
    if not request.message.body.strip():
        return None
    kind = (request.message.headers.get_first("content-type") or "").split(";")[0].strip().lower()
    if kind != _SDP:
        raise NoCommonSound
    return read_offer(request.message.body)
