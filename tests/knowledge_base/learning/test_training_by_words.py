from __future__ import annotations

import numpy as np

from knowledge_base.answering.carrying_on import Meanings, feature_names
from knowledge_base.learning.training_by_words import trained_to_stay, trained_to_wonder
from knowledge_base.learning.training_to_carry_on import trained_to_carry_on
from knowledge_base.learning.walking import Origin, Seen
from knowledge_base.search.index import Hit

STAYS = ["photo được không", "được không em", "có được không", "giờ hành chính được không"]
LEAVES = ["làm hộ chiếu", "làm căn cước", "làm sổ đỏ", "muốn làm bằng lái"]


def seen(author: str, said: str, *, goes_on: bool, origin: Origin = Origin.TAUGHT) -> Seen:
    """Two candidates: what is at hand, and another."""
    names = feature_names()
    rows = np.zeros((3, len(names)))
    rows[0, names.index("at_hand")] = rows[1, names.index("other")] = rows[2, names.index("none")] = 1.0
    return Seen(author, said, Meanings([Hit("here", 0.0, {}), Hit("there", 0.0, {})], rows), (0,) if goes_on else (1,), origin)


def turns(author: str) -> list[Seen]:
    return [seen(author, said, goes_on=True) for said in STAYS] + [seen(author, said, goes_on=False) for said in LEAVES]


def test_words_of_those_who_stayed_are_told_from_words_of_those_who_left():
    staying = trained_to_stay(turns("a") * 5)
    assert staying.likelihood("nộp thay được không") > 0.5 > staying.likelihood("làm giấy phép")


def test_a_word_that_only_one_turn_holds_tells_nothing():
    staying = trained_to_stay([*turns("a"), seen("a", "lạ", goes_on=True)])
    assert "lạ" not in staying.weights


def test_turns_made_by_asking_back_teach_no_words():
    made = [seen("a", "bánh xèo", goes_on=True, origin=Origin.ASKED_BACK)] * 5
    assert "bánh" not in trained_to_stay([*turns("a"), *made]).weights


def test_sentences_about_nothing_of_ours_are_told_from_turns_that_go_on():
    wonder = trained_to_wonder(turns("a") * 5, ["giá vàng hôm nay", "giá cà phê hôm nay", "hôm nay trời mưa"])
    assert wonder.likelihood("gia tieu hom nay") > 0.5 > wonder.likelihood("nộp thay được không")


def test_an_author_left_out_is_judged_by_the_words_of_the_others():
    trained = trained_to_carry_on([*turns("a") * 3, *turns("b") * 3, *turns("c") * 3])
    assert trained.figures == {"turns": 72, "first": 1.0, "made": 0, "made_first": 0.0}
