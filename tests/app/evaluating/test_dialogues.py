from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluating.dialogues import ExpectedTurn, read_dialogues, read_sets
from core.errors import InputError


class TestExpectedTurn:
    def test_a_question_back_wants_a_topic_but_no_answer(self):
        turn = ExpectedTurn(text="khai sinh", behaviour="clarify")
        assert turn.wants_topic
        assert not turn.wants_answer

    def test_one_of_several_alternatives_is_enough_to_want_an_answer(self):
        assert ExpectedTurn(text="khai sinh", behaviour="refer|answer").wants_answer

    def test_thanks_want_neither(self):
        assert not ExpectedTurn(text="cảm ơn", behaviour="smalltalk").wants_topic


class TestReadDialogues:
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
