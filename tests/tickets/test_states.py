from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.models import ActorKind, TicketState
from tickets.states import FINAL, MOVES, NEED_A_REASON, Refusal, allowed_moves, is_too_late, refusal

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
states, actors = st.sampled_from(TicketState), st.sampled_from(ActorKind)


class TestRefusal:
    @given(states, states, actors, st.text())
    def test_only_moves_of_the_table_are_made(self, start, to, actor, reason):
        if refusal(start, to, actor, reason) is None:
            assert to in MOVES[start]

    @given(states, states)
    def test_staff_make_every_move_of_the_table_with_a_reason(self, start, to):
        assert (refusal(start, to, ActorKind.STAFF, "vì") is None) == (to in MOVES[start])

    @given(states, st.sampled_from(sorted(NEED_A_REASON)), st.sampled_from(["", "  ", "\n"]))
    def test_rejecting_and_reopening_need_a_reason(self, start, to, reason):
        assert refusal(start, to, ActorKind.STAFF, reason) in {Refusal.REASON_NEEDED, Refusal.NOT_IN_TABLE}

    @given(states, states)
    def test_citizens_only_reopen_and_answer(self, start, to):
        if refusal(start, to, ActorKind.CITIZEN, "vì") is None:
            assert to in {TicketState.REOPENED, TicketState.IN_PROGRESS}
            assert start is not TicketState.REJECTED

    @given(states, states)
    def test_the_program_closes_what_is_resolved_and_nothing_else_by_time(self, start, to):
        if to is TicketState.CLOSED and refusal(start, to, ActorKind.SYSTEM, "") is None:
            assert start is TicketState.RESOLVED


class TestTable:
    def test_knows_every_state(self):
        assert set(MOVES) == set(TicketState)

    @pytest.mark.parametrize("start", TicketState)
    def test_an_end_can_be_reached_from_everywhere(self, start):
        reached, fresh = {start}, {start}
        while fresh:
            fresh = set().union(*(MOVES[state] for state in fresh)) - reached
            reached |= fresh
        assert reached & FINAL

    @pytest.mark.parametrize("state", FINAL)
    def test_out_of_an_end_leads_only_reopening_or_closing(self, state):
        assert MOVES[state] <= {TicketState.REOPENED, TicketState.CLOSED}

    def test_nothing_becomes_what_it_is(self):
        assert [state for state, to in MOVES.items() if state in to] == []


class TestIsTooLate:
    @given(st.timedeltas(timedelta(), timedelta(days=60)))
    def test_a_citizen_is_too_late_exactly_after_the_window(self, passed):
        late = is_too_late(TicketState.REOPENED, ActorKind.CITIZEN, NOW - passed, NOW, WEEK)
        assert late == (passed > WEEK)

    @given(st.timedeltas(timedelta(), timedelta(days=60)))
    def test_staff_never_are(self, passed):
        assert not is_too_late(TicketState.REOPENED, ActorKind.STAFF, NOW - passed, NOW, WEEK)

    def test_without_an_end_there_is_nothing_to_reopen(self):
        assert is_too_late(TicketState.REOPENED, ActorKind.CITIZEN, None, NOW, WEEK)


class TestAllowedMoves:
    @given(states, actors)
    def test_are_those_that_are_not_refused(self, start, actor):
        assert set(allowed_moves(start, actor)) == {to for to in TicketState if refusal(start, to, actor, "vì") is None}
