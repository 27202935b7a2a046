from __future__ import annotations

import json

from knowledge_base.knowledge import PublishedEntry
from knowledge_base.learning.dialogues import TaughtDialogue
from knowledge_base.models import Origin
from knowledge_base.questions_asked import shipped_names_and_questions, with_questions_asked, without_questions_asked
from knowledge_base.records import EverydayNames

BIRTH, PASSPORT = "1.000001", "1.000002"


def dialogue(text: str, *codes: str, behaviour: str = "answer") -> TaughtDialogue:
    later = {"text": "bao nhiêu tiền vậy", "behaviour": "answer", "codes": [BIRTH]}
    return TaughtDialogue.model_validate({"id": "au-1", "turns": [{"text": text, "behaviour": behaviour, "codes": codes}, later]})


class TestWithQuestionsAsked:
    def test_what_a_dialogue_begins_with_stands_behind_the_questions_of_its_first_code(self) -> None:
        named = EverydayNames(code=BIRTH, names=("giấy khai sanh",), questions=("con mới sinh làm giấy gì",))
        assert with_questions_asked([named], [dialogue("vợ em mới sinh bé", BIRTH, PASSPORT)]) == [
            EverydayNames(code=BIRTH, names=("giấy khai sanh",), questions=("con mới sinh làm giấy gì", "vợ em mới sinh bé"))
        ]

    def test_a_procedure_that_nobody_has_named_gets_an_entry(self) -> None:
        assert with_questions_asked([], [dialogue("đi nước ngoài cần gì", PASSPORT)]) == [
            EverydayNames(code=PASSPORT, questions=("đi nước ngoài cần gì",))
        ]

    def test_what_is_said_already_in_whatever_spelling_is_not_said_twice(self) -> None:
        named = EverydayNames(code=BIRTH, names=("giấy khai sanh",))
        assert with_questions_asked([named], [dialogue("GIAY khai sanh", BIRTH)]) == [named]

    def test_a_word_alone_and_what_is_asked_back_or_of_nobody_are_left_out(self) -> None:
        vague = [dialogue("passport?", PASSPORT), dialogue("xin giấy tờ", BIRTH, behaviour="clarify"), dialogue("tối nay có bóng đá không")]
        assert with_questions_asked([], vague) == []


class TestWithoutQuestionsAsked:
    def test_search_no_longer_knows_how_these_dialogues_begin_but_all_else(self) -> None:
        begun = dialogue("vợ em mới sinh bé", BIRTH)
        named = EverydayNames(code=BIRTH, names=("giấy khai sanh",), questions=("con mới sinh làm giấy gì", "Vợ em mới SINH bé"))
        (left,) = without_questions_asked([PublishedEntry(named, Origin.SHIPPED)], [begun])
        assert left.record == EverydayNames(code=BIRTH, names=("giấy khai sanh",), questions=("con mới sinh làm giấy gì",))


def test_what_ships_holds_both_the_names_and_the_questions(tmp_path) -> None:
    asked = dialogue("cho em hỏi con em sinh ở nhà thì làm giấy gì trước", "1.001193")
    (tmp_path / "some.jsonl").write_text(json.dumps(asked.model_dump(), ensure_ascii=False), encoding="utf-8")
    held = {entry.code: entry for entry in shipped_names_and_questions(tmp_path)}
    assert held["1.001193"].questions[-1] == asked.turns[0].text
    assert held["1.000045"].names
