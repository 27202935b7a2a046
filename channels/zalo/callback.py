"""Where the vendor's page sends an administrator's browser back to."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, status
from fastapi.responses import RedirectResponse

_PAGE = "/desk/#/channels"
_Given = Annotated[str, Query(max_length=4000)]

router = APIRouter()


@router.get("/zalo/callback", response_class=RedirectResponse, status_code=status.HTTP_303_SEE_OTHER)
async def come_back(code: _Given = "", oa_id: _Given = "", state: _Given = "") -> str:
    """Back to the desk's page, which shows who is signed in and hands these over: a browser that comes from the vendor's page brings no
    session along (SameSite=Strict). Behind the `#`, where no server and no log on the way sees the code.
    """
    return f"{_PAGE}?{urlencode({'code': code, 'oa_id': oa_id, 'state': state})}"
