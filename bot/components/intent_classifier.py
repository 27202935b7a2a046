"""Logistic regression over the features of a message, kept as plain arrays.

Rasa's own LogisticRegressionClassifier fixes C at 1, and loads its model with skops, whose import alone looks through
every module of the process (4 s of the server's start). The arithmetic is the same.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

_WEIGHTS = "weights.npz"
_INTENTS = "intents.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: the higher, the closer to the training sentences. `ranking_length`: how many intents are reported."""
        return {"C": 10.0, "max_iter": 100, "tol": 0.01, "ranking_length": 5}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._intents: list[str] = []
        self._coefficients = np.empty((0, 0), dtype=np.float32)
        self._intercepts = np.empty(0, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        regression = LogisticRegression(
            C=self._config["C"],
            class_weight="balanced",
            max_iter=self._config["max_iter"],
            tol=self._config["tol"],
            random_state=0,
        )
        regression.fit(vstack([_features(example) for example in examples]), [e.get(INTENT) for e in examples])
        self._intents = [str(intent) for intent in regression.classes_]
        self._coefficients = regression.coef_.astype(np.float32)
        self._intercepts = regression.intercept_.astype(np.float32)
        with self._model_storage.write_to(self._resource) as directory:
            np.savez_compressed(directory / _WEIGHTS, coefficients=self._coefficients, intercepts=self._intercepts)
            (directory / _INTENTS).write_text(json.dumps(self._intents), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._intents = json.loads((directory / _INTENTS).read_text(encoding="utf-8"))
            with np.load(directory / _WEIGHTS, allow_pickle=False) as weights:
                component._coefficients = weights["coefficients"]
                component._intercepts = weights["intercepts"]
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            probabilities = self._probabilities(_features(message))
            best = np.argsort(-probabilities)[: self._config["ranking_length"]]
            ranking = [{INTENT_NAME_KEY: self._intents[place], PREDICTED_CONFIDENCE_KEY: float(probabilities[place])} for place in best]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _probabilities(self, features: csr_matrix) -> np.ndarray:
        """Softmax; only the columns that the message has are looked at."""
        scores = self._coefficients[:, features.indices] @ features.data + self._intercepts
        exponents = np.exp(scores - scores.max())
        return np.asarray(exponents / exponents.sum())


def _features(message: Message) -> csr_matrix:
    _, sentence = message.get_sparse_features(TEXT)
    if sentence is None:
        raise ValueError("The pipeline has no featurizer before the intent classifier.")
    return csr_matrix(sentence.features)
