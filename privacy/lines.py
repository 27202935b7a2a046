"""Lines of the chat about the citizen's own data, on every channel, before anything else looks at them (conversations.ports.PersonDesk)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ports import BotReply, HandoverReason, PersonDesk, Said
from privacy.models import Origin, RequestKind
from privacy.service import PrivacyService
from privacy.wishes import Wish, read_wish


class PrivacyLines:
    """The people behind the bot, with somebody before them who knows what may be asked about one's own data."""

    def __init__(self, people: PersonDesk, privacy: PrivacyService) -> None:
        self._people = people
        self._privacy = privacy

    async def answer(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        said = await self._about_own_data(session, conversation, question.text)
        return said or await self._people.answer(session, conversation, question)

    async def take(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, reply: BotReply | None
    ) -> Said:
        return await self._people.take(session, conversation, question, reason, reply)

    async def alarm(self, session: AsyncSession, conversation: Conversation) -> None:
        await self._people.alarm(session, conversation)

    async def _about_own_data(self, session: AsyncSession, conversation: Conversation, text: str) -> Said | None:
        match read_wish(text):
            case Wish.DELETE:
                return (await self._privacy.ask(session, conversation.id, RequestKind.DELETE, Origin.CITIZEN)).said
            case Wish.EXPORT:
                return (await self._privacy.ask(session, conversation.id, RequestKind.EXPORT, Origin.CITIZEN)).said
            case Wish.CONFIRM:
                # Without a question before it, the question comes first.
                confirmed = await self._privacy.confirm(session, conversation)
                return confirmed or (await self._privacy.ask(session, conversation.id, RequestKind.DELETE, Origin.CITIZEN)).said
            case Wish.KEEP:
                return await self._privacy.keep(session, conversation)
            case None:
                return None
