from __future__ import annotations

from knowledge_base.answering.staying import Staying, grams
from vntext import fold


def test_a_message_is_its_words_and_pairs_with_where_it_begins_and_ends():
    assert grams("photo duoc khong") == {"photo", "duoc", "khong", "^ photo", "photo duoc", "duoc khong", "khong $"}


def test_words_that_point_back_speak_for_staying():
    staying = Staying({"duoc khong": 2.0, "lam": -2.0}, 0.0)
    assert staying.likelihood("photo duoc khong") > 0.5 > staying.likelihood("lam ho chieu")
    assert staying.likelihood("gi do") == 0.5


def test_what_is_written_reads_back_the_same_but_for_weights_of_nothing():
    staying = Staying({"photo": 1.25, "ho chieu": 0.0001}, -0.5)
    assert Staying.from_json(staying.to_json()) == Staying({"photo": 1.25}, -0.5)


def test_learned_from_our_dialogues_a_copy_is_a_detail_and_a_named_matter_is_not():
    learned = Staying.learned()
    assert learned.likelihood(fold("photo được không hay phải bản chính")) > 0.8
    assert learned.likelihood(fold("cho em hỏi làm giấy khai sinh cho con")) < 0.3
