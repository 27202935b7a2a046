"""The contract between the bot's side (domain.yml, data/) and the actions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import ALL_ACTIONS, Services
from core.settings import PROJECT_ROOT
from tests.actions.conftest import FakeAnswers

_ACTIONS = PROJECT_ROOT / "actions"
_SERVICES = Services(FakeAnswers(), "Đồng Nai", "1022")
_UTTERED = re.compile(r'"(utter_[a-z_]+)"')


def read(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    path = PROJECT_ROOT / "domain.yml"
    if not path.exists():
        pytest.skip("chưa có domain.yml")
    return read(path)


@pytest.fixture(scope="module")
def responses(domain: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = dict(domain.get("responses", {}))
    for path in sorted((PROJECT_ROOT / "data").rglob("*.yml")):
        found.update(read(path).get("responses", {}))
    if not found:
        pytest.skip("chưa có data/responses/")
    return found


def test_domain_lists_exactly_the_actions_that_exist(domain: dict[str, Any]) -> None:
    assert sorted(domain["actions"]) == sorted(action(_SERVICES).name() for action in ALL_ACTIONS)


def test_each_action_has_a_file_of_its_name() -> None:
    assert {action.__module__ for action in ALL_ACTIONS} == {f"actions.{action.skill}" for action in ALL_ACTIONS}
    assert len({action.skill for action in ALL_ACTIONS}) == len(ALL_ACTIONS)


def test_each_action_has_its_own_tests() -> None:
    assert [action.skill for action in ALL_ACTIONS if not Path(__file__).with_name(f"test_{action.skill}.py").exists()] == []


def test_each_sentence_that_an_action_says_is_written(responses: dict[str, Any]) -> None:
    said = {name for path in _ACTIONS.glob("*.py") for name in _UTTERED.findall(path.read_text(encoding="utf-8"))}
    said |= {f"utter_emergency_{kind}" for kind in ("police", "fire", "medical", "child")}
    assert said - set(responses) == set()


def test_sentences_only_need_values_that_actions_give(responses: dict[str, Any]) -> None:
    given = {"province_name", "hotline_number", "dossier_code"}
    needed = {field for wordings in responses.values() for w in wordings for field in re.findall(r"\{(\w+)\}", w.get("text", ""))}
    assert needed - given == set()
