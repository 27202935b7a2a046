from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from desk.channels.alarm_words import AlarmWords

WORDS = AlarmWords(Words(PROJECT_ROOT / "desk/channels/words.yml"))
KINDS = ["not_connected", "grant_dead", "grant_ends_soon", "no_tokens_now", "silent", "not_told"]
KINDS += ["bad_signatures", "out_of_quota", "our_fault"]
# Those the vendor's table names as an administrator's to put right.
CODES = ["-204", "-205", "-209", "-212", "-219", "-221", "-223", "-224", "-242", "-320", "-321"]


def said(kind, **details):
    return WORDS.title(kind, details), WORDS.instruction(kind, details)


@pytest.mark.parametrize("kind", KINDS + [f"needs_admin:{code}" for code in CODES])
def test_every_known_alarm_has_words_of_its_own(kind):
    assert said(kind) != said("needs_admin:-999")
    assert said(kind) != said("something new")


def test_no_two_are_called_the_same():
    titles = {said(kind)[0] for kind in KINDS + [f"needs_admin:{code}" for code in CODES]}
    assert len(titles) == len(KINDS) + len(CODES)


def test_title_tells_how_long_and_how_many():
    assert "120" in said("silent", minutes=120)[0]
    assert "13" in said("grant_ends_soon", days=13)[0]
    assert "7" in said("not_told", count=7)[0]


def test_code_that_nobody_knows_is_shown():
    assert "-999" in said("needs_admin:-999")[0]


def test_kind_that_nobody_knows_is_shown():
    assert "something new" in said("something new")[0]


def test_a_quota_stops_single_messages_and_nothing_else_is_said():
    title, instruction = said("out_of_quota", code="-211")
    assert "-211" in title
    assert "tin cho người khác vẫn gửi" in instruction
