"""One conversation at the desk: read it, write in it, move it, note, finish, look under a mask."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query, status
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import DELIVERED_CHANNELS, Owner
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.errors import NotFound
from core.redaction import redact
from desk.access.dependencies import Signed, desk_router, require
from desk.operators.casework import WrapUp
from desk.operators.deliveries import newest_deliveries
from desk.operators.endpoints import Parts
from desk.operators.history import earlier_of, ownership_of
from desk.operators.notes import notes_of_conversation
from desk.operators.rows import Row, rows_of
from desk.operators.schemas import (
    CallBackIn,
    CanOut,
    CitizenIn,
    ConversationOut,
    MessageIn,
    MessageSent,
    MoveIn,
    NoteIn,
    RevealedOut,
    RowOut,
    ThreadOut,
)
from desk.operators.service import MoveWish, may_call_back
from desk.operators.thread import messages_after
from desk.tickets.schemas import NoteOut, TicketOut
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn
from tickets.filters import TicketFilter
from tickets.matters import LOOKED_BACK, last_matter

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS))])
_MOST_MESSAGES = 500
_LAST_SEQ = 2**31 - 1
_READ_AGAIN_AFTER = timedelta(minutes=10)


@router.get("/conversations/{conversation_id}")
async def read_conversation(conversation_id: uuid.UUID, parts: Parts, me: Signed) -> ConversationOut:
    async with parts.database.session() as session:
        rows = await rows_of(session, [conversation_id])
        if not rows:
            raise NotFound("no_conversation", parts.words.say("no_conversation"))
        await _note_reading(session, me, conversation_id, rows[0].owner_id)
        views = await parts.tickets.list_views(session, TicketFilter(conversation_id=conversation_id))
        thread = await ConversationRepository(session).list_before(conversation_id, rows[0].last_seq + 1, LOOKED_BACK)
        return ConversationOut(
            row=rows[0],
            matter=redact(last_matter(thread)),
            ownership=await ownership_of(session, conversation_id),
            tickets=[TicketOut.of(view) for view in views],
            notes=await notes_of_conversation(session, conversation_id),
            earlier=await earlier_of(session, conversation_id),
            viewers=parts.feed.presence.viewers(conversation_id),
            can=_can(rows[0], me),
        )


@router.patch("/conversations/{conversation_id}")
async def name_citizen(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: CitizenIn) -> RowOut:
    return RowOut(row=await parts.service.name_citizen(me, conversation_id, body.citizen_name))


@router.get("/conversations/{conversation_id}/messages")
async def read_messages(
    conversation_id: uuid.UUID,
    parts: Parts,
    me: Signed,
    after: Annotated[int, Query(ge=0, le=_LAST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST_MESSAGES)] = 200,
) -> ThreadOut:
    async with parts.database.session() as session:
        conversation = await ConversationRepository(session).find(conversation_id)
        if conversation is None:
            raise NotFound("no_conversation", parts.words.say("no_conversation"))
        await _note_reading(session, me, conversation_id, conversation.owner_id)
        messages = await messages_after(session, conversation_id, after, limit + 1)
        is_delivered = conversation.channel in DELIVERED_CHANNELS
        deliveries = await newest_deliveries(session, conversation_id) if is_delivered else {}
        return ThreadOut(messages=messages[:limit], deliveries=deliveries, has_more=len(messages) > limit)


@router.post("/conversations/{conversation_id}/messages", status_code=status.HTTP_201_CREATED)
async def write(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: MessageIn) -> MessageSent:
    return MessageSent(message=await parts.service.write(me, conversation_id, body.client_id, body.text, body.attachment_ids))


@router.post("/conversations/{conversation_id}/moves")
async def move(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: MoveIn) -> RowOut:
    wish = MoveWish(body.move, body.to_id, body.to_group.strip(), body.reason)
    return RowOut(row=await parts.service.move(me, conversation_id, wish))


@router.post("/conversations/{conversation_id}/notes", status_code=status.HTTP_201_CREATED)
async def write_note(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: NoteIn) -> NoteOut:
    async with parts.database.session() as session:
        if await ConversationRepository(session).find(conversation_id) is None:
            raise NotFound("no_conversation", parts.words.say("no_conversation"))
        note = await parts.notes.add(session, me.member, body.text, conversation_id=conversation_id)
        await ConversationRepository(session).announce(conversation_id)
        return note


@router.post("/conversations/{conversation_id}/call-back", status_code=status.HTTP_201_CREATED)
async def call_back(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: CallBackIn) -> TicketOut:
    ticket_id = await parts.service.call_back(me, conversation_id, body.phone)
    async with parts.database.session() as session:
        (view,) = await parts.tickets.list_views(session, TicketFilter(ids=(ticket_id,)))
        return TicketOut.of(view)


@router.post("/conversations/{conversation_id}/wrap-up")
async def wrap_up(conversation_id: uuid.UUID, parts: Parts, me: Signed, body: WrapUp) -> RowOut:
    return RowOut(row=await parts.service.wrap_up(me, conversation_id, body))


@router.post("/messages/{message_id}/reveal", dependencies=[Depends(require(Permission.REVEAL_PERSONAL_DATA))])
async def reveal(message_id: uuid.UUID, parts: Parts, me: Signed) -> RevealedOut:
    return RevealedOut(text=await parts.service.reveal(me, message_id))


async def _note_reading(session: AsyncSession, me: SignedIn, conversation_id: uuid.UUID, owner_id: uuid.UUID | None) -> None:
    """Who reads what is not their own to answer is written down; the page asks often, so once in a while is enough."""
    if owner_id != me.member.id:
        since = utc_now() - _READ_AGAIN_AFTER
        await audit.record_once(session, me.member.id, audit.Action.CONVERSATION_READ, ("conversation", conversation_id), since)


def _can(row: Row, me: Signed) -> CanOut:
    """What the page offers; the table of moves decides again when it is tried."""
    is_mine = row.owner_id == me.member.id
    disposes = Permission.TRANSFER_OTHERS in me.permissions
    is_with_people = row.owner != Owner.BOT
    is_with_operator = row.owner == Owner.OPERATOR
    return CanOut(
        reply=is_mine,
        claim=row.owner == Owner.QUEUE,
        take_over=not is_mine and row.owner != Owner.QUEUE,
        release=is_with_operator and (is_mine or disposes),
        transfer=is_with_people and (is_mine or disposes),
        hand_back=is_with_people and (is_mine or disposes),
        call_back=may_call_back(row, me),
        wrap_up=is_mine or (is_with_operator and disposes),
    )
