from __future__ import annotations

import pytest
import yaml

from conversations.ports import BotReply, HandoverReason
from core.settings import PROJECT_ROOT
from desk.bench.entries_repository import Entry
from desk.bench.explaining import keys_in, why
from knowledge_base.answering.service import STEPS
from tests.desk.bench.conftest import BIRTH, DEATH, reply

ENTRIES = {BIRTH: Entry("procedure", BIRTH, "Đăng ký khai sinh"), DEATH: Entry("procedure", DEATH, "Đăng ký khai tử")}
RESPONSES = PROJECT_ROOT / "data" / "responses"


def with_signals(*hits, **more):
    given = reply(BIRTH)
    return BotReply(given.text, given.behaviour, details=given.details | {"signals": list(hits)}, context=given.context, **more)


class TestWhy:
    def test_names_what_was_likeliest_and_how_far_ahead(self, words):
        said = why(with_signals({"key": BIRTH, "share": 0.9}, {"key": DEATH, "share": 0.04}), ENTRIES, words)
        assert "Khả năng người hỏi muốn nói tới «Đăng ký khai sinh» là 90%." in said
        assert "Mục gần nhất sau đó là «Đăng ký khai tử», chỉ 4%." in said

    def test_says_when_two_are_hard_to_tell_apart(self, words):
        said = why(with_signals({"key": BIRTH, "share": 0.4}, {"key": DEATH, "share": 0.35}), ENTRIES, words)
        assert "Ngay sau là «Đăng ký khai tử», tới 35%, nên máy khó phân biệt." in said

    @pytest.mark.parametrize(
        ("signal", "sentence"),
        [
            ({"line_both": 0.95}, "gần như trùng nguyên văn"),
            ({"line_both": 0.7}, "khá giống một tên gọi"),
            ({"held_name": 0.8, "line_both": 0.5}, "có nguyên một tên gọi"),
            ({"union_recall": 1.0}, "Mọi từ trong câu hỏi đều có"),
            ({"name_recall": 0.9}, "đúng lời trong tên chính thức"),
        ],
    )
    def test_strong_signals_are_told_in_plain_words(self, words, signal, sentence):
        assert any(sentence in each for each in why(with_signals({"key": BIRTH, "share": 0.9} | signal), ENTRIES, words))

    @pytest.mark.parametrize(
        ("signal", "sentence"),
        [
            ({"line_both": 0.1}, "Thêm tên gọi thường ngày"),
            ({"union_recall": 0.2}, "Nhiều từ trong câu hỏi không có"),
            ({"missing_word": 0.9}, "một từ quan trọng mà mục này không nhắc"),
        ],
    )
    def test_what_is_amiss_is_told_of_an_unlikely_one_alone(self, words, signal, sentence):
        unsure, sure = ({"key": BIRTH, "share": share} | signal for share in (0.2, 0.9))
        assert any(sentence in each for each in why(with_signals(unsure), ENTRIES, words))
        assert not any(sentence in each for each in why(with_signals(sure), ENTRIES, words))

    def test_says_that_the_answer_comes_from_a_draft(self, words):
        drafted = {BIRTH: Entry("procedure", BIRTH, "Đăng ký khai sinh", is_draft=True)}
        assert why(reply(BIRTH), drafted, words)[-1] == words.say("from_draft")
        assert words.say("from_draft") not in why(reply(BIRTH), ENTRIES, words)

    def test_says_that_a_person_takes_over(self, words):
        assert why(with_signals(handover=HandoverReason.UNSURE), ENTRIES, words)[-1] == words.say("goes_to_person")

    def test_every_step_of_the_answer_path_has_its_sentence(self, words):
        missing = [step.__name__ for step in STEPS if not words.has(f"step_{step.__name__}")]
        assert missing == []

    def test_every_fixed_sentence_has_one_too(self, words):
        names = {name for file in RESPONSES.glob("*.yml") for name in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]}
        assert len(names) > 10
        for name in names:
            given = reply(None)
            given.details["step"] = name
            assert len(why(given, {}, words)) == 1


class TestKeys:
    def test_all_that_play_a_part_are_candidates_and_what_is_answered_from(self):
        assert keys_in(with_signals({"key": DEATH, "share": 0.1})) == {BIRTH, DEATH}
