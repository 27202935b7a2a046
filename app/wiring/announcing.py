"""Where no banner can be shown, what holds now is told in a line before an answer, once in each conversation."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import DELIVERED_CHANNELS, Conversation
from conversations.ports import BotReply
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.words import Words
from knowledge_base.announcements import list_banners
from knowledge_base.models import EntryKind


class AnnouncingBeforeAnswers:
    def __init__(self, words: Words, *, clock: Clock = utc_now) -> None:
        self._words = words
        self._clock = clock

    async def untold(self, session: AsyncSession, conversation: Conversation, reply: BotReply) -> Mapping[str, str]:
        if conversation.channel not in DELIVERED_CHANNELS or conversation.is_trial:
            return {}
        now = self._clock()
        holding = {banner.record.slug: banner.record.title for banner in await list_banners(session) if banner.record.holds_at(now)}
        if not holding:
            return {}
        told = await ConversationRepository(session).list_announced(conversation.id)
        answered = {entry["key"] for entry in reply.details.get("entries") or () if entry["kind"] == EntryKind.ANNOUNCEMENT}
        return {
            slug: "" if slug in answered else self._words.say("announced", title=title.rstrip(".!"))
            for slug, title in holding.items()
            if slug not in told
        }
