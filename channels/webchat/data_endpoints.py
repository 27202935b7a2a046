"""The copy of a citizen's own data: whoever has the link gets it, until it ends.

Fetched by a button on a page and not by the address itself: what looks into links on the way, as messengers do to show a preview, must
not be handed what a citizen wrote.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status
from fastapi import Path as InPath
from fastapi.responses import FileResponse, RedirectResponse
from starlette.background import BackgroundTask

from channels.webchat.parts import Parts, address_of
from privacy.copying import Copying

ADDRESS = "/du-lieu/{token}"
_LINK_ENDED = "/quyen-rieng-tu#lien-ket-het-han"
_MAX_BODY_BYTES = 1024

router = APIRouter(max_body_size=_MAX_BODY_BYTES)
Token = Annotated[str, InPath(min_length=1, max_length=100)]


async def _copying(request: Request) -> Copying:
    copying: Copying = request.app.state.copying
    return copying


@router.post(ADDRESS, response_model=None)
async def fetch_copy(token: Token, request: Request, parts: Parts, copying: Annotated[Copying, Depends(_copying)]) -> Response:
    parts.look_up_pace.check(address_of(request))
    made = await copying.make(token)
    if made is None:
        return RedirectResponse(_LINK_ENDED, status.HTTP_303_SEE_OTHER)
    gone = BackgroundTask(_remove, made)
    headers = {"Cache-Control": "no-store"}
    return FileResponse(made, media_type="application/zip", filename="du-lieu-cua-toi.zip", headers=headers, background=gone)


def _remove(made: Path) -> None:
    made.unlink(missing_ok=True)
