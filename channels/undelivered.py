"""What becomes of a message that cannot be sent: staff see it in the thread, and a citizen who cannot be written to is called back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.contract import ChannelError, Trouble
from channels.delivery_repository import DeliveryRepository
from conversations.models import ChannelAlarm, Conversation, Message, MessageKind, Sender
from conversations.notices import tell
from conversations.ports import Said
from conversations.repository import FOR_STAFF, ConversationRepository
from core.words import Words
from tickets.telling import REPLIED_TOPIC
from tickets.unreachable import CallingBack

TOPIC = "not_delivered"
# Of these the vendor's code says no more than the trouble does.
_NAMED_ALARMS = frozenset({"not_connected", "grant_dead"})
_ADMIN_PREFIX = "needs_admin:"
_OUR_FAULT = "our_fault"
_OUT_OF_QUOTA = "out_of_quota"
_FAULT_RINGS_FOR = timedelta(days=1)
_log = structlog.get_logger()


class ChannelAlarms(Protocol):
    """Something about a channel that a person has to put right, once for each kind until it ends."""

    async def raise_(self, session: AsyncSession, channel: str, kind: str, details: dict[str, Any]) -> object: ...

    async def end(self, session: AsyncSession, channel: str, kind: str) -> None:
        """A kind that ends in a colon stands for all that begin so."""
        ...

    async def list_open(self, session: AsyncSession) -> Sequence[ChannelAlarm]: ...


class Undelivered:
    """Everything in the transaction that notes the failure, on the locked conversation."""

    def __init__(self, channel_name: str, calling_back: CallingBack, alarms: ChannelAlarms, words: Words) -> None:
        self._channel_name = channel_name
        self._calling_back = calling_back
        self._alarms = alarms
        self._words = words
        # Perhaps: another process, or this one before it was started again, may have raised one.
        self._may_have_alarm = True

    async def failed(self, session: AsyncSession, conversation: Conversation, message: Message, failure: ChannelError) -> None:
        """It is not tried again."""
        if failure.trouble == Trouble.OUR_FAULT:
            _log.error("the channel refuses what we sent", channel=self._channel_name, code=failure.code, message_id=str(message.id))
            await self._alarms.raise_(session, self._channel_name, _OUR_FAULT, {"code": failure.code})
        if not (failure.trouble == Trouble.UNREACHABLE and conversation.unreachable):
            await self._tell_staff(session, conversation, failure)
        # Of a file that is not taken the words have arrived.
        lost = [] if failure.trouble == Trouble.NOT_TAKEN and message.text else [message]
        if failure.trouble == Trouble.UNREACHABLE:
            conversation.unreachable = failure.code or failure.trouble
            lost += await DeliveryRepository(session).fail_waiting(conversation.id, failure.trouble, failure.code)
        await self._calling_back.not_arrived(session, lost)
        if is_worth_a_call(message) and not conversation.is_trial:
            await self._calling_back.keep(session, conversation, message)

    async def needs_admin(self, session: AsyncSession, failure: ChannelError) -> None:
        """It is tried again, in vain until an administrator has done something."""
        self._may_have_alarm = True
        kind = failure.code if failure.code in _NAMED_ALARMS else _ADMIN_PREFIX + failure.code
        await self._alarms.raise_(session, self._channel_name, kind, {"code": failure.code})

    async def out_of_quota(self, session: AsyncSession, failure: ChannelError) -> None:
        """This one is tried again; the others go on being sent."""
        await self._alarms.raise_(session, self._channel_name, _OUT_OF_QUOTA, {"code": failure.code})

    async def was_sent(self, session: AsyncSession) -> None:
        """Whatever an administrator had to put right is right."""
        if not self._may_have_alarm:
            return
        self._may_have_alarm = False
        await self._alarms.end(session, self._channel_name, _ADMIN_PREFIX)

    async def forget_faults(self, session: AsyncSession, now: datetime) -> None:
        """A refused message is not put right, but after a day without another it is no alarm any more."""
        for alarm in await self._alarms.list_open(session):
            if (alarm.channel, alarm.kind) == (self._channel_name, _OUR_FAULT) and alarm.last_at <= now - _FAULT_RINGS_FOR:
                await self._alarms.end(session, self._channel_name, _OUR_FAULT)

    async def forget_quota(self, session: AsyncSession) -> None:
        """Once nothing waits for a quota any more: sent, or given up."""
        is_open = any((alarm.channel, alarm.kind) == (self._channel_name, _OUT_OF_QUOTA) for alarm in await self._alarms.list_open(session))
        if is_open and not await DeliveryRepository(session).has_waiting(self._channel_name, Trouble.OUT_OF_QUOTA):
            await self._alarms.end(session, self._channel_name, _OUT_OF_QUOTA)

    async def _tell_staff(self, session: AsyncSession, conversation: Conversation, failure: ChannelError) -> None:
        reasons = (f"why_{failure.code}", f"why_{failure.trouble}")
        why = next(self._words.say(key, file=failure.message) for key in reasons if self._words.has(key))
        line = self._words.say("not_delivered", channel=self._words.say(f"channel_{self._channel_name}"), why=why)
        details = {"topic": TOPIC, "failure": str(failure.trouble), "code": failure.code, FOR_STAFF: True}
        await tell(ConversationRepository(session), conversation, Said(line, details=details))


def is_worth_a_call(message: Message) -> bool:
    """Answers, and what staff wrote; not what the program says in between, such as the wish for a rating."""
    return message.sender != Sender.SYSTEM or message.kind == MessageKind.REPLY or message.details.get("topic") == REPLIED_TOPIC
