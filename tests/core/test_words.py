from __future__ import annotations

import string

import pytest
import yaml

from core.settings import PROJECT_ROOT
from core.words import Words

FILES = ["conversations/notices.yml", "channels/webchat/words.yml"]


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words.yml"
    path.write_text("greeting: Xin chào {name}, đây là {hotline_number}.\nfolded: >-\n  một\n  hai\ncount: 1022\n", encoding="utf-8")
    return Words(path, hotline_number="1022")


class TestSay:
    def test_fills_in_what_is_given_now_and_once_for_all(self, words):
        assert words.say("greeting", name="An") == "Xin chào An, đây là 1022."

    def test_gives_one_line_of_a_folded_sentence(self, words):
        assert words.say("folded") == "một hai"

    def test_gives_a_number_as_text(self, words):
        assert words.say("count") == "1022"

    def test_leaves_braces_of_a_given_value_alone(self, words):
        assert words.say("greeting", name="{hotline_number}") == "Xin chào {hotline_number}, đây là 1022."

    def test_fails_for_a_sentence_that_is_not_there(self, words):
        with pytest.raises(KeyError, match="farewell"):
            words.say("farewell")


class TestSentences:
    @pytest.mark.parametrize("path", FILES)
    def test_ask_for_nothing_that_nobody_gives(self, path):
        known = {"hotline_number", "province_name", "length", "limit", "retry_after", "name"}
        sentences = yaml.safe_load((PROJECT_ROOT / path).read_text(encoding="utf-8")).values()
        assert {field for sentence in sentences for _, field, _, _ in string.Formatter().parse(sentence) if field} <= known

    @pytest.mark.parametrize("path", FILES)
    def test_hold_no_eth(self, path):
        assert "Ð" not in (PROJECT_ROOT / path).read_text(encoding="utf-8")


def test_sentences_that_need_no_values_are_fixed(tmp_path):
    path = tmp_path / "words.yml"
    path.write_text('greeting: "Tổng đài {hotline_number} xin nghe."\nplace: "Bạn ở vị trí {place}."\nbye: Chào bạn.\n', encoding="utf-8")
    assert Words(path, hotline_number="1022").fixed() == {"greeting": "Tổng đài 1022 xin nghe.", "bye": "Chào bạn."}
