"""Calls whose process died: marked, and whoever was waited for calls back."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.wiring.phone_calls import people_behind_calls
from app.wiring.tickets import ticket_service
from channels.phone.calling.lost_calls import LostCalls
from conversations.calls.models import Call, Ending
from conversations.calls.repository import CallRepository, Figures, NewCall
from conversations.models import Conversation, Owner
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import utc_now
from tickets.actors import SYSTEM
from tickets.conversation_work import ConversationWork
from tickets.models import Ticket

LONG_AGO = timedelta(seconds=31)


@pytest.fixture
def lost_calls(settings, database):
    return LostCalls(database, people_behind_calls(settings, database))


async def call(database, *, silent_for=timedelta(), caller="0912345678"):
    call_id = uuid.uuid4()
    async with database.session() as session:
        await CallRepository(session).begin(NewCall(call_id, "sip", caller, utc_now()))
        await session.execute(update(Call).values(beat_at=utc_now() - silent_for))
    return call_id


async def queue(settings, database, call_id):
    async with database.session() as session:
        repository = ConversationRepository(session)
        conversation = await repository.get_locked(call_id)
        await ConversationWork(ticket_service(settings, database)).open_ticket(session, conversation, SYSTEM, "Chưa nêu")
        await change_owner(repository, conversation, Change(Move.HAND_OVER, PROGRAM), utc_now())


async def seen(database, call_id):
    async with database.session() as session:
        row = await session.get_one(Call, call_id)
        conversation = await session.get_one(Conversation, call_id)
        ticket = await session.scalar(select(Ticket))
        return row, conversation, ticket


async def test_a_call_with_signs_of_life_is_let_be(lost_calls, database):
    call_id = await call(database, silent_for=timedelta(seconds=20))
    assert await lost_calls.look() == 0
    assert (await seen(database, call_id))[0].ended_at is None


async def test_lost_while_a_person_was_waited_for_the_caller_is_called_back(settings, lost_calls, database):
    call_id = await call(database, silent_for=LONG_AGO)
    await queue(settings, database, call_id)
    assert await lost_calls.look() == 1
    row, conversation, ticket = await seen(database, call_id)
    assert (row.ending, row.ended_at) == ("lost", row.beat_at)
    assert conversation.owner == Owner.BOT
    assert (ticket.kind, ticket.citizen_phone) == ("callback", "0912345678")
    assert await lost_calls.look() == 0


async def test_lost_with_the_bot_nobody_is_called_back(lost_calls, database):
    call_id = await call(database, silent_for=LONG_AGO)
    await lost_calls.look()
    row, _, ticket = await seen(database, call_id)
    assert (row.ending, ticket) == ("lost", None)


async def test_a_withheld_number_leaves_the_ticket_asking_for_one(settings, lost_calls, database):
    call_id = await call(database, silent_for=LONG_AGO, caller="anonymous")
    await queue(settings, database, call_id)
    await lost_calls.look()
    _, _, ticket = await seen(database, call_id)
    assert (ticket.kind, ticket.citizen_phone, ticket.asks_phone) == ("callback", "", True)


async def test_handed_over_in_the_moment_they_hung_up_nobody_waits_in_the_queue(settings, lost_calls, database):
    call_id = await call(database)
    async with database.session() as session:
        await CallRepository(session).end(call_id, Figures(), Ending.CALLER, utc_now(), {})
    await queue(settings, database, call_id)
    assert await lost_calls.look() == 1
    row, conversation, ticket = await seen(database, call_id)
    assert (row.ending, conversation.owner, ticket.kind) == ("caller", Owner.BOT, "callback")
