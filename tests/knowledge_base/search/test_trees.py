from __future__ import annotations

import lightgbm
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge_base.search.candidates import alternative_names
from knowledge_base.search.ranker import TREES
from knowledge_base.search.trees import Trees

WIDTH = len(alternative_names())
TEXT = TREES.read_text(encoding="utf-8")
LEARNED, BY_LIGHTGBM = Trees.from_text(TEXT), lightgbm.Booster(model_str=TEXT)
# In single precision, as the trees were grown: zero and one, where most features lie, often.
FIGURES = st.sampled_from([0.0, 1.0]) | st.floats(0, 3, width=32)

ONE_SPLIT = """tree
max_feature_idx=1

Tree=0
num_leaves=2
split_feature=1
threshold=0.5
decision_type=2
left_child=-1
right_child=-2
leaf_value=-3 7
"""


class TestPredict:
    @settings(max_examples=60, deadline=None)
    @given(arrays(np.float64, st.tuples(st.integers(1, 6), st.just(WIDTH)), elements=FIGURES))
    def test_adds_what_lightgbm_adds(self, rows: np.ndarray) -> None:
        assert LEARNED.predict(rows) == pytest.approx(np.asarray(BY_LIGHTGBM.predict(rows)), abs=1e-12)

    def test_a_value_goes_left_up_to_the_threshold(self) -> None:
        trees = Trees.from_text(ONE_SPLIT)
        assert trees.predict(np.array([[9.0, 0.0], [9.0, 0.5], [0.0, 0.75], [0.0, 1e9]])).tolist() == [-3, -3, 7, 7]

    def test_hardly_anything_is_more_than_nothing(self) -> None:
        trees = Trees.from_text(ONE_SPLIT.replace("threshold=0.5", "threshold=1.0000000180025095e-35"))
        assert trees.predict(np.array([[0.0, 0.0], [0.0, 2e-16], [0.0, 1.0]])).tolist() == [-3, 7, 7]

    def test_trees_add_up(self) -> None:
        second = ONE_SPLIT.partition("\n\n")[2].replace("Tree=0", "Tree=1").replace("split_feature=1", "split_feature=0")
        assert Trees.from_text(ONE_SPLIT + second).predict(np.array([[1.0, 0.0], [1.0, 1.0]])).tolist() == [4, 14]

    def test_a_tree_of_one_leaf_adds_it_always(self) -> None:
        assert Trees.from_text("tree\nmax_feature_idx=0\n\nTree=0\nnum_leaves=1\nleaf_value=2.5\n").predict(np.ones((2, 1))).tolist() == [
            2.5,
            2.5,
        ]


class TestFromText:
    @pytest.mark.parametrize("change", [("decision_type=2", "decision_type=1"), ("threshold=0.5", "threshold=-0.5")])
    def test_trees_of_another_kind_are_refused(self, change: tuple[str, str]) -> None:
        with pytest.raises(ValueError, match="trees"):
            Trees.from_text(ONE_SPLIT.replace(*change))
