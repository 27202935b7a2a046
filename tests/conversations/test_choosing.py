"""A typed number as the option it stands for."""

from __future__ import annotations

import pytest

from conversations.choosing import chosen_value
from conversations.models import Message, MessageKind, Sender

STARS = [{"label": f"{number} sao", "value": f"{number} sao"} for number in range(1, 6)]


def message(sender=Sender.SYSTEM, kind=MessageKind.NOTICE, options=(), **details):
    return Message(sender=sender, kind=kind, text="", options=list(options), details=details)


RATING = message(options=STARS)
QUEUED = message(kind=MessageKind.REPLY, options=[{"label": "Hỏi máy tiếp", "value": "Hỏi máy tiếp"}], handover="asked")


@pytest.mark.parametrize("text", ["2", "số 2", "cái thứ hai", "2.", "(2)"])
def test_number_says_what_the_option_says(text):
    assert chosen_value([RATING], text) == "2 sao"


@pytest.mark.parametrize("text", ["0", "6", "tạm được", "2 người đi cùng", ""])
def test_what_chooses_nothing_is_left_as_it_is(text):
    assert chosen_value([RATING], text) is None


def test_citizens_own_lines_and_what_is_said_in_between_change_nothing():
    between = [message(Sender.CITIZEN, MessageKind.MESSAGE), message()]
    assert chosen_value([RATING, *between], "5") == "5 sao"


@pytest.mark.parametrize(
    "later",
    [
        message(Sender.BOT, MessageKind.REPLY),
        message(Sender.BOT, MessageKind.REPLY, options=STARS),
        message(Sender.OPERATOR, MessageKind.MESSAGE),
        message(kind=MessageKind.REPLY),
    ],
)
def test_after_another_answer_a_number_is_for_whoever_gave_that(later):
    assert chosen_value([RATING, later], "2") is None


def test_options_beside_the_bots_words_are_the_programs_when_a_person_was_called():
    spoken_too = message(Sender.BOT, MessageKind.REPLY, options=QUEUED.options, handover="complaint_official")
    assert chosen_value([spoken_too], "1") == chosen_value([QUEUED], "1") == "Hỏi máy tiếp"


def test_with_nothing_said_before_a_number_is_a_number():
    assert chosen_value([], "1") is None
