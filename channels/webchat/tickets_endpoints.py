"""Look-up of a ticket by its tracking code: no account and no conversation, only the code, and only so often.

The limit is each process's own, in memory. Two web processes then allow twice as many, which is nothing against the number of codes;
a write to the database for every anonymous request would be a better lever for whoever wants to slow everybody down.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from channels.webchat.parts import Parts, address_of
from channels.webchat.schemas import AdditionIn, RatingIn, ReopenIn, TicketOut
from core.errors import NotFound

# As the chat: what is too long is said in words, where the body is read at all.
_MAX_BODY_BYTES = 512 * 1024
# As people write it: with blanks, dashes, or a word before it.
Code = Annotated[str, Path(min_length=1, max_length=60)]


async def _check_pace(request: Request, parts: Parts) -> None:
    parts.look_up_pace.check(address_of(request))


router = APIRouter(prefix="/api/tickets", max_body_size=_MAX_BODY_BYTES, dependencies=[Depends(_check_pace)])


@router.get("/{code}")
async def look_up(parts: Parts, code: Code) -> TicketOut:
    ticket = await parts.tickets.find_public(code)
    if ticket is None:
        raise NotFound("no_ticket", parts.words.say("no_ticket"))
    return TicketOut.of(ticket)


@router.post("/{code}/reopen")
async def reopen(parts: Parts, code: Code, body: ReopenIn) -> TicketOut:
    return TicketOut.of(await parts.tickets.reopen_by_citizen(code, body.reason))


@router.post("/{code}/additions")
async def add(parts: Parts, code: Code, body: AdditionIn) -> TicketOut:
    return TicketOut.of(await parts.tickets.add_by_citizen(code, body.text))


@router.post("/{code}/rating")
async def rate(parts: Parts, code: Code, body: RatingIn) -> TicketOut:
    return TicketOut.of(await parts.tickets.rate(code, body.rating, body.comment))
