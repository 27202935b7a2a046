from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, feature_names
from knowledge_base.search.cues import cue_names
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.query import prepare
from knowledge_base.search.searchables import Searchable

CARD = Searchable("card", "Cấp thẻ căn cước", ("làm thẻ căn cước",), traits=frozenset({"commune", "citizens"}))
CARD_AGAIN = Searchable("card-again", "Cấp lại thẻ căn cước", traits=frozenset({"commune"}))
WHERE = Searchable("card-where", "Làm thẻ căn cước ở đâu?", content="Công an xã", traits=frozenset({"faq"}))
WHICH = Searchable("card-which", "giấy tờ căn cước", traits=frozenset({"choice"}))
INDEX = SearchIndex([CARD, CARD_AGAIN, WHERE, WHICH])


def described(text: str) -> Candidates:
    found = INDEX.candidates(prepare(text))
    assert found is not None
    return found


def features(text: str, key: str) -> dict[str, float]:
    found = described(text)
    return dict(zip(feature_names(), found.features[found.keys.index(key)].tolist(), strict=True))


def of_none_of_them(text: str) -> dict[str, float]:
    return dict(zip(NOTHING_FEATURES, described(text).nothing.tolist(), strict=True))


class TestFeatureNames:
    def test_each_stands_once(self) -> None:
        assert len(set(feature_names())) == len(feature_names())

    def test_every_cue_may_be_unasked_met_or_unmet(self) -> None:
        for cue in cue_names():
            assert {f"{cue}_unasked", f"{cue}_met", f"{cue}_unmet"} <= set(feature_names())


class TestDescribe:
    def test_has_a_row_for_each_candidate_and_a_column_for_each_name(self) -> None:
        found = described("thẻ căn cước")
        assert found.features.shape == (len(found.keys), len(feature_names()))
        assert found.nothing.shape == (len(NOTHING_FEATURES),)

    def test_likeliest_at_first_look_comes_first(self) -> None:
        found = described("thẻ căn cước")
        totals = found.features[:, feature_names().index("total")]
        assert totals.tolist() == sorted(totals, reverse=True)

    @pytest.mark.parametrize("part", ["words", "characters", "whole", "total"])
    def test_best_candidate_of_each_part_is_the_measure_of_the_others(self, part: str) -> None:
        found = described("thẻ căn cước")
        scores, relative = (found.features[:, feature_names().index(name)] for name in (part, f"{part}_to_best"))
        assert relative.max() == 1
        assert relative == pytest.approx(scores / scores.max())

    def test_part_in_which_nobody_has_anything_is_no_division_by_zero(self) -> None:
        assert features("cap lai", "card-again")["content_to_best"] == 0

    def test_cue_is_unasked_where_the_name_has_it_and_the_question_not(self) -> None:
        seen = features("thẻ căn cước", "card-again")
        assert (seen["reissue_unasked"], seen["reissue_met"], seen["reissue_unmet"]) == (1, 0, 0)

    def test_cue_is_met_where_both_have_it_and_unmet_where_the_name_lacks_it(self) -> None:
        asked = "cấp lại thẻ căn cước"
        assert features(asked, "card-again")["reissue_met"] == 1
        assert features(asked, "card")["reissue_unmet"] == 1

    def test_traits_of_an_entry_are_told_as_they_are(self) -> None:
        seen = features("thẻ căn cước", "card")
        assert (seen["commune"], seen["citizens"], seen["faq"], seen["choice"]) == (1, 1, 0, 0)

    @pytest.mark.parametrize(("key", "kind"), [("card-where", "faq"), ("card-which", "choice")])
    def test_common_questions_and_choices_are_also_measured_by_themselves(self, key: str, kind: str) -> None:
        seen = features("thẻ căn cước", key)
        assert seen[f"{kind}_line_recall"] == seen["line_recall"] > 0
        assert features("thẻ căn cước", "card")[f"{kind}_line_recall"] == 0

    def test_none_of_them_knows_how_near_the_best_came(self) -> None:
        assert of_none_of_them("cấp thẻ căn cước")["nothing_best_both"] > of_none_of_them("thẻ xanh đỏ tím vàng")["nothing_best_both"]

    def test_none_of_them_knows_how_much_was_said(self) -> None:
        little, much = of_none_of_them("căn cước"), of_none_of_them("căn cước xanh đỏ tím vàng trắng đen hồng nâu xám")
        assert (little["nothing_few_words"], little["nothing_many_words"]) == (1, 0)
        assert (much["nothing_few_words"], much["nothing_many_words"]) == (0, 1)
        assert little["nothing"] == much["nothing"] == 1

    @given(st.text(max_size=60))
    def test_whatever_is_asked_every_number_is_finite(self, text: str) -> None:
        found = INDEX.candidates(prepare(f"{text} căn cước"))
        assert found is not None
        assert np.isfinite(found.features).all()
        assert np.isfinite(found.nothing).all()


class TestSignals:
    def test_tell_what_steps_decide_by_and_nothing_relative(self) -> None:
        signals = described("cấp thẻ căn cước").signals()[0]
        assert {"words", "line_both", "union_recall"} <= set(signals)
        assert [name for name in signals if name.endswith("_to_best") or name not in feature_names()] == []

    def test_are_those_of_the_row(self) -> None:
        found = described("thẻ căn cước")
        for row, key in enumerate(found.keys):
            assert found.signals()[row]["line_recall"] == round(features("thẻ căn cước", key)["line_recall"], 3)
