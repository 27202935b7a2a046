"""Statements that every turn sends, put together once: building one costs as much as sending it. For the repository beside this."""

from __future__ import annotations

import uuid

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import aliased

from conversations.models import Conversation, InboundState, Message, Sender

_WAITING = aliased(Message)
_CONVERSATION_ID: BindParameter[uuid.UUID] = bindparam("conversation_id")

TOKEN_HASH = select(Conversation.token_hash).where(Conversation.id == _CONVERSATION_ID)
READ_AFTER = (
    select(
        Message,
        Conversation.owner,
        select(_WAITING.id).where(_WAITING.conversation_id == Conversation.id, _WAITING.state == InboundState.RECEIVED).exists(),
    )
    .select_from(Conversation)
    .outerjoin(Message, (Message.conversation_id == Conversation.id) & (Message.seq > bindparam("seq")))
    .where(Conversation.id == _CONVERSATION_ID)
    .order_by(Message.seq)
    .limit(bindparam("limit"))
)
LIST_BEFORE = (
    select(Message)
    .where(Message.conversation_id == _CONVERSATION_ID, Message.seq < bindparam("seq"))
    .order_by(Message.seq.desc())
    .limit(bindparam("limit"))
)
GET_LOCKED = select(Conversation).where(Conversation.id == _CONVERSATION_ID).with_for_update().execution_options(populate_existing=True)
LOCK_CONVERSATION_OF = (
    select(Conversation)
    .where(Conversation.id == select(Message.conversation_id).where(Message.id == bindparam("message_id")).scalar_subquery())
    .with_for_update()
    .execution_options(populate_existing=True)
)
FIND_BY_EXTERNAL_ID = select(Message).where(Message.conversation_id == _CONVERSATION_ID, Message.external_id == bindparam("external_id"))
COUNT_RECEIVED_SINCE = select(func.count(), func.count().filter(Message.created_at >= bindparam("lately"))).where(
    Message.conversation_id == _CONVERSATION_ID, Message.sender == Sender.CITIZEN, Message.created_at >= bindparam("long_ago")
)
