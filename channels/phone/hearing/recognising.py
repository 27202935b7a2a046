"""The acoustic model over one utterance as it comes, 400 ms at a time; each piece is heard with 1.6 s of what was before it."""

from __future__ import annotations

from copy import copy, deepcopy
from typing import Any

import numpy as np
import onnxruntime

from channels.phone.hearing.embedded_model import EmbeddedModel
from channels.phone.hearing.features import BANDS, STEP, Features, Floats
from channels.phone.hearing.spelling import Spelling
from channels.phone.ports import Heard
from channels.phone.sound import RATE

# Rows the model takes at a time, by how many it goes on, and how many moments it gives for them.
_ROWS = 43
_STRIDE = 40
_MOMENTS = 10
_BEFORE = (1, 12, 4, 40, 224)
_BEFORE_NEAR = (1, 12, 448, 30)
# What the model would miss of a word without some quiet around it.
_QUIET_BEFORE = bytes(2 * RATE * 400 // 1000)
_QUIET_BEHIND = bytes(2 * RATE * 200 // 1000)


class Recogniser:
    """One for all calls: what an utterance has been so far stays with the utterance. Takes one thread for each piece."""

    def __init__(self, model: EmbeddedModel) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._model = onnxruntime.InferenceSession(model.onnx, options, providers=["CPUExecutionProvider"])
        self._tokens = model.tokens

    def begin(self) -> Utterance:
        return Utterance(self._model, self._tokens)


class Utterance:
    """Used by one thread at a time."""

    def __init__(self, model: onnxruntime.InferenceSession, tokens: tuple[str, ...]) -> None:
        self._model = model
        self._spelling = Spelling(tokens)
        self._features = Features()
        self._rows = self._features.accept(_QUIET_BEFORE)
        self._before: Any = np.zeros(_BEFORE, dtype=np.float32)
        self._before_near: Any = np.zeros(_BEFORE_NEAR, dtype=np.float32)
        self._moment = np.zeros((1, 1), dtype=np.int64)

    def accept(self, sound: bytes) -> None:
        self._rows = np.concatenate((self._rows, self._features.accept(sound)))
        while len(self._rows) >= _ROWS:
            self._hear(self._rows[:_ROWS])
            self._rows = self._rows[_STRIDE:]

    def heard_by_now(self) -> Heard:
        """As if nothing followed; more may."""
        whole = copy(self)
        whole._spelling = deepcopy(self._spelling)
        whole._features = deepcopy(self._features)
        return whole.final()

    def final(self) -> Heard:
        """With the rest, which was too short until now; nothing may follow."""
        self.accept(_QUIET_BEHIND)
        if len(self._rows):
            self.accept(bytes((_ROWS - len(self._rows)) * STEP))
        return self._spelling.heard()

    def _hear(self, rows: Floats) -> None:
        given = {"chunk": rows.reshape(1, _ROWS, BANDS), "offset": self._moment, "att_cache": self._before, "cnn_cache": self._before_near}
        likelihoods, self._before, self._before_near = self._model.run(None, given)
        self._moment = self._moment + _MOMENTS
        self._spelling.accept(likelihoods[0])
