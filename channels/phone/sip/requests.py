"""What each request of the other side means, by its method."""

from __future__ import annotations

from collections.abc import Callable

from channels.phone.sip.call import SipCall
from channels.phone.sip.calls import Answer, Calls, Reply
from channels.phone.sip.messages import Address, Request

ALLOWED = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, NOTIFY"
_GONE = Answer(481)


def handle(calls: Calls, request: Request, reply: Reply, own_address: Callable[[str], Address]) -> None:
    """Answers every request but an INVITE that begins a call, which is answered once its port is open."""
    unknown = request.message.headers.get("require")
    if request.method == "CANCEL":
        _cancel(calls, request, reply)
    elif unknown:
        reply(request, Answer(420, headers=(("Unsupported", ", ".join(unknown)),)))
    elif request.to_tag:
        _within_a_call(calls, request, reply)
    elif request.method == "INVITE":
        calls.invited(request, own_address(request.sender[0]))
    elif request.method == "OPTIONS":
        reply(request, Answer(200, headers=(("Accept", "application/sdp"),)))
    elif request.method in ALLOWED.split(", "):
        reply(request, _GONE)
    else:
        reply(request, Answer(405))


def _cancel(calls: Calls, request: Request, reply: Reply) -> None:
    reply(request, Answer(200) if calls.cancelled(request) else _GONE)


def _within_a_call(calls: Calls, request: Request, reply: Reply) -> None:
    call = calls.find(request)
    if call is None:
        reply(request, _GONE)
    elif not call.dialog.comes_in_order(request):
        reply(request, Answer(500))
    elif request.method in ("INVITE", "UPDATE"):
        _renew(calls, call, request, reply)
    else:
        reply(request, _told(call, request))
        if request.method == "BYE":
            call.hung_up()


def _renew(calls: Calls, call: SipCall, request: Request, reply: Reply) -> None:
    if not call.may_be_renewed():
        reply(request, Answer(503, headers=(("Retry-After", "5"),)))
    elif request.method == "UPDATE" and not request.message.body:
        reply(request, Answer(200, headers=(("Contact", call.dialog.contact),)))
    else:
        calls.invited_again(call, request)


def _told(call: SipCall, request: Request) -> Answer:
    if request.method == "INFO":
        return Answer(200 if call.informed(request) else 415)
    if request.method == "NOTIFY":
        return Answer(200 if call.notified(request) else 489)
    return Answer(200 if request.method in ("BYE", "OPTIONS") else 405)
