"""The address the vendor calls: answered at once, whatever happens behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request

from channels.zalo.inbox import Arrival, Inbox
from channels.zalo.payloads import BadPayload

_MAX_BODY_BYTES = 512 * 1024
_SIGNATURE, _RETRY = "x-zevent-signature", "num_retry"

# Also for a body whose length is not announced.
router = APIRouter(prefix="/zalo", max_body_size=_MAX_BODY_BYTES)


@dataclass(frozen=True)
class ZaloParts:
    inbox: Inbox


async def _parts(request: Request) -> ZaloParts:
    parts: ZaloParts = request.app.state.zalo
    return parts


@router.post("/webhook")
async def take_webhook(request: Request, parts: Annotated[ZaloParts, Depends(_parts)]) -> dict[str, bool]:
    """Anything but 200 makes the vendor send it again: what is ignored is no error."""
    body = await request.body()
    try:
        arrival = await parts.inbox.take(body, request.headers.getlist(_SIGNATURE), is_retry=_RETRY in request.headers)
    except BadPayload as error:
        raise HTTPException(400) from error
    return {"ignored": arrival is not Arrival.TAKEN}
