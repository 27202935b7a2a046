"""Calling from the page: whoever holds the conversation's token gets a pass to the process that has the calls."""

from __future__ import annotations

from fastapi import APIRouter, Request, status
from pydantic import BaseModel, ConfigDict, Field

from channels.webchat.parts import Authorised, Parts, address_of
from conversations.calls.begun_in_pages_repository import has_live_call
from conversations.calls.passes import Holder, Pass
from core.errors import Conflict, NotFound

router = APIRouter(prefix="/api/conversations", max_body_size=1024)


class CallOut(BaseModel):
    """Where the page opens its line, and what it shows there; good for a minute, once."""

    model_config = ConfigDict(populate_by_name=True)

    url: str
    pass_: str = Field(alias="pass", serialization_alias="pass")


@router.post("/{conversation_id}/calls", status_code=status.HTTP_201_CREATED)
async def call(conversation_id: Authorised, parts: Parts, request: Request) -> CallOut:
    """Raises NotFound where the telephone is off, Conflict while a call of this page goes on, TooManyMessages."""
    door = parts.calls
    if door is None:
        raise NotFound("no_calls", parts.words.say("no_calls"))
    door.pace.check(address_of(request))
    async with door.database.session() as session:
        if await has_live_call(session, conversation_id):
            raise Conflict("call_goes_on", parts.words.say("call_goes_on"))
    url = door.way_in.for_page(request.url.scheme, request.url.hostname or "")
    return CallOut(url=url, pass_=door.passes.issue(Pass(Holder.CITIZEN, conversation_id)))
