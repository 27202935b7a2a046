"""A question that nobody answered while people had the conversation: the bot is asked once it has the conversation again."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import InboundState, Message
from conversations.ports import BotReply, HandlingQueue
from conversations.repository import ConversationRepository

# In the details of such a message. It was handed to people before, so what the bot cannot answer is not handed to them anew.
_ASKED_AGAIN = "asked_again"
_HELPS = frozenset({"answer", "clarify", "refer", "emergency"})


def is_asked_again(inbound: Message) -> bool:
    return _ASKED_AGAIN in inbound.details


def helps(reply: BotReply) -> bool:
    """Whether it is worth saying to somebody who waited for a person in vain."""
    return reply.handover is None and reply.behaviour in _HELPS


async def ask_again(session: AsyncSession, queue: HandlingQueue, question: Message) -> None:
    """On the locked conversation, which the bot owns; `question` has no reply."""
    question.details = question.details | {_ASKED_AGAIN: True}
    await session.flush()
    repository = ConversationRepository(session)
    await repository.mark(question.id, InboundState.RECEIVED)
    await queue.enqueue_again(session, question.conversation_id, question.id)
    await repository.announce(question.conversation_id)
