from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.calls.passes import Holder, Pass, Passes, PassRefused

KEY, OTHER = "k" * 32, "o" * 32
CITIZEN = Pass(Holder.CITIZEN, uuid.uuid4())
OPERATOR = Pass(Holder.OPERATOR, uuid.uuid4(), uuid.uuid4())


@pytest.mark.parametrize("given_pass", [CITIZEN, OPERATOR])
def test_who_has_a_pass_is_known_by_it(given_pass):
    assert Passes([KEY]).admit(Passes([KEY]).issue(given_pass)) == given_pass


def test_a_pass_is_good_once():
    passes = Passes([KEY])
    issued = passes.issue(CITIZEN)
    passes.admit(issued)
    with pytest.raises(PassRefused):
        passes.admit(issued)


def test_a_pass_is_good_for_a_minute():
    now = [1000.0]
    passes = Passes([KEY], clock=lambda: now[0])
    early, late = passes.issue(CITIZEN), passes.issue(CITIZEN)
    now[0] += 59
    passes.admit(early)
    now[0] += 2
    with pytest.raises(PassRefused):
        passes.admit(late)


def test_a_key_may_be_changed_while_passes_are_about():
    issued = Passes([OTHER]).issue(CITIZEN)
    assert Passes([KEY, OTHER]).admit(issued) == CITIZEN
    with pytest.raises(PassRefused):
        Passes([KEY]).admit(issued)


def test_a_pass_with_another_content_is_refused():
    passes = Passes([KEY])
    one, other = passes.issue(CITIZEN), passes.issue(OPERATOR)
    with pytest.raises(PassRefused):
        passes.admit(f"{one.split('.')[0]}.{other.split('.')[1]}")


@given(st.text())
def test_nothing_else_is_a_pass(text):
    with pytest.raises(PassRefused):
        Passes([KEY]).admit(text)
