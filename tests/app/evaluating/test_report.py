from __future__ import annotations

import json
from pathlib import Path

from app.evaluating.dialogues import Dialogue, DialogueSet, ExpectedTurn
from app.evaluating.facts import machine_facts
from app.evaluating.outcomes import Outcome
from app.evaluating.report.writing import write_report
from app.evaluating.results import Asked, results_of

FACTS = {"measured_at": "2026-11-25T06:00:00+00:00", "seed": 1, "published": {"procedure": 2}, **machine_facts()}


def asked(noise: str = "", text: str = "làm giấy khai sinh") -> Asked:
    turn = ExpectedTurn(text=text, behaviour="answer", codes=["1.001193"], aspects=["fee"])
    outcomes = (
        Outcome("a", 0, turn, "answer", ["1.001193"], ["fee"], 0.9, 41.0),
        Outcome("b", 0, turn, "answer", ["1.000894"], ["fee"], 0.7, 52.0, seen={"step": "answer_what_is_meant"}),
    )
    return Asked(DialogueSet("tập thử", (Dialogue(id="a", turns=[turn]), Dialogue(id="b", turns=[turn])), noise), outcomes)


class TestResultsOf:
    def test_overall_is_of_the_texts_as_written_and_noise_stands_beside(self) -> None:
        results = results_of([asked(), asked("typos")], facts=FACTS)
        assert results["overall"]["turns"] == 2
        assert results["noise"]["typos"]["right"] == 0.5
        assert results["sets"]["tập thử"]["wrong"] == 0.5

    def test_failures_say_what_the_system_saw(self) -> None:
        (failure,) = results_of([asked()], facts=FACTS)["failures"]
        assert (failure["dialogue"], failure["kind"], failure["step"]) == ("b", "wrong", "answer_what_is_meant")


class TestWriteReport:
    def test_writes_figures_and_one_page_without_outside_parts(self, tmp_path: Path) -> None:
        baseline = {"name": "BM25", "turns": 2, "right": 0.4, "ours": 0.5}
        write_report(results_of([asked(), asked("typos")], facts=FACTS, baselines=[baseline]), tmp_path)
        assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["overall"]["right"] == 0.5
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert page.count("<svg") >= 4
        assert "BM25" in page
        assert 'src="http' not in page

    def test_what_citizens_wrote_is_not_run(self, tmp_path: Path) -> None:
        write_report(results_of([asked(text="<script>alert(1)</script>")], facts=FACTS), tmp_path)
        assert "<script>alert" not in (tmp_path / "report.html").read_text(encoding="utf-8")
