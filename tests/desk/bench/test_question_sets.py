from __future__ import annotations

import uuid

from app.wiring.bench import bench_parts
from core.settings import PROJECT_ROOT
from desk.bench.models import BenchQuestion
from desk.bench.question_sets import OWN, own_questions, shipped_questions, turns_in
from knowledge_base.judging.dialogues import read_sets
from tests.desk.bench.conftest import PlayedBot

TUNING, LOCKED = PROJECT_ROOT / "evaluation" / "tuning", PROJECT_ROOT / "evaluation" / "locked"


class TestShippedQuestions:
    def test_are_all_of_the_folder_under_the_names_of_their_files(self):
        sets = read_sets(sorted(TUNING.glob("*.jsonl")))
        shipped = shipped_questions(TUNING)
        assert {each.set for each in shipped} == {each.name for each in sets}
        assert turns_in(shipped) == sum(each.turns for each in sets)

    def test_are_none_where_the_program_came_without_them(self, tmp_path):
        assert shipped_questions(tmp_path / "nothing") == []

    def test_never_hold_one_of_those_that_releases_are_judged_by(self, settings, database):
        locked = {each.dialogue.id for each in shipped_questions(LOCKED)}
        assert len(locked) > 100
        assert bench_parts(settings, database, PlayedBot()).shipped == len(shipped_questions(TUNING))
        assert locked.isdisjoint(each.dialogue.id for each in shipped_questions(TUNING))


class TestOwnQuestions:
    def test_become_dialogues_under_their_ids(self):
        turn = {"text": "khai sinh", "behaviour": "answer", "codes": [], "aspects": []}
        question = BenchQuestion(id=uuid.uuid4(), turns=[turn, turn | {"text": "phí"}])
        (asked,) = own_questions([question])
        assert (asked.set, asked.dialogue.id) == (OWN, str(question.id))
        assert [each.text for each in asked.dialogue.turns] == ["khai sinh", "phí"]
