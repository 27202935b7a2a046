from __future__ import annotations

import numpy as np
import pytest

from knowledge_base.search.fields import Field, Vocabulary, character_terms, word_terms

TEXTS = ["dang ky khai sinh", "dang ky khai tu", "cap ho chieu pho thong"]


def words_field(texts: list[str] = TEXTS, precision: float = 0.0) -> Field:
    return Field(texts, Vocabulary(word_terms), k1=0.6, b=0.5, precision=precision)


class TestWordTerms:
    def test_words_and_neighbours(self) -> None:
        assert word_terms("cap ho chieu") == ["cap", "ho", "chieu", "cap_ho", "ho_chieu"]

    def test_nothing_of_nothing(self) -> None:
        assert word_terms("") == []


class TestCharacterTerms:
    def test_runs_of_three_to_five_with_the_words_edges(self) -> None:
        assert character_terms("ho") == [" ho", "ho ", " ho "]

    def test_do_not_reach_over_words(self) -> None:
        assert character_terms("ho chieu") == character_terms("ho") + character_terms("chieu")


class TestScores:
    def test_one_a_text_best_where_most_is_shared(self) -> None:
        scores = words_field().scores(word_terms("dang ky khai sinh"))
        assert scores.shape == (3,)
        assert int(scores.argmax()) == 0
        assert scores[1] > scores[2] == 0

    def test_question_that_is_wholly_a_text_scores_near_one(self) -> None:
        assert words_field().scores(word_terms("cap ho chieu pho thong"))[2] == pytest.approx(1.0, abs=0.3)

    def test_rare_word_weighs_more_than_a_common_one(self) -> None:
        scores = words_field().scores(word_terms("khai sinh"))
        assert scores[0] > 2 * scores[1]

    def test_words_nobody_has_lower_the_score_without_hiding_the_match(self) -> None:
        field = words_field()
        alone, among_others = field.scores(word_terms("khai sinh"))[0], field.scores(word_terms("khai sinh lung tung beng"))[0]
        assert 0 < among_others < alone

    @pytest.mark.parametrize("text", ["", "xyz qwerty"])
    def test_nothing_known_scores_nothing(self, text: str) -> None:
        assert not words_field().scores(word_terms(text)).any()

    def test_precision_prefers_the_text_that_says_nothing_beyond(self) -> None:
        texts = ["cap ho chieu", "cap ho chieu ngoai giao cong vu"]
        gap_without, gap_with = (np.subtract(*words_field(texts, precision).scores(word_terms("cap ho chieu"))) for precision in (0.0, 1.0))
        assert gap_with > gap_without

    def test_typing_error_still_matches_by_characters(self) -> None:
        field = Field(TEXTS, Vocabulary(character_terms), k1=0.6, b=0.5)
        assert int(field.scores(character_terms("khai sihn")).argmax()) == 0

    @pytest.mark.parametrize("question", ["khai sinh", "khai sinh ho chieu", "khai sinh xyz", "ho chieu"])
    def test_texts_that_an_earlier_index_held_leave_no_trace(self, question: str) -> None:
        vocabulary = Vocabulary(word_terms)
        for texts in (TEXTS, TEXTS[:2]):
            rebuilt = Field(texts, vocabulary, k1=0.6, b=0.5, precision=0.5)
        assert rebuilt.scores(word_terms(question)) == pytest.approx(words_field(TEXTS[:2], 0.5).scores(word_terms(question)), rel=1e-5)

    def test_index_in_use_is_not_touched_by_the_one_built_after_it(self) -> None:
        vocabulary = Vocabulary(word_terms)
        in_use = Field(TEXTS[:2], vocabulary, k1=0.6, b=0.5)
        before = in_use.scores(word_terms("khai sinh ho chieu"))
        Field(TEXTS, vocabulary, k1=0.6, b=0.5)
        assert in_use.scores(word_terms("khai sinh ho chieu")).tolist() == before.tolist()

    def test_no_texts_at_all_is_no_error(self) -> None:
        assert not words_field([]).scores(word_terms("khai sinh")).any()
