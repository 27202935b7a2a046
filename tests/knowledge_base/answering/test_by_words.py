from __future__ import annotations

from knowledge_base.answering.by_words import ByWords, grams, staying, strangeness
from vntext import fold


def test_a_message_is_its_words_and_pairs_with_where_it_begins_and_ends():
    assert grams("photo duoc khong") == {"photo", "duoc", "khong", "^ photo", "photo duoc", "duoc khong", "khong $"}


def test_words_that_point_back_speak_for_staying():
    going_on = ByWords({"duoc khong": 2.0, "lam": -2.0}, 0.0)
    assert going_on.likelihood("photo duoc khong") > 0.5 > going_on.likelihood("lam ho chieu")
    assert going_on.likelihood("gi do") == 0.5


def test_what_is_written_reads_back_the_same_but_for_weights_of_nothing():
    going_on = ByWords({"photo": 1.25, "ho chieu": 0.0001}, -0.5)
    assert ByWords.from_json(going_on.to_json()) == ByWords({"photo": 1.25}, -0.5)


def test_learned_from_our_dialogues_a_copy_is_a_detail_and_a_named_matter_is_not():
    learned = staying()
    assert learned.likelihood(fold("photo được không hay phải bản chính")) > 0.8
    assert learned.likelihood(fold("cho em hỏi làm giấy khai sinh cho con")) < 0.3


def test_learned_from_sentences_about_nothing_of_ours_a_film_is_strange_and_a_copy_is_not():
    learned = strangeness()
    assert learned.likelihood(fold("tối nay có phim gì hay không")) > 0.5 > learned.likelihood(fold("photo được không hay phải bản chính"))
