from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import InputError
from core.settings import PROJECT_ROOT
from knowledge_base.judging.dialogues import ExpectedTurn, read_dialogues, read_sets
from knowledge_base.judging.figures import BEHAVIOURS


class TestExpectedTurn:
    def test_a_question_back_wants_a_topic_but_no_answer(self):
        turn = ExpectedTurn(text="khai sinh", behaviour="clarify")
        assert turn.wants_topic
        assert not turn.wants_answer

    def test_one_of_several_alternatives_is_enough_to_want_an_answer(self):
        assert ExpectedTurn(text="khai sinh", behaviour="refer|answer").wants_answer

    def test_thanks_want_neither(self):
        assert not ExpectedTurn(text="cảm ơn", behaviour="smalltalk").wants_topic

    def test_alternatives_are_told_apart(self):
        assert ExpectedTurn(text="kẹt xe", behaviour="refuse|refer").behaviours == ["refuse", "refer"]

    def test_codes_and_aspects_may_be_left_out(self):
        turn = ExpectedTurn.model_validate({"text": "alo", "behaviour": "smalltalk"})
        assert (turn.codes, turn.aspects) == ([], [])


class TestReadDialogues:
    def test_turns_come_in_their_order_and_blank_lines_are_nothing(self, tmp_path: Path):
        path = tmp_path / "set.jsonl"
        turns = [{"text": text, "behaviour": "answer", "codes": ["1.001193"]} for text in ("làm giấy khai sinh", "thế còn phí?")]
        path.write_text(f"\n{json.dumps({'id': 'a', 'turns': turns})}\n   \n", encoding="utf-8")
        (dialogue,) = read_dialogues(path)
        assert (dialogue.id, [turn.text for turn in dialogue.turns]) == ("a", ["làm giấy khai sinh", "thế còn phí?"])

    def test_empty_file_has_none(self, tmp_path: Path):
        (tmp_path / "set.jsonl").touch()
        assert read_dialogues(tmp_path / "set.jsonl") == []

    def test_a_bad_line_is_named(self, tmp_path: Path):
        path = tmp_path / "set.jsonl"
        path.write_text('{"id": "a", "turns": []}\n{"id": 3}\n', encoding="utf-8")
        with pytest.raises(InputError, match="dòng 2"):
            read_dialogues(path)

    def test_a_file_that_is_no_text_is_refused_in_words(self, tmp_path: Path):
        path = tmp_path / "set.jsonl"
        path.write_bytes(b"\xff\xfe\x00\x81")
        with pytest.raises(InputError, match="UTF-8"):
            read_dialogues(path)


class TestReadSets:
    def test_files_of_one_name_keep_their_folder(self, tmp_path: Path):
        files = [tmp_path / folder / "questions.jsonl" for folder in ("tuning", "locked")]
        for file in files:
            file.parent.mkdir()
            file.write_text('{"id": "a", "turns": [{"text": "hi", "behaviour": "smalltalk"}]}\n', encoding="utf-8")
        assert [(each.name, each.turns) for each in read_sets(files)] == [("tuning/questions", 1), ("locked/questions", 1)]

    def test_file_whose_name_is_its_own_is_called_by_it_alone(self, tmp_path: Path):
        for name in ("first.jsonl", "second.jsonl"):
            (tmp_path / name).write_text('{"id": "a", "turns": []}\n', encoding="utf-8")
        (given_set, _) = read_sets([tmp_path / "first.jsonl", tmp_path / "second.jsonl"])
        assert (given_set.name, given_set.noise, given_set.turns) == ("first", "", 0)


class TestSetsOfTheProject:
    SETS = sorted((PROJECT_ROOT / "evaluation").rglob("*.jsonl"))

    @pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
    def test_can_be_read_and_expect_only_what_there_is(self, path: Path):
        turns = [turn for dialogue in read_dialogues(path) for turn in dialogue.turns]
        assert turns
        assert {name for turn in turns for name in turn.behaviours} <= set(BEHAVIOURS)

    def test_no_dialogue_comes_twice(self):
        ids = [dialogue.id for path in self.SETS for dialogue in read_dialogues(path)]
        assert len(ids) == len(set(ids))
