"""How well intents are told apart on sentences that were never trained on, with the figures printed."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter, defaultdict
from typing import NamedTuple

import pytest
from rasa.core.agent import Agent
from test_training_data import HELD_OUT, sentences

# One sentence of a small group weighs much, so the floor of each intent is below that of all.
FLOOR_OF_ALL = 0.94
FLOOR_OF_SAME_ACTION = 0.97
FLOOR_OF_AN_INTENT = 0.75
FLOORS = {"report_emergency": 0.9, "report_issue": 0.85, "out_of_scope": 0.85, "ask_procedure": 0.9, "request_operator": 0.9}
_SEARCH = {"nlu_fallback", "choose_option", "show_more", "affirm", "deny", "correct_procedure"}
_SMALL_TALK = {"greet", "thank", "goodbye", "ask_who_are_you", "abuse"}
_REFER = {"complain_official", "file_complaint", "file_denunciation"}


class Result(NamedTuple):
    intent: str
    predicted: str
    milliseconds: float
    sentence: str


def action_of(intent: str) -> str:
    """Intents that end in the same action do little harm when taken for one another."""
    for action, intents in (("small_talk", _SMALL_TALK), ("refer", _REFER), ("answer_question", _SEARCH)):
        if intent in intents:
            return action
    return "answer_question" if intent.startswith("ask_") else intent


async def parse(agent: Agent) -> list[Result]:
    results = []
    for intent, sentence in sentences(HELD_OUT):
        start = time.perf_counter()
        understood = await agent.parse_message(sentence)
        results.append(Result(intent, understood["intent"]["name"], (time.perf_counter() - start) * 1000, sentence))
    return results


@pytest.fixture(scope="module")
def results(agent: Agent, request: pytest.FixtureRequest) -> list[Result]:
    results = asyncio.run(parse(agent))
    by_intent: dict[str, Counter[bool]] = defaultdict(Counter)
    for result in results:
        by_intent[result.intent][result.predicted == result.intent] += 1
    lines = [f"{intent:20} {right[True]:3} of {sum(right.values()):3}" for intent, right in sorted(by_intent.items())]
    lines.append(f"all {share_right(results):.3f}, same action {share_same_action(results):.3f} of {len(results)} sentences")
    lines.append(f"median parse {statistics.median(result.milliseconds for result in results):.1f} ms")
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().write("\n" + "\n".join(lines) + "\n", flush=True)
    return results


def share_right(results: list[Result]) -> float:
    return statistics.mean(result.predicted == result.intent for result in results)


def share_same_action(results: list[Result]) -> float:
    return statistics.mean(action_of(result.predicted) == action_of(result.intent) for result in results)


def test_all(results: list[Result]) -> None:
    assert share_right(results) >= FLOOR_OF_ALL


def test_same_action(results: list[Result]) -> None:
    assert share_same_action(results) >= FLOOR_OF_SAME_ACTION


@pytest.mark.parametrize("intent", sorted({intent for intent, _ in sentences(HELD_OUT)}))
def test_each_intent(results: list[Result], intent: str) -> None:
    mine = [result for result in results if result.intent == intent]
    wrong = [(result.predicted, result.sentence) for result in mine if result.predicted != intent]
    assert share_right(mine) >= FLOORS.get(intent, FLOOR_OF_AN_INTENT), wrong


def test_no_emergency_is_sent_away(results: list[Result]) -> None:
    lost = [result.sentence for result in results if result.intent == "report_emergency" and result.predicted == "out_of_scope"]
    assert lost == []
