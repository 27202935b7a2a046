"""An answer of a call, read elsewhere: the lines are there, the hint to choose one is not."""

from __future__ import annotations

import pytest

from app.wiring.words import words_of
from channels.phone.calling.written_answers import as_written, is_worth_writing
from conversations.models import Message

QUESTION = {"kind": "paragraph", "text": "Bạn hỏi thủ tục nào dưới đây?"}
OPTIONS = [{"label": "Khai sinh", "value": "Khai sinh"}, {"label": "Khai tử", "value": "Khai tử"}]


@pytest.fixture
def words(settings):
    return words_of(settings, "knowledge_base/answering/words.yml")


def test_a_question_back_has_its_lines_and_no_hint_to_choose(words):
    hint = words.say("clarify_hint")
    text = f"{QUESTION['text']}\n\n{hint}\n\n1. Khai sinh\n2. Khai tử"
    written = as_written(Message(text=text, blocks=[QUESTION, {"kind": "note", "text": hint}], options=OPTIONS), words)
    assert written.text == f"{QUESTION['text']}\n\n1. Khai sinh\n2. Khai tử"
    assert written.blocks == [QUESTION, {"kind": "list", "items": ["Khai sinh", "Khai tử"], "ordered": True}]


def test_what_follows_is_named_and_not_offered(words):
    note = words.say("more", what="Lệ phí")
    more = words.say("more_option")
    message = Message(
        text=f"Tờ khai\n\n{note}\n\n1. {more}",
        blocks=[{"kind": "paragraph", "text": "Tờ khai"}, {"kind": "note", "text": note}],
        options=[{"label": more, "value": more}],
    )
    written = as_written(message, words)
    assert written.text == "Tờ khai\n\nCòn nữa: Lệ phí."
    assert written.blocks == [{"kind": "paragraph", "text": "Tờ khai"}, {"kind": "note", "text": "Còn nữa: Lệ phí."}]


def test_what_only_asks_to_choose_again_is_not_worth_writing(words):
    again = words.say("choose_again", count=2)
    assert not is_worth_writing(Message(text=again, blocks=[{"kind": "paragraph", "text": again}], options=[]), words)
    none = f"{words.say('no_such_number', number=7, count=2)}\n\n1. Khai sinh\n2. Khai tử"
    assert not is_worth_writing(Message(text=none, blocks=[], options=OPTIONS), words)
    assert is_worth_writing(Message(text=f"{QUESTION['text']}\n\n1. Khai sinh\n2. Khai tử", blocks=[QUESTION], options=OPTIONS), words)


def test_nothing_in_an_answer_tells_to_choose_below(words):
    note = {"kind": "note", "text": words.say("others_stay")}
    written = as_written(
        Message(text=f"Tờ khai\n\n{note['text']}", blocks=[{"kind": "paragraph", "text": "Tờ khai"}, note], options=[]), words
    )
    assert (written.text, written.blocks) == ("Tờ khai", [{"kind": "paragraph", "text": "Tờ khai"}])


def test_other_notes_and_plain_texts_are_left_alone(words):
    note = {"kind": "note", "text": "Nộp trước 16 giờ."}
    assert as_written(Message(text="Nộp trước 16 giờ.", blocks=[note], options=[]), words).blocks == [note]
    plain = as_written(Message(text="Một.\n\nHai.", blocks=None, options=[]), words)
    assert (plain.text, plain.blocks) == ("Một.\n\nHai.", [])
