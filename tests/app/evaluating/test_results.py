from __future__ import annotations

from typing import Any

from app.evaluating.results import Asked, results_of
from knowledge_base.judging.dialogues import Dialogue, DialogueSet, ExpectedTurn
from knowledge_base.judging.outcomes import NO_REPLY, Outcome

FACTS: dict[str, Any] = {"measured_at": "2026-11-25T06:00:00+00:00", "seed": 1, "published": {"procedure": 2}}
FEE = ExpectedTurn(text="làm giấy khai sinh hết bao nhiêu", behaviour="answer", codes=["1.001193"], aspects=["fee"])
THANKS = ExpectedTurn(text="cảm ơn", behaviour="smalltalk")


def outcome(got: str, codes: list[str], turn: ExpectedTurn = FEE, aspects: tuple[str, ...] = ("fee",), **more: Any) -> Outcome:
    return Outcome("d", 0, turn, got, codes, list(aspects), more.pop("confidence", 0.9), more.pop("milliseconds", 40.0), **more)


def asked(*outcomes: Outcome, name: str = "tập thử", noise: str = "") -> Asked:
    turns = [outcome.expected for outcome in outcomes]
    return Asked(DialogueSet(name, (Dialogue(id="d", turns=turns),), noise), outcomes)


RIGHT, WRONG = outcome("answer", ["1.001193"]), outcome("answer", ["1.000894"])


class TestResultsOf:
    def test_overall_is_of_the_texts_as_written_and_noise_stands_beside(self) -> None:
        results = results_of([asked(RIGHT, WRONG), asked(WRONG, WRONG, noise="typos")], facts=FACTS)
        assert (results["overall"]["turns"], results["overall"]["right"]) == (2, 0.5)
        assert results["noise"]["typos"]["right"] == 0.0
        assert list(results["sets"]) == ["tập thử"]

    def test_overall_counts_turns_and_not_sets(self) -> None:
        results = results_of([asked(RIGHT, RIGHT, RIGHT, name="lớn"), asked(WRONG, name="nhỏ")], facts=FACTS)
        assert results["overall"]["right"] == 0.75
        assert (results["sets"]["lớn"]["right"], results["sets"]["nhỏ"]["right"]) == (1.0, 0.0)

    def test_each_kind_of_noise_is_over_all_sets(self) -> None:
        spoilt = [asked(one, name=name, noise=kind) for kind in ("typos", "telex") for name, one in (("một", RIGHT), ("hai", WRONG))]
        noise = results_of([asked(RIGHT), *spoilt], facts=FACTS)["noise"]
        assert {kind: (summary["turns"], summary["right"]) for kind, summary in noise.items()} == {"typos": (2, 0.5), "telex": (2, 0.5)}

    def test_confusion_calibration_and_times_are_of_the_texts_as_written(self) -> None:
        results = results_of([asked(RIGHT), asked(outcome("refuse", [], milliseconds=900.0), noise="typos")], facts=FACTS)
        assert results["confusion"] == {"answer": {"answer": 1}}
        assert sum(row["turns"] for row in results["calibration"]["bins"]) == 1
        assert results["latencies_ms"] == [40.0]

    def test_turn_without_a_reply_has_no_time(self) -> None:
        late = outcome(NO_REPLY, [], milliseconds=0.0, error="reply")
        results = results_of([asked(RIGHT, late)], facts=FACTS)
        assert results["latencies_ms"] == [40.0]
        assert results["overall"]["errors"] == 1

    def test_facts_and_baselines_are_handed_on(self) -> None:
        baseline = {"name": "BM25", "turns": 2, "right": 0.4, "ours": 0.5}
        results = results_of([asked(RIGHT)], facts=FACTS, baselines=[baseline])
        assert (results["facts"], results["baselines"]) == (FACTS, [baseline])

    def test_of_nothing_nothing_is_claimed(self) -> None:
        results = results_of([], facts=FACTS)
        assert (results["overall"]["right"], results["failures"], results["calibration"]["expected_error"]) == (None, [], None)


class TestFailures:
    def failures(self, *outcomes: Outcome, noise: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = results_of([asked(*outcomes, noise=noise)], facts=FACTS)["failures"]
        return found

    def test_what_was_right_is_none(self) -> None:
        assert self.failures(RIGHT, outcome("smalltalk", [], THANKS), outcome("clarify", ["1.001193"])) == []

    def test_each_has_its_kind(self) -> None:
        kinds = {
            "wrong": WRONG,
            "missed": outcome("refuse", []),
            "aspects": outcome("answer", ["1.001193"], aspects=("time",)),
            "behaviour": outcome("answer", ["1.001193"], THANKS),
            "error": outcome(NO_REPLY, [], error="reply"),
        }
        assert {kind: self.failures(one)[0]["kind"] for kind, one in kinds.items()} == {kind: kind for kind in kinds}

    def test_says_what_the_system_saw(self) -> None:
        seen = {
            "step": "answer_what_is_meant",
            "understood": {"intent": {"name": "ask_procedure"}, "entities": [{"entity": "aspect", "value": "fee"}]},
            "signals": [{"key": "1.000894", "share": 0.6, "words": 0.4}],
        }
        (failure,) = self.failures(outcome("answer", ["1.000894"], seen=seen))
        assert (failure["step"], failure["intent"], failure["phrases"]) == ("answer_what_is_meant", "ask_procedure", ["aspect: fee"])
        assert failure["candidates"] == [{"key": "1.000894", "share": 0.6}]

    def test_without_any_intent_is_no_error(self) -> None:
        (failure,) = self.failures(outcome("answer", ["1.000894"], seen={"understood": {"intent": None}}))
        assert (failure["intent"], failure["phrases"], failure["candidates"]) == ("", [], [])

    def test_of_spoilt_texts_say_how_they_were_spoilt(self) -> None:
        (failure,) = self.failures(WRONG, noise="typos")
        assert (failure["set"], failure["noise"]) == ("tập thử", "typos")
