"""An operator says of a bot's answer that it is wrong, or takes that back; the round of questions brings it to the editors."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import Depends, status
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from conversations.models import Sender
from conversations.repository import ConversationRepository
from core.errors import NotFound
from desk.access.dependencies import desk_router, require
from desk.questions.endpoints import Parts
from desk.questions.models import ReplyMark
from desk.questions.schemas import MarkIn
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn

router = desk_router()
_Answerer = Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS))]


@router.put("/messages/{message_id}/mark", status_code=status.HTTP_204_NO_CONTENT)
async def mark(parts: Parts, signed: _Answerer, message_id: uuid.UUID, body: MarkIn) -> None:
    async with parts.database.session() as session:
        repository = ConversationRepository(session)
        message = await repository.find_message(message_id)
        if message is None or message.sender != Sender.BOT or message.in_reply_to is None:
            raise NotFound("no_such_reply", parts.words.say("no_such_reply"))
        # The row refers to the conversation: whoever writes there holds it first.
        await repository.get_locked(message.conversation_id)
        values = {"is_wrong": body.is_wrong, "marked_by": signed.member.id, "at": func.clock_timestamp()}
        row = insert(ReplyMark).values(message_id=message_id, conversation_id=message.conversation_id, **values)
        changed = ReplyMark.is_wrong != body.is_wrong
        await session.execute(row.on_conflict_do_update(index_elements=["message_id"], set_=values, where=changed))
        await audit.record(
            session,
            staff_id=signed.member.id,
            action=audit.Action.REPLY_MARKED,
            subject_kind="message",
            subject_id=message_id,
            details={"is_wrong": body.is_wrong},
        )
        await repository.announce(message.conversation_id)
