"""Lines of the chat about the citizen's own data, on every channel, before anything else looks at them (conversations.ports.PersonDesk)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ports import BotReply, HandoverReason, PersonDesk, Said
from conversations.repository import ConversationRepository
from privacy.models import Origin, RequestKind
from privacy.service import DELETION_TOPIC, PrivacyService
from privacy.wishes import Wish, read_wish, read_yes_or_no


class PrivacyLines:
    """The people behind the bot, with somebody before them who knows what may be asked about one's own data."""

    def __init__(self, people: PersonDesk, privacy: PrivacyService) -> None:
        self._people = people
        self._privacy = privacy

    async def answer(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        said = await self._about_own_data(session, conversation, question)
        return said or await self._people.answer(session, conversation, question)

    async def answer_beside_operator(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        return await self._about_own_data(session, conversation, question)

    async def take(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, reply: BotReply | None
    ) -> Said:
        return await self._people.take(session, conversation, question, reason, reply)

    async def is_somebody_there(self, session: AsyncSession) -> bool:
        return await self._people.is_somebody_there(session)

    async def alarm(self, session: AsyncSession, conversation: Conversation) -> None:
        await self._people.alarm(session, conversation)

    async def _about_own_data(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        match read_wish(question.text) or await self._answered(session, question):
            case Wish.DELETE:
                return (await self._privacy.ask(session, conversation.id, RequestKind.DELETE, Origin.CITIZEN)).said
            case Wish.EXPORT:
                return (await self._privacy.ask(session, conversation.id, RequestKind.EXPORT, Origin.CITIZEN)).said
            case Wish.CONFIRM:
                # Without a question before it, the question comes first.
                confirmed = await self._privacy.confirm(session, conversation)
                return confirmed or (await self._privacy.ask(session, conversation.id, RequestKind.DELETE, Origin.CITIZEN)).said
            case Wish.AFFIRM:
                return await self._privacy.explain(session, conversation)
            case Wish.KEEP:
                return await self._privacy.keep(session, conversation)
            case None:
                return None

    async def _answered(self, session: AsyncSession, line: Message) -> Wish | None:
        """ "Đồng ý", "thôi": what these mean depends on what was asked just before."""
        wish = read_yes_or_no(line.text)
        before = await ConversationRepository(session).list_before(line.conversation_id, line.seq, 1) if wish else ()
        return wish if before and before[0].details.get("topic") == DELETION_TOPIC else None
