"""Gives the other components our spaCy pipeline. It is built from bot/patterns/, so no model directory can go stale."""

from __future__ import annotations

import functools
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP

from bot.components.pattern_files import patterns_fingerprint
from bot.components.spacy_pipeline import build_pipeline


@functools.lru_cache(maxsize=1)
def _model(fingerprint: str) -> SpacyModel:
    """Rasa creates the component twice (to load the pipeline, and to run it): one pipeline serves both."""
    return SpacyModel(model=build_pipeline(), model_name=f"vi-{fingerprint}")


_TYPES = DefaultV1Recipe.ComponentType


@DefaultV1Recipe.register([_TYPES.MODEL_LOADER, _TYPES.MESSAGE_FEATURIZER], is_trainable=False, model_from="VietnameseLanguage")
class VietnameseLanguage(SpacyNLP):
    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VietnameseLanguage:
        model = _model(patterns_fingerprint())
        # Case tells names of places from other words; everything else compares lower case by itself.
        return cls(model, {**config, "case_sensitive": True})
