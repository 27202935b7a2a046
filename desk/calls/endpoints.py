"""The desk's border for calls: talk, hold, hang up, send on, look at the number, hear the recording."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import Depends, Header, Request, Response, status
from fastapi.responses import StreamingResponse

from conversations.calls.wav import length_of, read_wav
from desk.access.dependencies import Signed, desk_router, require
from desk.calls.byte_range import NotSatisfiable, read_range
from desk.calls.parts import Calls
from desk.calls.schemas import CallerOut, HoldIn, TalkOut
from staff.permissions import Permission

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS))])
_Reveals = Depends(require(Permission.REVEAL_PERSONAL_DATA))


@router.post("/calls/{call_id}/talk")
async def talk(call_id: uuid.UUID, calls: Calls, me: Signed, request: Request) -> TalkOut:
    shown = await calls.service.talk(me, call_id)
    return TalkOut(url=calls.way_in.for_page(request.url.scheme, request.url.hostname or ""), pass_=shown)


@router.post("/calls/{call_id}/hold", status_code=status.HTTP_204_NO_CONTENT)
async def hold(call_id: uuid.UUID, calls: Calls, me: Signed, body: HoldIn) -> None:
    await calls.service.hold(me, call_id, on=body.on)


@router.post("/calls/{call_id}/hang-up", status_code=status.HTTP_204_NO_CONTENT)
async def hang_up(call_id: uuid.UUID, calls: Calls, me: Signed) -> None:
    await calls.service.hang_up(me, call_id)


@router.post("/calls/{call_id}/transfer", status_code=status.HTTP_204_NO_CONTENT)
async def transfer(call_id: uuid.UUID, calls: Calls, me: Signed) -> None:
    await calls.service.transfer(me, call_id)


@router.post("/calls/{call_id}/reveal", dependencies=[_Reveals])
async def reveal(call_id: uuid.UUID, calls: Calls, me: Signed) -> CallerOut:
    return CallerOut(caller=await calls.service.reveal(me, call_id))


@router.get("/calls/{call_id}/recording", dependencies=[_Reveals])
async def play(call_id: uuid.UUID, calls: Calls, me: Signed, wanted: Annotated[str, Header(alias="Range")] = "") -> Response:
    sound = await calls.playing.open(me, call_id)
    length = length_of(sound)
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": f'inline; filename="cuoc-goi-{call_id}.wav"'}
    try:
        part = read_range(wanted, length)
    except NotSatisfiable:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{length}"})
    start, end = part or (0, length)
    headers["Content-Length"] = str(end - start)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    code = status.HTTP_200_OK if part is None else status.HTTP_206_PARTIAL_CONTENT
    return StreamingResponse(read_wav(sound, start, end), code, headers, media_type="audio/wav")
