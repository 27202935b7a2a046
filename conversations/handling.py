"""What the worker does with one stored message: ask the bot, then store its reply, once, if the bot still owns the conversation."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asking_again import helps, is_asked_again
from conversations.bot_pauses import BotPauses
from conversations.choosing import LOOKED_BACK, chosen_value, may_be_choice
from conversations.limits import Limits
from conversations.models import Conversation, InboundState, Message, MessageKind, Owner, Sender
from conversations.notices import as_sheet
from conversations.ports import Announcing, Bot, BotReply, BotTurn, HandoverReason, PersonDesk, Said
from conversations.repository import ANNOUNCED, ConversationRepository
from conversations.understood import understood_of
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Unavailable
from vntext import as_meant

_DANGER = "emergency"
# Here the bot's own sentence says where else to go, and stays; otherwise the desk's words take its place.
_BOT_SPEAKS_TOO = frozenset({HandoverReason.COMPLAINT_OFFICIAL, HandoverReason.REPORTED, HandoverReason.DISTRESS})


class MessageHandler:
    def __init__(
        self,
        database: Database,
        bot: Bot,
        desk: PersonDesk,
        pauses: BotPauses,
        limits: Limits,
        *,
        announcing: Announcing | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._bot = bot
        self._desk = desk
        self._pauses = pauses
        self._limits = limits
        self._announcing = announcing
        self._clock = clock

    async def handle(self, message_id: uuid.UUID) -> None:
        """Answer one citizen's message; doing it again is harmless.

        Raises Unavailable while the bot does not answer (the queue tries again); after `give_up` the question goes to a person.
        """
        turn = await self._prepare(message_id)
        if turn is None:
            return
        if turn.only_danger:
            await self._look_for_danger(turn)
            return
        try:
            reply = await self._bot.reply(turn)
        except Unavailable:
            if await self._is_given_up(message_id):
                await self.hand_to_person(message_id)
                return
            raise
        await self._store(turn, reply)

    async def hand_to_person(self, message_id: uuid.UUID) -> None:
        """The bot failed: a person will answer, unless the answer is there or a person holds the conversation already."""
        async with self._database.session() as session:
            await self.hand_to_person_in(session, message_id, HandoverReason.BOT_UNAVAILABLE)

    async def hand_to_person_in(self, session: AsyncSession, message_id: uuid.UUID, reason: HandoverReason) -> None:
        """`hand_to_person` within the caller's transaction, for whatever reason: also for a message of which the bot is not to be asked."""
        repository, inbound, conversation = await _locked(session, message_id)
        if inbound.state != InboundState.RECEIVED or conversation.owner != Owner.BOT:
            return
        if conversation.is_trial or is_asked_again(inbound):
            await _leave_unanswered(repository, inbound)
        else:
            await self._hand_over(repository, session, conversation, inbound, reason)

    async def _prepare(self, message_id: uuid.UUID) -> BotTurn | None:
        async with self._database.session() as session:
            repository, inbound, conversation = await _locked(session, message_id)
            if conversation.owner != Owner.BOT:
                is_left = await self._leave_to_person(session, repository, conversation, inbound)
                return _danger_turn(conversation, inbound) if is_left else None
            if inbound.state != InboundState.RECEIVED:
                return None
            line = await _as_chosen(repository, inbound)
            if not conversation.is_trial:
                said = await self._desk.answer(session, conversation, line)
                if said is not None:
                    state = InboundState.NEEDS_PERSON if "handover" in said.details else InboundState.ANSWERED
                    await _append_reply(repository, conversation, inbound, Sender.SYSTEM, said, state)
                    return None
                if await self._pauses.applies(session, procedure_codes=(), sectors=()) is not None:
                    if is_asked_again(inbound):
                        await _leave_unanswered(repository, inbound)
                        return None
                    return _danger_turn(conversation, inbound)
            self._roll_session(conversation)
            session_id = f"{conversation.id}.{conversation.session_number}"
            number = conversation.ownership_number
            return BotTurn(message_id, session_id, as_meant(line.text), conversation.dialogue_context, number)

    async def _leave_to_person(
        self, session: AsyncSession, repository: ConversationRepository, conversation: Conversation, inbound: Message
    ) -> bool:
        """Whoever waits in the queue is answered what needs no bot, whoever talks to an operator what is no operator's to decide.

        All else waits for the person: then True.
        """
        if inbound.state not in (InboundState.RECEIVED, InboundState.WITH_PERSON):
            return False
        line = await _as_chosen(repository, inbound)
        asked = self._desk.answer if conversation.owner == Owner.QUEUE else self._desk.answer_beside_operator
        said = await asked(session, conversation, line)
        if said is not None:
            await _append_reply(repository, conversation, inbound, Sender.SYSTEM, said, InboundState.ANSWERED)
        elif inbound.state == InboundState.RECEIVED:
            await repository.mark(inbound.id, InboundState.WITH_PERSON)
        return said is None

    async def _look_for_danger(self, turn: BotTurn) -> None:
        """Whoever writes that the house burns waits for nobody to hear the number: no queue, no operator, no pause of the bot."""
        try:
            reply: BotReply | None = await self._bot.reply(turn)
        except Unavailable:
            reply = None
        async with self._database.session() as session:
            repository, inbound, conversation = await _locked(session, turn.message_id)
            is_danger = reply is not None and reply.behaviour == _DANGER
            if reply is not None and is_danger:
                said = Said(reply.text, details=reply.details | {"behaviour": _DANGER})
                await _append_reply(repository, conversation, inbound, Sender.SYSTEM, said, InboundState.WITH_PERSON, as_sheet(said.text))
                await self._desk.alarm(session, conversation)
                return
            if reply is not None:
                inbound.details = inbound.details | understood_of(reply)
            is_still_paused = conversation.owner == Owner.BOT and conversation.ownership_number == turn.ownership_number
            if is_still_paused and inbound.state == InboundState.RECEIVED:
                await self._hand_over(repository, session, conversation, inbound, HandoverReason.BOT_PAUSED)

    def _roll_session(self, conversation: Conversation) -> None:
        """A short Rasa tracker keeps turn 300 as cheap as turn 5; what the dialogue needs is in our own context."""
        if conversation.session_turns >= self._limits.session_turns:
            conversation.session_number += 1
            conversation.session_turns = 0

    async def _store(self, turn: BotTurn, reply: BotReply) -> None:
        async with self._database.session() as session:
            repository, inbound, conversation = await _locked(session, turn.message_id)
            if conversation.owner != Owner.BOT or conversation.ownership_number != turn.ownership_number:
                # Said to somebody a person has been talking to since: dropped (rule R1).
                if inbound.state == InboundState.RECEIVED:
                    await repository.mark(inbound.id, InboundState.WITH_PERSON)
                return
            handover = await self._handover_reason(session, conversation, reply)
            if is_asked_again(inbound) and (handover is not None or not helps(reply)):
                await _leave_unanswered(repository, inbound)
                return
            if handover is not None:
                await self._hand_over(repository, session, conversation, inbound, handover, reply)
            else:
                told = await self._told_before(session, conversation, reply)
                details = reply.details | {"behaviour": reply.behaviour} | ({ANNOUNCED: list(told)} if told else {})
                said = Said("\n\n".join([*filter(None, told.values()), reply.text]), reply.options, details)
                state = InboundState.NEEDS_PERSON if reply.handover else InboundState.ANSWERED
                if not await _append_reply(repository, conversation, inbound, Sender.BOT, said, state, reply.blocks):
                    return
            if conversation.owner == Owner.BOT:
                conversation.dialogue_context = reply.context
                conversation.session_turns += 1

    async def _told_before(self, session: AsyncSession, conversation: Conversation, reply: BotReply) -> Mapping[str, str]:
        """Nothing stands before the numbers to call in danger."""
        if self._announcing is None or reply.behaviour == _DANGER:
            return {}
        return await self._announcing.untold(session, conversation, reply)

    async def _handover_reason(self, session: AsyncSession, conversation: Conversation, reply: BotReply) -> HandoverReason | None:
        if conversation.is_trial:
            return None
        codes = reply.details.get("procedure_codes") or ()
        if codes and await self._pauses.applies(session, procedure_codes=codes, sectors=reply.details.get("sectors") or ()) is not None:
            return HandoverReason.BOT_PAUSED
        if reply.handover == HandoverReason.DISTRESS and not await self._desk.is_somebody_there(session):
            # The numbers say whom to call now; a promise of tomorrow morning would weigh against them.
            return None
        return reply.handover

    async def _hand_over(
        self,
        repository: ConversationRepository,
        session: AsyncSession,
        conversation: Conversation,
        inbound: Message,
        reason: HandoverReason,
        reply: BotReply | None = None,
    ) -> None:
        said = await self._desk.take(session, conversation, inbound, reason, reply)
        speaks_too = reply if reason in _BOT_SPEAKS_TOO else None
        text = f"{speaks_too.text}\n\n{said.text}" if speaks_too else said.text
        behaviour = speaks_too.behaviour if speaks_too else "handover"
        understood = reply.details if reply else {}
        details = understood | {"behaviour": behaviour, "handover": reason} | said.details
        sender = Sender.BOT if speaks_too else Sender.SYSTEM
        await _append_reply(repository, conversation, inbound, sender, Said(text, said.options, details), InboundState.NEEDS_PERSON)

    async def _is_given_up(self, message_id: uuid.UUID) -> bool:
        async with self._database.session() as session:
            inbound = await ConversationRepository(session).get_message(message_id)
            return self._clock() - inbound.created_at >= self._limits.give_up


