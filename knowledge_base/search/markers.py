"""Near twins told apart: words such as "nước ngoài" or "cấp lại" in a name count against it when the question lacks them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.query import data_lines
from vntext import fold

_AT_MOST = 3.0


class MarkerTable:
    def __init__(self, names: Sequence[str]) -> None:
        self._markers = [f" {fold(line)} " for line in data_lines("markers.txt")]
        folded = [f" {fold(name)} " for name in names]
        self._has = np.array([[marker in name for marker in self._markers] for name in folded], dtype=np.float32)

    def unasked(self, plain: str) -> NDArray[np.float32]:
        """How many markers each name holds that the question does not; at most three count."""
        padded = f" {plain} "
        missing = [column for column, marker in enumerate(self._markers) if marker not in padded]
        counted: NDArray[np.float32] = self._has[:, missing].sum(axis=1).clip(max=_AT_MOST)
        return counted
