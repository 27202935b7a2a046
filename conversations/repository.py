"""All queries on conversations and messages."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from conversations import turn_statements as statements
from conversations.models import (
    DELIVERED_CHANNELS,
    Conversation,
    Delivery,
    InboundState,
    Message,
    MessageKind,
    Owner,
    OwnershipChange,
    Sender,
)
from staff.models import Duty, DutyState, StaffMember
from staff.name_repository import NameRepository
from staff.notices import Notice, NoticeKind, keep

CHANNEL = "conversations"
# Heard by whoever delivers: the payload is the channel's name.
DELIVERIES = "deliveries"
# In the details of a message that the vendor's own console has sent already.
SAID_ELSEWHERE = "said_elsewhere"
# In the details of a line in the thread that is there for staff alone.
FOR_STAFF = "for_staff"
# In the details of a reply: keys of the announcements told before it.
ANNOUNCED = "announced"
_WAITS_SINCE = func.coalesce(Conversation.waiting_since, Conversation.queued_at)

# What it does needs nothing that the session has still to write: that goes out once, at the end.
_UNHURRIED: dict[str, Any] = {"execution_options": {"autoflush": False}}


class ConversationRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, conversation: Conversation) -> None:
        self._session.add(conversation)
        await self._session.flush()

    async def find(self, conversation_id: uuid.UUID) -> Conversation | None:
        return await self._session.get(Conversation, conversation_id)

    async def find_token_hash(self, conversation_id: uuid.UUID) -> tuple[str | None] | None:
        """None where there is no such conversation; within the tuple where it opens to no token."""
        found = (await self._session.execute(statements.TOKEN_HASH, {"conversation_id": conversation_id})).one_or_none()
        return (found.token_hash,) if found is not None else None

    async def get_locked(self, conversation_id: uuid.UUID) -> Conversation:
        """Locked to the end of the transaction, so that numbering, ownership and replies go one after another."""
        return (await self._session.scalars(statements.GET_LOCKED, {"conversation_id": conversation_id})).one()

    async def list_announced(self, conversation_id: uuid.UUID) -> set[str]:
        keys = select(func.jsonb_array_elements_text(Message.details[ANNOUNCED])).where(
            Message.conversation_id == conversation_id, Message.details.has_key(ANNOUNCED)
        )
        return set((await self._session.scalars(keys)).all())

    async def get_message_locked(self, message_id: uuid.UUID) -> tuple[Message, Conversation]:
        """A message, and its conversation locked; the message is read once the conversation is ours alone, as it stands then."""
        conversation = (await self._session.scalars(statements.LOCK_CONVERSATION_OF, {"message_id": message_id})).one()
        return await self.get_message(message_id), conversation

    async def find_message(self, message_id: uuid.UUID) -> Message | None:
        return await self._session.get(Message, message_id)

    async def get_message(self, message_id: uuid.UUID) -> Message:
        return await self._session.get_one(Message, message_id)

    async def find_by_external_id(self, conversation_id: uuid.UUID, external_id: str) -> Message | None:
        ids = {"conversation_id": conversation_id, "external_id": external_id}
        return await self._session.scalar(statements.FIND_BY_EXTERNAL_ID, ids)

    async def find_answer(self, message_id: uuid.UUID, kind: MessageKind) -> Message | None:
        return await self._session.scalar(select(Message).where(Message.in_reply_to == message_id, Message.kind == kind))

    async def tell_operator(self, staff_id: uuid.UUID, kind: NoticeKind, conversation_id: uuid.UUID, by: uuid.UUID | None) -> None:
        """Kept for them; `by` is the colleague whose name they are told."""
        names = await NameRepository(self._session).names_of([by]) if by is not None else {}
        details: dict[str, str | int | bool] = {"by": next(iter(names.values()), "")}
        await keep(self._session, [staff_id], Notice(kind=kind, details=details, conversation_id=conversation_id))

    async def append(self, conversation: Conversation, values: dict[str, Any]) -> Message | None:
        """The new message at the end of the locked conversation, or None when its answer is there already."""
        row = {"id": uuid.uuid4(), "conversation_id": conversation.id, "seq": conversation.next_seq} | values
        statement = insert(Message).values(row).on_conflict_do_nothing().returning(Message)
        message = await self._session.scalar(statement)
        if message is not None:
            # Written with whatever else of the conversation changes in this transaction.
            conversation.next_seq += 1
            conversation.last_message_at = func.now()
            await self._deliver(conversation, message)
        return message

    async def _deliver(self, conversation: Conversation, message: Message) -> None:
        """What a citizen on such a channel is told goes out; what has a name of the vendor's was said there already."""
        is_told = message.sender != Sender.CITIZEN and not {SAID_ELSEWHERE, FOR_STAFF} & message.details.keys()
        if is_told and conversation.channel in DELIVERED_CHANNELS:
            self._session.add(
                Delivery(message_id=message.id, conversation_id=conversation.id, channel=conversation.channel, seq=message.seq)
            )
            await self._session.flush()
            await self._session.execute(text("SELECT pg_notify(:channel, :name)"), {"channel": DELIVERIES, "name": conversation.channel})

    async def add_ownership_change(self, change: OwnershipChange) -> None:
        self._session.add(change)
        await self._session.flush()

    async def list_ownership_changes(self, conversation_id: uuid.UUID) -> Sequence[OwnershipChange]:
        statement = select(OwnershipChange).where(OwnershipChange.conversation_id == conversation_id)
        return (await self._session.scalars(statement.order_by(OwnershipChange.number))).all()

    async def mark_all(self, conversation_id: uuid.UUID, states: Sequence[InboundState], state: InboundState) -> None:
        """Every message of the citizen that stands in one of `states`."""
        statement = update(Message).where(Message.conversation_id == conversation_id, Message.state.in_(states))
        await self._session.execute(statement.values(state=state, handled_at=func.now()))

    async def count_queued_before(self, conversation: Conversation) -> int:
        """Who has waited longer: a citizen whose operator went away comes before those who came in the meantime."""
        since = conversation.waiting_since or conversation.queued_at
        statement = select(func.count()).where(Conversation.owner == Owner.QUEUE, since > _WAITS_SINCE, Conversation.id != conversation.id)
        return int(await self._session.scalar(statement) or 0)

    async def count_claims_since(self, since: datetime) -> int:
        statement = select(func.count()).where(OwnershipChange.move == "claim", OwnershipChange.at >= since)
        return int(await self._session.scalar(statement) or 0)

    async def name_of(self, staff_id: uuid.UUID) -> str:
        return await self._session.scalar(select(StaffMember.display_name).where(StaffMember.id == staff_id)) or ""

    async def lock_owned_by(self, staff_ids: Sequence[uuid.UUID]) -> Sequence[Conversation]:
        """The conversations of these operators in which the citizen waits; what another transaction holds is left for next time."""
        statement = select(Conversation).where(Conversation.owner_id.in_(staff_ids), Conversation.waiting_since.is_not(None))
        return (await self._session.scalars(statement.with_for_update(skip_locked=True))).all()

    async def lock_unanswered_since(self, before: datetime) -> Sequence[Conversation]:
        """Those that an operator has had since `before`, with the citizen waiting as long; what another holds is left for next time."""
        newest = (OwnershipChange.conversation_id == Conversation.id) & (OwnershipChange.number == Conversation.ownership_number)
        statement = select(Conversation).where(
            Conversation.owner == Owner.OPERATOR,
            Conversation.waiting_since <= before,
            select(OwnershipChange.id).where(newest, OwnershipChange.at <= before).exists(),
        )
        return (await self._session.scalars(statement.with_for_update(skip_locked=True))).all()

    async def lock_left_by_resting(self, before: datetime) -> Sequence[Conversation]:
        """Those that an operator had when they began to rest: where the citizen waited then, or has waited since `before`."""
        newest = (OwnershipChange.conversation_id == Conversation.id) & (OwnershipChange.number == Conversation.ownership_number)
        statement = (
            select(Conversation)
            .join(Duty, Duty.staff_id == Conversation.owner_id)
            .where(
                Duty.state == DutyState.AWAY,
                or_(Conversation.waiting_since < Duty.since, Conversation.waiting_since <= before),
                select(OwnershipChange.id).where(newest, OwnershipChange.at < Duty.since).exists(),
            )
        )
        return (await self._session.scalars(statement.with_for_update(skip_locked=True, of=Conversation))).all()

    async def lock_kept_in_the_dark(self, now: datetime, told_after: Sequence[timedelta], topic: str, limit: int) -> Sequence[Conversation]:
        """Who waits in the queue where no page shows their place, and is to be told it once more: at most once for each of `told_after`.

        Not where it would cost or could not get there, nor whoever was told something within the first of these times.
        """
        ours = (Message.conversation_id == Conversation.id) & (Message.sender != Sender.CITIZEN)
        told = select(func.count(Message.id)).where(
            ours, Message.details["topic"].astext == topic, Message.created_at >= Conversation.queued_at
        )
        lately = select(Message.id).where(ours, Message.created_at > now - told_after[0])
        due = [(Conversation.queued_at < now - after) & (told.scalar_subquery() <= number) for number, after in enumerate(told_after)]
        statement = select(Conversation).where(
            Conversation.owner == Owner.QUEUE,
            Conversation.channel.in_(DELIVERED_CHANNELS),
            Conversation.unreachable == "",
            func.coalesce(Conversation.reply_free_until > now, True),
            or_(*due),
            ~lately.exists(),
        )
        return (
            await self._session.scalars(statement.order_by(Conversation.queued_at).limit(limit).with_for_update(skip_locked=True))
        ).all()

    async def lock_queued_before(self, before: datetime, limit: int, *, untold: str = "") -> Sequence[Conversation]:
        """Longest in the queue first; with `untold`, those that had no notice of that topic since they are in it."""
        statement = select(Conversation).where(Conversation.owner == Owner.QUEUE, before > _WAITS_SINCE)
        if untold:
            told = select(Message.id).where(
                Message.conversation_id == Conversation.id,
                Message.kind == MessageKind.NOTICE,
                Message.details["topic"].astext == untold,
                Message.created_at >= Conversation.queued_at,
            )
            statement = statement.where(~told.exists())
        return (
            await self._session.scalars(statement.order_by(Conversation.queued_at).limit(limit).with_for_update(skip_locked=True))
        ).all()

    async def announce(self, conversation_id: uuid.UUID) -> None:
        await self._session.execute(text("SELECT pg_notify(:channel, :id)"), {"channel": CHANNEL, "id": str(conversation_id)}, **_UNHURRIED)

    async def list_after(self, conversation_id: uuid.UUID, seq: int, limit: int) -> Sequence[Message]:
        statement = select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq)
        return (await self._session.scalars(statement.order_by(Message.seq).limit(limit))).all()

    async def list_before(self, conversation_id: uuid.UUID, seq: int, limit: int) -> Sequence[Message]:
        """The last `limit` messages before `seq`, oldest first."""
        where = {"conversation_id": conversation_id, "seq": seq, "limit": limit}
        found = (await self._session.scalars(statements.LIST_BEFORE, where)).all()
        return found[::-1]

    async def read_after(self, conversation_id: uuid.UUID, seq: int, limit: int) -> tuple[Sequence[Message], Owner, bool]:
        """`list_after`, who owns the conversation, and whether a message waits for the bot's answer: all of one moment."""
        rows = (await self._session.execute(statements.READ_AFTER, {"conversation_id": conversation_id, "seq": seq, "limit": limit})).all()
        return [message for message, _, _ in rows if message is not None], Owner(rows[0][1]), rows[0][2]

    async def received_of(self, message_ids: Collection[uuid.UUID]) -> Sequence[uuid.UUID]:
        """Those that wait for the bot's answer."""
        statement = select(Message.id).where(Message.id.in_(message_ids), Message.state == InboundState.RECEIVED)
        return (await self._session.scalars(statement)).all()

    async def count_received_since(self, conversation_id: uuid.UUID, long_ago: datetime, lately: datetime) -> tuple[int, int]:
        """The citizen's messages since either moment."""
        since = {"conversation_id": conversation_id, "long_ago": long_ago, "lately": lately}
        since_long, since_lately = (await self._session.execute(statements.COUNT_RECEIVED_SINCE, since)).one()
        return since_long, since_lately

    async def has_notice_since(self, conversation_id: uuid.UUID, topic: str, since: datetime) -> bool:
        statement = select(Message.id).where(
            Message.conversation_id == conversation_id,
            Message.kind == MessageKind.NOTICE,
            Message.details["topic"].astext == topic,
            Message.created_at >= since,
        )
        return await self._session.scalar(statement.limit(1)) is not None

    async def find_last_notice(self, conversation_id: uuid.UUID, topic: str) -> Message | None:
        statement = select(Message).where(
            Message.conversation_id == conversation_id,
            Message.kind == MessageKind.NOTICE,
            Message.details["topic"].astext == topic,
        )
        return await self._session.scalar(statement.order_by(Message.seq.desc()).limit(1))

    async def count_replies_since(self, conversation_id: uuid.UUID, topic: str, since: datetime) -> int:
        statement = select(func.count()).where(
            Message.conversation_id == conversation_id, Message.details["topic"].astext == topic, Message.created_at >= since
        )
        return int(await self._session.scalar(statement) or 0)

    async def mark(self, message_id: uuid.UUID, state: InboundState) -> None:
        await self._session.execute(
            update(Message).where(Message.id == message_id).values(state=state, handled_at=func.now()), **_UNHURRIED
        )

    async def list_unanswered(self, older_than: datetime, limit: int) -> Sequence[Message]:
        """Oldest first: what waits for an answer since before `older_than`, and what waits for a person."""
        waits = (Message.state == InboundState.NEEDS_PERSON) | (
            (Message.state == InboundState.RECEIVED) & (Message.created_at <= older_than)
        )
        of_people = select(Message).join(Conversation, Conversation.id == Message.conversation_id).where(~Conversation.is_trial)
        statement = of_people.where(waits)
        return (await self._session.scalars(statement.order_by(Message.created_at).limit(limit))).all()
