"""What citizens asked while people had the conversation, put to the bot when people have it no longer."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asking_again import ask_again
from conversations.models import Conversation
from conversations.ports import HandlingQueue
from conversations.repository import ConversationRepository
from tickets.matters import LOOKED_BACK, open_question


class OpenQuestions:
    def __init__(self, queue: HandlingQueue) -> None:
        self._queue = queue

    async def ask_bot(self, session: AsyncSession, conversation: Conversation) -> None:
        """The last one, if nobody has said a word to it. On the locked conversation, which the bot owns."""
        thread = await ConversationRepository(session).list_before(conversation.id, conversation.next_seq, LOOKED_BACK)
        question = open_question(thread)
        if question is not None:
            await ask_again(session, self._queue, question)
