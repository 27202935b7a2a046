"""What Rasa is taught, and the sentences it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from trained_model import PROJECT_ROOT

from vntext import fold

DATA = PROJECT_ROOT / "data"
HERE = Path(__file__).parent
HELD_OUT = [HERE / "test_nlu.yml", HERE / "test_nlu_unseen.yml"]
_MOST_LINES = 200
_EMERGENCIES = {f"emergency_{kind}" for kind in ("police", "fire", "medical", "child", "distress", "general")}
_SMALL_TALK = {"listening", "greet", "thank", "goodbye", "who_are_you", "abuse"}
_REPORTS = {"report_issue", "report_issue_where", "report_issue_since_when", "report_issue_in_full"}
_REFERRALS = {"refer_elsewhere", "refer_complaint", "refer_denunciation", "refer_official", "refer_fraud", "hand_over"} | _REPORTS
_DOSSIERS = {"look_up_dossier_ask_code", "look_up_dossier_portal"}
_NOT_ANSWERED = {"out_of_scope", "not_understood", "not_understood_again"}
_SAID_BY_ACTIONS = _EMERGENCIES | _SMALL_TALK | _REFERRALS | _DOSSIERS | _NOT_ANSWERED
_VALUES = {"province_name", "hotline_number", "dossier_code"}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def sentences(paths: list[Path]) -> list[tuple[str, str]]:
    """(intent, sentence) of NLU files."""
    blocks = [block for path in paths for block in read(path)["nlu"]]
    return [(block["intent"], line.removeprefix("- ").strip()) for block in blocks for line in block["examples"].splitlines()]


TAUGHT = sentences(sorted((DATA / "nlu").glob("*.yml")))
DOMAIN = read(PROJECT_ROOT / "domain.yml")
INTENTS = {name for intent in DOMAIN["intents"] for name in intent} - {"nlu_fallback"}
RULES = [rule for path in sorted((DATA / "rules").glob("*.yml")) for rule in read(path)["rules"]]
RESPONSES = {name: texts for path in sorted((DATA / "responses").glob("*.yml")) for name, texts in read(path)["responses"].items()}


class TestSentences:
    def test_no_sentence_is_taught_for_two_intents(self) -> None:
        meant: dict[str, set[str]] = {}
        for intent, sentence in TAUGHT:
            meant.setdefault(fold(sentence) or sentence, set()).add(intent)
        assert {sentence: intents for sentence, intents in meant.items() if len(intents) > 1} == {}

    def test_no_sentence_is_taught_twice(self) -> None:
        assert [sentence for sentence, times in Counter(sentence for _, sentence in TAUGHT).items() if times > 1] == []

    def test_no_held_out_sentence_is_taught(self) -> None:
        taught = {fold(sentence) for _, sentence in TAUGHT}
        assert [sentence for _, sentence in sentences(HELD_OUT) if fold(sentence) in taught] == []

    def test_every_intent_is_taught_enough(self) -> None:
        counts = Counter(intent for intent, _ in TAUGHT)
        assert set(counts) == INTENTS
        assert {intent: count for intent, count in counts.items() if count < 40} == {}

    def test_a_good_share_is_typed_without_accents(self) -> None:
        bare = [sentence for _, sentence in TAUGHT if sentence.isascii()]
        assert len(bare) > len(TAUGHT) // 5

    def test_held_out_sets_know_every_intent(self) -> None:
        for path in HELD_OUT:
            assert {intent for intent, _ in sentences([path])} == INTENTS


class TestRules:
    def test_every_intent_leads_to_one_declared_action(self) -> None:
        ways = {rule["steps"][0]["intent"]: [step["action"] for step in rule["steps"][1:]] for rule in RULES}
        assert set(ways) == INTENTS | {"nlu_fallback"}
        assert len(ways) == len(RULES)
        assert {intent: actions for intent, actions in ways.items() if len(actions) != 1} == {}
        assert {action for actions in ways.values() for action in actions} == set(DOMAIN["actions"])


class TestResponses:
    def test_all_that_the_actions_say_and_no_more(self) -> None:
        assert set(RESPONSES) == {f"utter_{name}" for name in _SAID_BY_ACTIONS}

    @pytest.mark.parametrize("name", RESPONSES)
    def test_only_known_values_are_filled_in(self, name: str) -> None:
        fields = {field for variant in RESPONSES[name] for _, field, _, _ in Formatter().parse(variant["text"]) if field}
        assert fields <= _VALUES

    @pytest.mark.parametrize(("kind", "number"), [("police", "113"), ("fire", "114"), ("medical", "115"), ("child", "111")])
    def test_emergency_names_its_number_first(self, kind: str, number: str) -> None:
        for variant in RESPONSES[f"utter_emergency_{kind}"]:
            assert re.findall(r"\b1\d\d\b", variant["text"])[0] == number

    def test_general_emergency_names_every_number(self) -> None:
        (variant,) = RESPONSES["utter_emergency_general"]
        assert {"111", "113", "114", "115"} <= set(re.findall(r"\b1\d\d\b", variant["text"]))

    @pytest.mark.parametrize("name", ["utter_out_of_scope", "utter_not_understood_again", "utter_refer_complaint"])
    def test_a_person_is_offered_where_the_bot_cannot_help(self, name: str) -> None:
        assert all("gặp tổng đài viên" in variant["text"] for variant in RESPONSES[name])


def test_files_are_short() -> None:
    paths = [*DATA.rglob("*.yml"), *(PROJECT_ROOT / "bot").rglob("*.py"), *(PROJECT_ROOT / "bot" / "patterns").glob("*.yml")]
    assert [str(path) for path in paths if len(path.read_text(encoding="utf-8").splitlines()) >= _MOST_LINES] == []
