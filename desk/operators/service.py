"""What an operator does, each as one transaction over conversation, ticket and log: write, move, finish, look under a mask."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message, Owner
from conversations.operator_side import OperatorSide
from conversations.ownership import By, Change, Move
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.operators.attaching import Attaching
from desk.operators.closing import Closing, WrapUp
from desk.operators.colleagues import colleagues_now
from desk.operators.rows import Row, rows_of
from desk.operators.thread import DeskMessage, messages_after, unmasked_text
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn
from tickets.actors import Actor
from tickets.conversation_work import ConversationWork
from tickets.service import TicketService


@dataclass(frozen=True)
class MoveWish:
    move: Move
    to_id: uuid.UUID | None = None
    to_group: str = ""
    reason: str = ""


class OperatorService:
    def __init__(
        self,
        database: Database,
        side: OperatorSide,
        tickets: TicketService,
        work: ConversationWork,
        closing: Closing,
        attaching: Attaching,
        words: Words,
        silent_for: timedelta,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._side = side
        self._tickets = tickets
        self._work = work
        self._closing = closing
        self._attaching = attaching
        self._words = words
        self._silent_for = silent_for
        self._clock = clock

    async def write(
        self, me: SignedIn, conversation_id: uuid.UUID, client_id: str, text: str, attachment_ids: list[uuid.UUID]
    ) -> DeskMessage:
        """Raises Conflict `not_owner`; the same `client_id` gives the same message."""
        async with self._database.session() as session:
            message, is_new = await self._side.write(
                session, conversation_id, me.member.id, client_id, text, may_be_empty=bool(attachment_ids)
            )
            if is_new:
                await self._attaching.attach(session, message, attachment_ids)
                await self._record_reply(session, me, message)
            return (await messages_after(session, conversation_id, message.seq - 1, 1))[0]

    async def move(self, me: SignedIn, conversation_id: uuid.UUID, wish: MoveWish) -> Row:
        """Raises Conflict `ownership_changed`, which names the present owner."""
        async with self._database.session() as session:
            await self._check_target(session, wish)
            by = By(me.member.id, may_dispose_of_others=Permission.TRANSFER_OTHERS in me.permissions)
            change = Change(wish.move, by, wish.to_id, wish.to_group, wish.reason)
            conversation = await self._moved(session, conversation_id, change)
            await self._follow_owner(session, me, conversation, wish.reason)
            if wish.move == Move.HAND_BACK:
                await self._side.tell(session, conversation, "handed_back")
            return (await rows_of(session, [conversation_id]))[0]

    async def wrap_up(self, me: SignedIn, conversation_id: uuid.UUID, wrap_up: WrapUp) -> Row:
        """The ticket is resolved, the citizen asked for a rating, and the bot owns the conversation again (rule R7)."""
        async with self._database.session() as session:
            by = By(me.member.id, may_dispose_of_others=Permission.TRANSFER_OTHERS in me.permissions)
            conversation = await self._moved(session, conversation_id, Change(Move.HAND_BACK, by, reason=wrap_up.outcome))
            await self._closing.close(session, conversation, me.member, wrap_up)
            return (await rows_of(session, [conversation_id]))[0]

    async def reveal(self, me: SignedIn, message_id: uuid.UUID) -> str:
        """The text as the citizen wrote it; that this person looked is written down first."""
        async with self._database.session() as session:
            found = await unmasked_text(session, message_id)
            if found is None:
                raise NotFound("no_message", self._words.say("no_message"))
            details = {"conversation_id": str(found[0])}
            await audit.record(
                session,
                staff_id=me.member.id,
                action=audit.Action.MESSAGE_REVEALED,
                subject_kind="message",
                subject_id=message_id,
                details=details,
            )
            return found[1]

    async def _moved(self, session: AsyncSession, conversation_id: uuid.UUID, change: Change) -> Conversation:
        try:
            return await self._side.move(session, conversation_id, change, self._clock())
        except Conflict as error:
            row = (await rows_of(session, [conversation_id]))[0]
            key = f"owned_by_{row.owner}"
            raise Conflict("ownership_changed", self._words.say(key, name=row.owner_name)) from error

    async def _check_target(self, session: AsyncSession, wish: MoveWish) -> None:
        if wish.move != Move.TRANSFER:
            return
        colleagues = await colleagues_now(session, self._silent_for, self._clock())
        if wish.to_id is not None:
            target = next((one for one in colleagues if one.id == wish.to_id), None)
            if target is None or not target.is_on_duty:
                raise InputError("not_on_duty", self._words.say("not_on_duty", name=target.display_name if target else ""))
        elif not any(one.group_name == wish.to_group for one in colleagues if one.group_name):
            raise InputError("no_such_group", self._words.say("no_such_group"))

    async def _follow_owner(self, session: AsyncSession, me: SignedIn, conversation: Conversation, reason: str) -> None:
        """The conversation's ticket goes to whoever owns it; an operator who comes to a citizen without one opens it (rule R8)."""
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if conversation.owner_id is None:
            if ticket is not None and conversation.owner == Owner.QUEUE:
                await self._tickets.record_requeued(session, ticket.id, reason)
            return
        if ticket is None:
            last = await ConversationRepository(session).list_before(conversation.id, conversation.next_seq, 5)
            asked = next((message.text for message in reversed(last) if message.sender == "citizen"), "")
            ticket = await self._closing.open_for(session, conversation, asked, me.member)
        await self._work.take_up(session, ticket.id, Actor.staff(me.member.id), conversation.owner_id)

    async def _record_reply(self, session: AsyncSession, me: SignedIn, message: Message) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, message.conversation_id)
        if ticket is not None:
            await self._tickets.record_reply(session, ticket.id, Actor.staff(me.member.id), message.text)
