from __future__ import annotations

import asyncio
import uuid
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from conversations.limits import Limits
from conversations.models import Owner
from conversations.operator_side import OperatorSide
from conversations.ownership import PROGRAM, RULES, By, Change, Move, Ownership, change_owner, decide
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.errors import Conflict
from tests.conversations.personas import Citizen

AN, BINH, CHI = (uuid.UUID(int=number) for number in (1, 2, 3))
PEOPLE = (AN, BINH, CHI)

ownerships = some.sampled_from([Ownership(Owner.BOT), Ownership(Owner.QUEUE), *(Ownership(Owner.OPERATOR, one) for one in PEOPLE)])
changes = some.builds(
    Change,
    some.sampled_from(Move),
    some.one_of(some.just(PROGRAM), some.builds(By, some.sampled_from(PEOPLE), some.booleans())),
    some.sampled_from([None, *PEOPLE]),
    some.sampled_from(["", "đất đai"]),
)


class TestDecide:
    @given(ownerships, changes)
    def test_only_what_the_table_says_ever_happens(self, now, change):
        try:
            after = decide(now, change)
        except Conflict:
            return
        rule = RULES[change.move]
        assert now.owner in rule.sources
        assert after.owner in rule.targets

    @given(ownerships, changes)
    def test_an_operator_is_named_exactly_when_an_operator_owns(self, now, change):
        try:
            after = decide(now, change)
        except Conflict:
            return
        assert (after.owner == Owner.OPERATOR) == (after.owner_id is not None)

    @given(ownerships, some.sampled_from(PEOPLE))
    def test_whoever_claims_or_takes_over_is_the_owner(self, now, who):
        for move in (Move.CLAIM, Move.TAKE_OVER):
            try:
                after = decide(now, Change(move, By(who)))
            except Conflict:
                continue
            assert after == Ownership(Owner.OPERATOR, who)

    @pytest.mark.parametrize("move", [Move.RELEASE, Move.TRANSFER, Move.HAND_BACK])
    def test_a_colleagues_conversation_is_not_disposed_of(self, move):
        with pytest.raises(Conflict):
            decide(Ownership(Owner.OPERATOR, AN), Change(move, By(BINH), to_id=CHI))

    @pytest.mark.parametrize("move", [Move.RELEASE, Move.TRANSFER, Move.HAND_BACK])
    def test_a_supervisor_may(self, move):
        after = decide(Ownership(Owner.OPERATOR, AN), Change(move, By(BINH, may_dispose_of_others=True), to_id=CHI))
        assert after.owner_id != AN

    def test_what_another_owns_cannot_be_claimed_only_taken_over(self):
        with pytest.raises(Conflict):
            decide(Ownership(Owner.OPERATOR, AN), Change(Move.CLAIM, By(BINH)))
        assert decide(Ownership(Owner.OPERATOR, AN), Change(Move.TAKE_OVER, By(BINH))).owner_id == BINH

    def test_nobody_takes_over_from_themselves(self):
        with pytest.raises(Conflict):
            decide(Ownership(Owner.OPERATOR, AN), Change(Move.TAKE_OVER, By(AN)))

    def test_a_transfer_goes_somewhere(self):
        with pytest.raises(Conflict):
            decide(Ownership(Owner.OPERATOR, AN), Change(Move.TRANSFER, By(AN)))

    def test_a_transfer_to_a_team_waits_in_its_queue(self):
        after = decide(Ownership(Owner.OPERATOR, AN), Change(Move.TRANSFER, By(AN), group="đất đai"))
        assert after == Ownership(Owner.QUEUE)

    def test_the_program_cannot_claim(self):
        for move in (Move.CLAIM, Move.TAKE_OVER, Move.RELEASE, Move.TRANSFER):
            with pytest.raises(Conflict):
                decide(Ownership(Owner.QUEUE), Change(move, PROGRAM, to_id=AN))

    def test_operators_cannot_pretend_to_be_the_program(self):
        for move, now in ((Move.HAND_OVER, Ownership(Owner.BOT)), (Move.LOSE, Ownership(Owner.OPERATOR, AN))):
            with pytest.raises(Conflict):
                decide(now, Change(move, By(BINH, may_dispose_of_others=True)))


