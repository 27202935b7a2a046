"""Silero's model, run by onnxruntime alone: its own package would want torch."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from channels.phone.ports import VoiceActivity, Watching
from channels.phone.sound import RATE

# At 8 kHz the model takes 256 samples behind the last 32 before them.
_WINDOW = 256
_CONTEXT = 32
_LOUDEST = 32768.0


class Silero(VoiceActivity):
    """One model for all calls; what a call has been like so far is kept by its own `Watching`."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._model = onnxruntime.InferenceSession(_model_file(), options, providers=["CPUExecutionProvider"])

    def begin(self) -> Watching:
        return _Silero(self._model)


class _Silero(Watching):
    def __init__(self, model: onnxruntime.InferenceSession) -> None:
        self._model = model
        self._state: Any = np.zeros((2, 1, 128), dtype=np.float32)
        self._rate = np.array(RATE, dtype=np.int64)
        self._context = np.zeros(_CONTEXT, dtype=np.float32)
        self._waiting = np.zeros(0, dtype=np.float32)
        self._likely = 0.0

    def accept(self, frame: bytes) -> float:
        sound = np.frombuffer(frame, dtype="<i2").astype(np.float32) / _LOUDEST
        self._waiting = np.concatenate((self._waiting, sound))
        while len(self._waiting) >= _WINDOW:
            window, self._waiting = self._waiting[:_WINDOW], self._waiting[_WINDOW:]
            seen = np.concatenate((self._context, window))
            likely, self._state = self._model.run(None, {"input": seen[np.newaxis], "state": self._state, "sr": self._rate})
            self._context, self._likely = window[-_CONTEXT:], float(likely[0, 0])
        return self._likely


def _model_file() -> Path:
    """Found without importing the package."""
    found = find_spec("silero_vad")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("silero_vad")
    return Path(found.submodule_search_locations[0]) / "data" / "silero_vad.onnx"
