from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.editing.models import DraftState
from knowledge_base.editing.states import LIVE, MOVES, Move, Refusal, Situation, becomes, may, publication_refusal, refusal
from staff.models import Role
from staff.permissions import Permission, permissions_of

READY = Situation(
    state=DraftState.WRITING,
    permissions=frozenset(Permission),
    is_writer=False,
    needs_approval=False,
    has_problems=False,
    has_reason=True,
    is_unchanged=False,
    is_stale=False,
)
situations = st.builds(
    Situation,
    state=st.sampled_from(DraftState),
    permissions=st.sampled_from([permissions_of([role]) for role in Role] + [frozenset(Permission), frozenset()]),
    is_writer=st.booleans(),
    needs_approval=st.booleans(),
    has_problems=st.booleans(),
    has_reason=st.booleans(),
    is_unchanged=st.booleans(),
    is_stale=st.booleans(),
)
moves = st.sampled_from(Move)


class TestWhateverHappens:
    @given(move=moves, now=situations, has_text=st.booleans(), is_confirmed=st.booleans())
    def test_an_end_is_an_end(self, move, now, has_text, is_confirmed):
        if now.state not in LIVE:
            assert refusal(move, now, has_text=has_text, is_confirmed=is_confirmed) in {Refusal.NOT_THEIRS, Refusal.WRONG_STATE}

    @given(move=moves, now=situations, has_text=st.booleans(), is_confirmed=st.booleans())
    def test_what_needs_a_second_person_is_published_by_one_who_wrote_none_of_it_or_by_force(self, move, now, has_text, is_confirmed):
        published = MOVES[move].publishes and refusal(move, now, has_text=has_text, is_confirmed=is_confirmed) is None
        if published and now.needs_approval:
            by_second_person = move is Move.APPROVE and not now.is_writer and now.state is DraftState.IN_REVIEW
            by_force = move is Move.FORCE and Permission.FORCE_CONTENT in now.permissions and has_text
            assert by_second_person or by_force

    @given(move=moves, now=situations, has_text=st.booleans(), is_confirmed=st.booleans())
    def test_nothing_wrong_unchanged_or_without_a_reason_is_ever_published(self, move, now, has_text, is_confirmed):
        if MOVES[move].publishes and refusal(move, now, has_text=has_text, is_confirmed=is_confirmed) is None:
            assert not now.has_problems
            assert not now.is_unchanged
            assert now.has_reason
            assert is_confirmed or not now.is_stale

    @given(move=moves, now=situations)
    def test_whoever_has_no_right_to_it_is_told_so_first(self, move, now):
        nobody = replace(now, permissions=frozenset())
        assert refusal(move, nobody) is Refusal.NOT_THEIRS

    @given(move=moves, now=situations)
    def test_what_is_done_is_offered(self, move, now):
        if refusal(move, now) is None:
            assert may(move, now)

    @given(move=moves, state=st.sampled_from(sorted(LIVE)), later=st.booleans())
    def test_only_what_publishes_leads_to_published_or_scheduled(self, move, state, later):
        after = becomes(move, state, later=later)
        if after in {DraftState.PUBLISHED, DraftState.SCHEDULED} and after is not state:
            assert MOVES[move].publishes


class TestBecomes:
    def test_an_edit_takes_back_what_waited_for_a_reviewer_or_its_hour(self):
        assert {becomes(Move.SAVE, state, later=False) for state in LIVE} == {DraftState.WRITING}

    def test_force_never_waits(self):
        assert becomes(Move.FORCE, DraftState.SCHEDULED, later=True) is DraftState.PUBLISHED

    def test_a_comment_moves_nothing(self):
        assert [becomes(Move.COMMENT, state, later=False) for state in DraftState] == list(DraftState)


class TestRefusal:
    @pytest.mark.parametrize(
        ("move", "now", "expected"),
        [
            (Move.APPROVE, replace(READY, state=DraftState.IN_REVIEW, is_writer=True), Refusal.OWN_CHANGE),
            (Move.APPROVE, READY, Refusal.WRONG_STATE),
            (Move.PUBLISH, replace(READY, needs_approval=True), Refusal.NEEDS_APPROVAL),
            (Move.SUBMIT, replace(READY, has_reason=False), Refusal.REASON_NEEDED),
            (Move.SUBMIT, replace(READY, has_problems=True), Refusal.PROBLEMS),
            (Move.SUBMIT, replace(READY, is_unchanged=True), Refusal.UNCHANGED),
            (Move.DISCARD, replace(READY, state=DraftState.DISCARDED), Refusal.WRONG_STATE),
        ],
    )
    def test_says_what_is_in_the_way(self, move, now, expected):
        assert refusal(move, now) is expected

    def test_a_return_a_comment_and_force_say_why(self):
        looked_at = replace(READY, state=DraftState.IN_REVIEW)
        assert [refusal(move, looked_at, has_text=False) for move in (Move.RETURN, Move.COMMENT, Move.FORCE)] == [Refusal.TEXT_NEEDED] * 3

    def test_what_was_published_meanwhile_is_settled_when_publishing_and_not_before(self):
        stale = replace(READY, is_stale=True)
        assert refusal(Move.SUBMIT, stale, is_confirmed=False) is None
        assert refusal(Move.PUBLISH, stale, is_confirmed=False) is Refusal.PUBLISHED_CHANGED
        assert publication_refusal(stale, is_confirmed=True) is None
