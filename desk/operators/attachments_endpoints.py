"""Files at the desk: an operator's come in as the request's bare body, in pieces; all go out to who may read the conversation."""

from __future__ import annotations

import uuid
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Header, Request, Response, status
from fastapi.responses import FileResponse
from starlette.requests import ClientDisconnect

from core.errors import Conflict
from desk.access.dependencies import Signed, desk_router, require
from desk.operators.endpoints import Parts
from desk.operators.rows import rows_of
from desk.operators.thread import DeskAttachment
from staff.permissions import Permission

_MOST_NAME_BYTES = 2000

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS))], max_body_size=None)


@router.post("/conversations/{conversation_id}/attachments", status_code=status.HTTP_201_CREATED, response_model=DeskAttachment)
async def upload(
    conversation_id: uuid.UUID,
    parts: Parts,
    me: Signed,
    request: Request,
    x_file_name: Annotated[str, Header(max_length=_MOST_NAME_BYTES)] = "",
) -> DeskAttachment | Response:
    """`X-File-Name` is percent-encoded. Only the conversation's owner brings files into it."""
    async with parts.database.session() as session:
        rows = await rows_of(session, [conversation_id])
    if not rows or rows[0].owner_id != me.member.id:
        raise Conflict("not_owner", parts.words.say("not_owner"))
    try:
        kept = await parts.attachments.keep(conversation_id, unquote(x_file_name), request.stream(), me.member.id)
    except ClientDisconnect:
        # Nobody is there to read it; what had come is removed.
        return Response(status_code=status.HTTP_400_BAD_REQUEST)
    return DeskAttachment(id=kept.id, file_name=kept.file_name, media_type=kept.media_type, size_bytes=kept.size_bytes)


@router.get("/attachments/{attachment_id}")
async def download(attachment_id: uuid.UUID, parts: Parts) -> FileResponse:
    opened = await parts.attachments.open_for_staff(attachment_id)
    return FileResponse(opened.path, media_type=opened.media_type, headers=opened.headers)