def _danger_turn(conversation: Conversation, inbound: Message) -> BotTurn:
    """A turn outside the dialogue, which it leaves as it is."""
    session_id = f"{conversation.id}.danger"
    number = conversation.ownership_number
    return BotTurn(inbound.id, session_id, as_meant(inbound.text), {}, number, only_danger=True)


async def _locked(session: AsyncSession, message_id: uuid.UUID) -> tuple[ConversationRepository, Message, Conversation]:
    repository = ConversationRepository(session)
    return repository, *await repository.get_message_locked(message_id)


async def _leave_unanswered(repository: ConversationRepository, inbound: Message) -> None:
    """It stays a person's, and nothing is said; open pages no longer show that somebody writes."""
    await repository.mark(inbound.id, InboundState.NEEDS_PERSON)
    await repository.announce(inbound.conversation_id)


async def _as_chosen(repository: ConversationRepository, inbound: Message) -> Message:
    """The message, or, where it is the number of an option, one that says what the option says; what was typed stays stored."""
    if not may_be_choice(inbound.text):
        return inbound
    before = await repository.list_before(inbound.conversation_id, inbound.seq, LOOKED_BACK)
    value = chosen_value(before, inbound.text)
    if value is None:
        return inbound
    kept = {"id": inbound.id, "conversation_id": inbound.conversation_id, "seq": inbound.seq, "details": inbound.details}
    return Message(**kept, sender=inbound.sender, kind=inbound.kind, text=value, state=inbound.state, created_at=inbound.created_at)


async def _append_reply(
    repository: ConversationRepository,
    conversation: Conversation,
    inbound: Message,
    sender: Sender,
    said: Said,
    state: InboundState,
    blocks: list[dict[str, object]] | None = None,
) -> bool:
    """False when the message has its reply already."""
    values = {
        "sender": sender,
        "kind": MessageKind.REPLY,
        "text": said.text,
        "blocks": blocks,
        "options": said.options,
        "details": said.details,
        "in_reply_to": inbound.id,
    }
    if await repository.append(conversation, values) is None:
        return False
    await repository.mark(inbound.id, state)
    await repository.announce(conversation.id)
    return True
