from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.evaluating.facts import machine_facts
from app.evaluating.noise import KINDS
from app.evaluating.report.writing import page, write_report
from app.evaluating.results import Asked, results_of
from core.settings import PROJECT_ROOT
from knowledge_base.judging.dialogues import Dialogue, DialogueSet, ExpectedTurn
from knowledge_base.judging.figures import BEHAVIOURS
from knowledge_base.judging.outcomes import NO_REPLY, Outcome

FACTS = {"measured_at": "2026-11-25T06:00:00+00:00", "seed": 1, "published": {"procedure": 2}, **machine_facts()}
BASELINE = {"name": "BM25", "turns": 2, "right": 0.4, "ours": 0.5}


def asked(noise: str = "", text: str = "làm giấy khai sinh") -> Asked:
    turn = ExpectedTurn(text=text, behaviour="answer", codes=["1.001193"], aspects=["fee"])
    outcomes = (
        Outcome("a", 0, turn, "answer", ["1.001193"], ["fee"], 0.9, 41.0),
        Outcome("b", 0, turn, "answer", ["1.000894"], ["fee"], 0.7, 52.0, seen={"step": "answer_what_is_meant"}),
    )
    return Asked(DialogueSet("tập thử", (Dialogue(id="a", turns=[turn]), Dialogue(id="b", turns=[turn])), noise), outcomes)


def asked_one(expected: str, got: str, **more: Any) -> Asked:
    turn = ExpectedTurn(text="alo", behaviour=expected)
    outcome = Outcome("a", 0, turn, got, [], [], 0.0, 30.0, **more)
    return Asked(DialogueSet("tập thử", (Dialogue(id="a", turns=[turn]),)), (outcome,))


class TestWriteReport:
    def test_writes_figures_and_one_page_without_outside_parts(self, tmp_path: Path) -> None:
        write_report(results_of([asked(), asked("typos")], facts=FACTS, baselines=[BASELINE]), tmp_path)
        assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["overall"]["right"] == 0.5
        written = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert written.count("<svg") >= 4
        assert "BM25" in written
        assert "13:00 ngày 25/11/2026" in written, "as clocks here show it"
        assert re.findall(r"""(?:src|href)=["'](?!#|data:)[^"']*""", written) == []

    def test_what_citizens_wrote_is_not_run(self, tmp_path: Path) -> None:
        write_report(results_of([asked(text="<script>alert(1)</script>")], facts=FACTS), tmp_path)
        written = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "<script>alert" not in written
        assert "&lt;script&gt;alert" in written

    def test_makes_the_folder_and_replaces_an_earlier_report(self, tmp_path: Path) -> None:
        folder = tmp_path / "của" / "hôm nay"
        write_report(results_of([asked(text="câu cũ")], facts=FACTS), folder)
        write_report(results_of([asked(text="câu mới")], facts=FACTS), folder)
        written = (folder / "report.html").read_text(encoding="utf-8")
        assert "câu mới" in written
        assert "câu cũ" not in written

    def test_results_keep_vietnamese_readable(self, tmp_path: Path) -> None:
        write_report(results_of([asked()], facts=FACTS), tmp_path)
        assert "làm giấy khai sinh" in (tmp_path / "results.json").read_text(encoding="utf-8")


class TestPage:
    def test_same_results_give_the_same_page(self) -> None:
        results = results_of([asked(), asked("typos")], facts=FACTS, baselines=[BASELINE])
        assert page(results) == page(json.loads(json.dumps(results)))

    def test_shares_are_shown_as_the_reader_writes_them(self) -> None:
        assert "50,0 %" in page(results_of([asked()], facts=FACTS))

    @pytest.mark.parametrize("nothing", [[], [Asked(DialogueSet("trống", ()), ())]], ids=["no set", "empty set"])
    def test_nothing_asked_is_a_page_without_figures(self, nothing: list[Asked]) -> None:
        written = page(results_of(nothing, facts=FACTS))
        assert "–" in written
        assert "nan" not in written

    def test_only_what_was_measured_has_a_section(self) -> None:
        plain = page(results_of([asked()], facts=FACTS))
        assert "BM25" not in plain
        assert "Khi người dân gõ vội" not in plain
        assert "Khi người dân gõ vội" in page(results_of([asked(), asked("telex")], facts=FACTS))

    @pytest.mark.parametrize("expected", [name for name in BEHAVIOURS if name != NO_REPLY])
    def test_every_behaviour_can_be_expected_and_missed(self, expected: str) -> None:
        assert "alo" in page(results_of([asked_one(expected, NO_REPLY, error="reply")], facts=FACTS))

    def test_alternatives_are_named_one_by_one(self) -> None:
        assert "ngoài phạm vi hoặc chỉ nơi khác" in page(results_of([asked_one("refuse|refer", "answer")], facts=FACTS))


class TestWords:
    """What the page calls things: one word for everything that may have to be named."""

    WORDS = yaml.safe_load((PROJECT_ROOT / "app" / "evaluating" / "report" / "words.yml").read_text(encoding="utf-8"))

    def test_every_behaviour_has_one(self) -> None:
        assert list(self.WORDS["behaviours"]) == list(BEHAVIOURS)

    def test_every_kind_of_noise_has_one(self) -> None:
        assert set(self.WORDS["noise"]) == set(KINDS)

    def test_every_measure_is_one_that_is_counted(self) -> None:
        assert set(self.WORDS["measures"]) <= set(results_of([asked()], facts=FACTS)["overall"])
