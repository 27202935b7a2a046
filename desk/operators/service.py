"""What an operator does, each as one transaction over conversation, ticket and log: write, move, call back, finish, look under a mask."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.attachments.service import AttachmentService
from conversations.models import Conversation, Owner, Sender
from conversations.operator_side import OperatorSide
from conversations.ownership import By, Change, Move
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.operators.casework import Casework, WrapUp
from desk.operators.colleagues import colleagues_now
from desk.operators.rows import Row, rows_of
from desk.operators.thread import DeskMessage, messages_after, unmasked_text
from staff import audit
from staff.duty import list_on_duty
from staff.permissions import Permission
from staff.sessions import SignedIn
from tickets.open_questions import OpenQuestions
from tickets.queue_telling import QueueTelling
from vntext import normalise

_REASON_CHARACTERS = 1000
_NAME_CHARACTERS = 100
_MOST_UNSEEN = 50


@dataclass(frozen=True)
class MoveWish:
    move: Move
    to_id: uuid.UUID | None = None
    to_group: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Tools:
    """What the service works with; `silent_for`: how long an operator is believed to be there without a heartbeat."""

    side: OperatorSide
    casework: Casework
    attachments: AttachmentService
    telling: QueueTelling
    questions: OpenQuestions
    words: Words
    silent_for: timedelta


class OperatorService:
    def __init__(self, database: Database, tools: Tools, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._tools = tools
        self._clock = clock

    async def write(
        self, me: SignedIn, conversation_id: uuid.UUID, client_id: str, text: str, attachment_ids: list[uuid.UUID]
    ) -> DeskMessage:
        """Raises Conflict `not_owner`, and `call_over` where nobody would hear it; the same `client_id` gives the same message."""
        async with self._database.session() as session:
            message, is_new = await self._tools.side.write(
                session, conversation_id, me.member.id, client_id, text, may_be_empty=bool(attachment_ids)
            )
            if is_new:
                await self._require_heard(session, conversation_id)
                await self._tools.attachments.attach(session, message, attachment_ids)
                await self._tools.casework.record_reply(session, message, me.member)
            return (await messages_after(session, conversation_id, message.seq - 1, 1))[0]

    async def _require_heard(self, session: AsyncSession, conversation_id: uuid.UUID) -> None:
        call = (await rows_of(session, [conversation_id]))[0].call
        if call is not None and not call.is_live:
            raise Conflict("call_over", self._tools.words.say("call_over"))

    async def move(self, me: SignedIn, conversation_id: uuid.UUID, wish: MoveWish) -> Row:
        """Raises Conflict `ownership_changed`, which names the present owner; InputError for a transfer to nobody who is there."""
        reason = self._checked_reason(wish)
        # Only a transfer has an aim: the queue of another group is no place to release to.
        to_id, to_group = (wish.to_id, wish.to_group) if wish.move == Move.TRANSFER else (None, "")
        async with self._database.session() as session:
            await self._check_target(session, wish)
            change = Change(wish.move, _by(me), to_id, to_group, reason)
            conversation = await self._moved(session, conversation_id, change)
            await self._tools.casework.follow_owner(session, conversation, me.member, reason)
            await self._tell_of_move(session, conversation, wish.move)
            return (await rows_of(session, [conversation_id]))[0]

    async def _tell_of_move(self, session: AsyncSession, conversation: Conversation, move: Move) -> None:
        if move == Move.HAND_BACK:
            await self._tools.side.tell(session, conversation, "handed_back")
            await self._tools.questions.ask_bot(session, conversation)
        elif conversation.owner == Owner.OPERATOR:
            await self._tools.side.introduce(session, conversation, self._clock())
        elif await list_on_duty(session, self._clock(), self._tools.silent_for):
            await self._tools.telling.requeued(session, conversation, self._clock())

    async def wrap_up(self, me: SignedIn, conversation_id: uuid.UUID, wrap_up: WrapUp) -> Row:
        """The ticket is resolved, the citizen asked for a rating, and the bot owns the conversation again (rule R7).

        Raises Conflict `citizen_wrote` when there is more than the operator has seen.
        """
        async with self._database.session() as session:
            await self._require_all_seen(session, conversation_id, wrap_up.seen_seq)
            conversation = await self._moved(session, conversation_id, Change(Move.HAND_BACK, _by(me), reason=wrap_up.outcome))
            await self._tools.casework.finish(session, conversation, me.member, wrap_up)
            return (await rows_of(session, [conversation_id]))[0]

    async def _require_all_seen(self, session: AsyncSession, conversation_id: uuid.UUID, seen_seq: int | None) -> None:
        if seen_seq is None:
            return
        repository, _ = await self._locked(session, conversation_id)
        if any(message.sender == Sender.CITIZEN for message in await repository.list_after(conversation_id, seen_seq, _MOST_UNSEEN)):
            raise Conflict("citizen_wrote", self._tools.words.say("citizen_wrote"))

    async def call_back(self, me: SignedIn, conversation_id: uuid.UUID, phone: str) -> uuid.UUID:
        """The ticket by which the citizen is called back. Raises NotFound, Conflict when somebody else answers them, InputError."""
        async with self._database.session() as session:
            repository, conversation = await self._locked(session, conversation_id)
            row = (await rows_of(session, [conversation_id]))[0]
            if not may_call_back(row, me):
                raise Conflict("not_owner", self._tools.words.say("owned_by_operator", name=row.owner_name))
            ticket = await self._tools.casework.call_back(session, conversation, me.member, phone)
            await repository.announce(conversation_id)
            return ticket.id

    async def name_citizen(self, me: SignedIn, conversation_id: uuid.UUID, name: str) -> Row:
        """For the conversation and the ticket that is worked on in it. Raises NotFound, InputError."""
        clean = " ".join(normalise(name).split())
        if len(clean) > _NAME_CHARACTERS:
            raise InputError("name_too_long", self._tools.words.say("name_too_long", limit=_NAME_CHARACTERS))
        async with self._database.session() as session:
            repository, conversation = await self._locked(session, conversation_id)
            conversation.citizen_name = clean
            await self._tools.casework.name_citizen(session, conversation, me.member)
            await repository.announce(conversation_id)
            return (await rows_of(session, [conversation_id]))[0]

    async def _locked(self, session: AsyncSession, conversation_id: uuid.UUID) -> tuple[ConversationRepository, Conversation]:
        repository = ConversationRepository(session)
        if await repository.find(conversation_id) is None:
            raise NotFound("no_conversation", self._tools.words.say("no_conversation"))
        return repository, await repository.get_locked(conversation_id)

    async def reveal(self, me: SignedIn, message_id: uuid.UUID) -> str:
        """The text as the citizen wrote it; that this person looked is written down in the same transaction."""
        async with self._database.session() as session:
            found = await unmasked_text(session, message_id)
            if found is None:
                raise NotFound("no_message", self._tools.words.say("no_message"))
            details = {"conversation_id": str(found[0])}
            action = audit.Action.MESSAGE_REVEALED
            await audit.record(
                session, staff_id=me.member.id, action=action, subject_kind="message", subject_id=message_id, details=details
            )
            return found[1]

    async def _moved(self, session: AsyncSession, conversation_id: uuid.UUID, change: Change) -> Conversation:
        try:
            return await self._tools.side.move(session, conversation_id, change, self._clock())
        except Conflict as error:
            row = (await rows_of(session, [conversation_id]))[0]
            raise Conflict("ownership_changed", self._tools.words.say(f"owned_by_{row.owner}", name=row.owner_name)) from error

    def _checked_reason(self, wish: MoveWish) -> str:
        reason = normalise(wish.reason)
        if len(reason) > _REASON_CHARACTERS:
            raise InputError("reason_too_long", self._tools.words.say("reason_too_long", limit=_REASON_CHARACTERS))
        return reason

    async def _check_target(self, session: AsyncSession, wish: MoveWish) -> None:
        if wish.move != Move.TRANSFER:
            return
        colleagues = await colleagues_now(session, self._tools.silent_for, self._clock())
        if wish.to_id is not None:
            target = next((one for one in colleagues if one.id == wish.to_id), None)
            if target is None:
                raise InputError("no_such_colleague", self._tools.words.say("no_such_colleague"))
            if not target.is_on_duty:
                raise InputError("not_on_duty", self._tools.words.say("not_on_duty", name=target.display_name))
        elif not any(one.group_name == wish.to_group for one in colleagues if one.group_name):
            raise InputError("no_such_group", self._tools.words.say("no_such_group"))


def may_call_back(row: Row, me: SignedIn) -> bool:
    """Whom nobody else answers; supervisors, everybody."""
    return row.owner != Owner.OPERATOR or row.owner_id == me.member.id or Permission.TRANSFER_OTHERS in me.permissions


def _by(me: SignedIn) -> By:
    return By(me.member.id, may_dispose_of_others=Permission.TRANSFER_OTHERS in me.permissions)
