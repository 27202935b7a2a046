"""Files, as the vendor's file servers hand them out: what citizens sent, and what the program uploaded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from channels.zalo_fake.gate import world_of
from channels.zalo_fake.samples import INWARD, REDIRECT, SLOW, sample

_SLOW_SECONDS = 60

router = APIRouter()


@router.get("/media/{name}")
async def media(name: str) -> Response:
    if name == REDIRECT:
        return RedirectResponse(INWARD, 302)
    if name == SLOW:
        return StreamingResponse(_drops(), media_type="image/jpeg")
    found = sample(name)
    if found is None:
        raise HTTPException(404)
    return Response(found[1], media_type=found[0])


@router.get("/uploads/{asset_id}")
async def uploaded(request: Request, asset_id: str) -> Response:
    asset = world_of(request).assets.find(asset_id)
    if asset is None:
        raise HTTPException(404)
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return Response(asset.content, media_type=asset.media_type, headers=headers)


async def _drops() -> AsyncIterator[bytes]:
    yield b"\xff\xd8\xff"
    for _ in range(_SLOW_SECONDS):
        await asyncio.sleep(1)
        yield b"\x00"
