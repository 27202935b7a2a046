"""Words that staff wrote at the vendor's own console: the person there has the conversation from that moment on. Holds its query."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.contacts import CHANNEL
from channels.zalo.lines import Line
from channels.zalo.outcomes import Outcome
from channels.zalo.payloads import Event
from conversations.attachments.service import AttachmentService
from conversations.models import Conversation, Message, Owner
from conversations.operator_side import OperatorSide
from conversations.ownership import PROGRAM, By, Change, Move
from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from staff.outside import outside_member
from tickets.actors import Actor
from tickets.conversation_work import ConversationWork, Finished

USERNAME = "zalo-oa"
_REASON = "console"
_QUIET = "console_quiet"
_FINISHED = Finished("answered", sector="", procedure_code="", bot_should_have_known=False)


class Console:
    def __init__(
        self, side: OperatorSide, work: ConversationWork, attachments: AttachmentService, words: Words, *, clock: Clock = utc_now
    ) -> None:
        self._side = side
        self._work = work
        self._attachments = attachments
        self._words = words
        self._clock = clock

    async def author(self, session: AsyncSession) -> uuid.UUID:
        return await outside_member(session, USERNAME, self._words.say("console_name"))

    async def keep(self, session: AsyncSession, conversation: Conversation, event: Event, line: Line) -> Outcome:
        """On the locked conversation. Whoever had it has lost it: the citizen is talking to somebody else already."""
        author = await self.author(session)
        actor = Actor.staff(author)
        if conversation.owner_id != author:
            await self._side.move(session, conversation.id, Change(Move.TAKE_OVER, By(author), reason=_REASON), self._clock())
            await self._work.follow_owner(session, conversation, actor, _REASON, self._words.say("without_question"))
        name = f"echo-{event.msg_id or event.timestamp}"
        message = await self._side.keep_said_elsewhere(session, conversation, author, name, line.text)
        if message is not None:
            await self._attachments.attach(session, message, line.attachment_ids)
            await self._work.record_reply(session, actor, message)
        return Outcome.CONSOLE

    async def let_go(self, database: Database, quiet_for: timedelta) -> int:
        """Back to the bot what nobody at the console has written in for so long, and no citizen waits in; returns how many."""
        async with database.session() as session:
            author = await self.author(session)
            quiet = (await session.scalars(_quiet_since(author, self._clock() - quiet_for))).all()
            for conversation in quiet:
                await self._side.move(session, conversation.id, Change(Move.HAND_BACK, PROGRAM, reason=_QUIET), self._clock())
                await self._work.finish_open(session, conversation.id, Actor.staff(author), _FINISHED)
            return len(quiet)


def _quiet_since(author: uuid.UUID, moment: datetime) -> Select[Conversation]:
    spoke = select(Message.id).where(Message.conversation_id == Conversation.id, Message.author_id == author, Message.created_at > moment)
    statement = select(Conversation).where(
        Conversation.channel == CHANNEL, Conversation.owner == Owner.OPERATOR, Conversation.owner_id == author
    )
    quiet = statement.where(Conversation.waiting_since.is_(None), ~spoke.exists())
    return quiet.with_for_update(skip_locked=True)
