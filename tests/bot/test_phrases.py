"""Entities: what the phrases of bot/patterns/ find in a message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from spacy.language import Language

from bot.components.pattern_files import expand, read_phrases
from bot.components.phrase_extractor import PhraseExtractor

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("entities.yml").read_text(encoding="utf-8"))
ASPECTS = {"documents", "fee", "time", "place", "steps", "conditions", "legal_basis", "online", "form", "outcome"}
EMERGENCIES = {"police", "fire", "medical", "child", "distress"}


def entities(pipeline: Language, text: str) -> list[dict[str, Any]]:
    return PhraseExtractor._extract_entities(pipeline(text))


class TestFinder:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
    def test_finds_exactly(self, pipeline: Language, case: dict[str, Any]) -> None:
        found = {f"{entity['entity']}={entity['value']}" for entity in entities(pipeline, case["text"])}
        assert sorted(found) == sorted(case["found"])

    def test_place_in_the_message_counts_what_was_typed(self, pipeline: Language) -> None:
        text = "dk kết hôn cần gt gì"
        (entity,) = entities(pipeline, text)
        assert text[entity["start"] : entity["end"]] == "cần gt gì"

    def test_exact_accents_win_over_missing_ones(self, pipeline: Language) -> None:
        assert [entity["value"] for entity in entities(pipeline, "ba em mất")] == ["cha"]

    def test_one_slip_in_a_long_phrase_is_forgiven(self, pipeline: Language) -> None:
        assert [entity["value"] for entity in entities(pipeline, "cần giây tờ gì")] == ["documents"]

    @pytest.mark.parametrize("nothing", ["", "   ", "👍", "\u200b"])
    def test_nothing_in_nothing(self, pipeline: Language, nothing: str) -> None:
        assert entities(pipeline, nothing) == []


class TestPatterns:
    def test_alternatives_are_written_out(self) -> None:
        assert list(expand("(mất|) mấy (ngày|bữa)")) == ["mất mấy ngày", "mất mấy bữa", "mấy ngày", "mấy bữa"]

    def test_values_are_the_agreed_ones(self) -> None:
        values: dict[str, set[str | None]] = {}
        for phrase in read_phrases():
            values.setdefault(phrase.label, set()).add(phrase.value)
        assert values["aspect"] == ASPECTS | {None}
        assert values["emergency_kind"] == EMERGENCIES | {None}

    def test_labels_are_the_domains(self, agent: Agent) -> None:
        assert agent.domain is not None
        assert {phrase.label for phrase in read_phrases()} <= set(agent.domain.entities)

    def test_no_phrase_stands_for_two_aspects(self) -> None:
        meant: dict[str, set[str | None]] = {}
        for phrase in read_phrases():
            if phrase.label == "aspect":
                meant.setdefault(phrase.text, set()).add(phrase.value)
        assert {text: values for text, values in meant.items() if len(values) > 1} == {}
