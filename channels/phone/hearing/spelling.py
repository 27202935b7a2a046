"""From the model's likelihoods, ten for each 400 ms, to words and how sure it is of each."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from channels.phone.hearing.features import Floats
from channels.phone.ports import Heard

_BLANK = 0
_BEGINS_WORD = "▁"
_UNSPOKEN = frozenset({"<blank>", "<unk>", "<sos/eos>", ",", ".", "?", "!"})


class Spelling:
    """Of one utterance: the likeliest piece of each moment, the same piece in a row being one."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._last = _BLANK
        self._words: list[str] = []
        # Of each word the log-likelihood of each of its pieces.
        self._sureness: list[list[float]] = []

    def accept(self, log_likelihoods: Floats) -> None:
        for row, best in zip(log_likelihoods, log_likelihoods.argmax(axis=1), strict=True):
            self._take(int(best), float(row[best]))

    def heard(self) -> Heard:
        words = [(word, math.exp(float(np.mean(sure)))) for word, sure in zip(self._words, self._sureness, strict=True) if word]
        confidence = sum(sure for _, sure in words) / len(words) if words else 0.0
        return Heard(" ".join(word for word, _ in words), confidence, tuple(words))

    def _take(self, piece: int, log_likelihood: float) -> None:
        previous, self._last = self._last, piece
        token = self._tokens[piece]
        if token in _UNSPOKEN:
            return
        if piece == previous:
            self._sureness[-1][-1] = max(self._sureness[-1][-1], log_likelihood)
        elif token.startswith(_BEGINS_WORD) or not self._words:
            self._words.append(token.removeprefix(_BEGINS_WORD))
            self._sureness.append([log_likelihood])
        else:
            self._words[-1] += token
            self._sureness[-1].append(log_likelihood)