class TestChangeOwner:
    async def change(self, database, citizen, change):
        async with database.session() as session:
            repository = ConversationRepository(session)
            return await change_owner(repository, await repository.get_locked(citizen.conversation_id), change, utc_now())

    async def test_is_written_down_with_who_and_why(self, database, citizen, operators):
        await self.change(database, citizen, Change(Move.HAND_OVER, PROGRAM, reason="asked"))
        await self.change(database, citizen, Change(Move.CLAIM, By(operators["an"])))
        async with database.session() as session:
            first, second = await ConversationRepository(session).list_ownership_changes(citizen.conversation_id)
        assert (first.number, first.move, first.from_owner, first.to_owner, first.reason) == (1, "hand_over", "bot", "queue", "asked")
        assert (second.number, second.from_owner, second.to_id, second.by_id) == (2, "queue", operators["an"], operators["an"])

    async def test_what_is_written_cannot_be_changed(self, database, citizen):
        change = await self.change(database, citizen, Change(Move.HAND_OVER, PROGRAM))
        for statement in ("UPDATE ownership_changes SET reason = 'khác'", "DELETE FROM ownership_changes"):
            with pytest.raises(Exception, match="never changed"):
                async with database.session() as session:
                    await (await session.connection()).exec_driver_sql(statement)
        assert change.number == 1

    async def test_each_time_in_the_queue_is_counted_and_a_new_hand_over_begins_at_one(self, database, citizen, operators):
        await self.change(database, citizen, Change(Move.HAND_OVER, PROGRAM))
        await self.change(database, citizen, Change(Move.CLAIM, By(operators["an"])))
        await self.change(database, citizen, Change(Move.LOSE, PROGRAM))
        assert (await citizen.conversation()).times_queued == 2
        await self.change(database, citizen, Change(Move.HAND_BACK, PROGRAM))
        await self.change(database, citizen, Change(Move.HAND_OVER, PROGRAM))
        assert (await citizen.conversation()).times_queued == 1

    async def test_the_wait_begins_with_the_hand_over_and_goes_on_when_the_operator_is_lost(self, database, citizen, operators):
        await self.change(database, citizen, Change(Move.HAND_OVER, PROGRAM))
        since = (await citizen.conversation()).waiting_since
        assert since is not None
        await self.change(database, citizen, Change(Move.CLAIM, By(operators["an"])))
        await self.change(database, citizen, Change(Move.LOSE, PROGRAM))
        assert (await citizen.conversation()).waiting_since == since


_DEEDS = ("ask", "ask", "write", "write", *(move.value for move in Move if move != Move.TRANSFER))


class TestConcurrentMoves:
    """Eight people and the program at once, on one conversation, with a real database."""

    @pytest.fixture
    def side(self, words):
        return OperatorSide(words, Limits())

    async def test_two_who_claim_at_the_same_moment_are_not_both_owners(self, database, citizen, side, operators):
        await citizen.is_queued()

        async def claim(staff_id):
            async with database.session() as session:
                await side.move(session, citizen.conversation_id, Change(Move.CLAIM, By(staff_id)), utc_now())

        results = await asyncio.gather(*(claim(staff_id) for staff_id in operators.values()), return_exceptions=True)
        assert sum(result is None for result in results) == 1
        assert sum(isinstance(result, Conflict) for result in results) == len(operators) - 1

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(deeds=some.lists(some.tuples(some.sampled_from(_DEEDS), some.integers(0, 2)), min_size=10, max_size=40))
    async def test_random_moves_never_make_two_owners_nor_let_anybody_else_speak(self, deeds, database, service, handler, side, operators):
        citizen = await Citizen.arrive(service, database)
        deed_doer = Deeds(citizen, database, handler, side, list(operators.values()))
        results = await asyncio.gather(*(deed_doer.do(*deed) for deed in deeds), return_exceptions=True)
        assert [result for result in results if result is not None and not isinstance(result, Conflict)] == []
        async with database.session() as session:
            history = await ConversationRepository(session).list_ownership_changes(citizen.conversation_id)
        assert is_unbroken(history)
        conversation = await citizen.conversation()
        assert conversation.ownership_number == len(history)
        assert (conversation.owner, conversation.owner_id) == owner_after(history, conversation.next_seq)
        for message in await citizen.thread():
            owner, owner_id = owner_after(history, message.seq)
            if message.sender == "operator":
                assert (owner, owner_id) == ("operator", message.author_id)
            elif message.sender == "bot":
                assert owner == "bot"


class Deeds:
    """What citizen, bot, operators and program may try at any moment; what is not allowed is refused with Conflict."""

    def __init__(self, citizen, database, handler, side, people):
        self.citizen = citizen
        self.database = database
        self.handler = handler
        self.side = side
        self.people = people

    async def do(self, deed, number):
        staff_id = self.people[number]
        if deed == "ask":
            await self.handler.handle((await self.citizen.say("Làm khai sinh cần gì?")).id)
        elif deed == "write":
            async with self.database.session() as session:
                await self.side.write(session, self.citizen.conversation_id, staff_id, uuid.uuid4().hex, "Chào bạn")
        else:
            by = PROGRAM if deed in (Move.HAND_OVER, Move.LOSE) else By(staff_id)
            async with self.database.session() as session:
                await self.side.move(session, self.citizen.conversation_id, Change(Move(deed), by), utc_now())


def is_unbroken(history):
    return [change.number for change in history] == list(range(1, len(history) + 1)) and all(
        (after.from_owner, after.from_id) == (before.to_owner, before.to_id) for before, after in pairwise(history)
    )


def owner_after(history, seq):
    """Who owned the conversation when message `seq` was written."""
    before = [change for change in history if change.after_seq < seq]
    return (before[-1].to_owner, before[-1].to_id) if before else ("bot", None)
