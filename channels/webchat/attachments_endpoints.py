"""Files of a conversation: the citizen's come in as the request's bare body, in pieces; all go out by the same token as the messages."""

from __future__ import annotations

import uuid
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, Request, Response, status
from fastapi.responses import FileResponse
from starlette.requests import ClientDisconnect

from channels.webchat.parts import Authorised, Parts
from channels.webchat.schemas import AttachmentOut

_MOST_NAME_BYTES = 2000

router = APIRouter(prefix="/api/conversations")


@router.post("/{conversation_id}/attachments", status_code=status.HTTP_201_CREATED, response_model=AttachmentOut)
async def upload(
    conversation_id: Authorised, parts: Parts, request: Request, x_file_name: Annotated[str, Header(max_length=_MOST_NAME_BYTES)] = ""
) -> AttachmentOut | Response:
    """`X-File-Name` is percent-encoded: unlike an address, a header is in no proxy's log. The body's announced type is not looked at."""
    try:
        attachment = await parts.attachments.keep(conversation_id, unquote(x_file_name), request.stream())
    except ClientDisconnect:
        # Nobody is there to read it; what had come is removed.
        return Response(status_code=status.HTTP_400_BAD_REQUEST)
    return AttachmentOut.of(attachment)


@router.get("/{conversation_id}/attachments/{attachment_id}")
async def download(conversation_id: Authorised, parts: Parts, attachment_id: uuid.UUID) -> FileResponse:
    """Answers `Range`, so that sound can be begun in the middle."""
    opened = await parts.attachments.open_for_citizen(conversation_id, attachment_id)
    return FileResponse(opened.path, media_type=opened.media_type, headers=opened.headers)
