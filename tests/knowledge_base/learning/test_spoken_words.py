from __future__ import annotations

from knowledge_base.learning.dialogues import TaughtDialogue, TaughtTurn
from knowledge_base.learning.spoken_words import shipped_sentences, spoken_words
from knowledge_base.records import EverydayNames


class TestSpokenWords:
    def test_words_and_pairs_are_counted_the_most_frequent_first(self):
        table = spoken_words(["Khai sinh", "khai sinh", "khai SINH", "khai tử"])
        assert table.splitlines() == ["khai\t4", "khai sinh\t3", "sinh\t3"]

    def test_what_is_said_less_than_three_times_may_be_a_slip(self):
        assert spoken_words(["hkai", "hkai"]) == ""

    def test_numbers_are_no_words(self):
        assert spoken_words(["ct07 2026"] * 5) == ""


def test_sentences_come_from_examples_dialogues_and_everyday_names(tmp_path):
    (tmp_path / "ask_fee.yml").write_text("nlu:\n- intent: ask_fee\n  examples: |\n    - hết bao nhiêu\n    - phí sao\n", encoding="utf-8")
    dialogue = TaughtDialogue(id="d", turns=(TaughtTurn(text="mấy ngày", behaviour="answer"),))
    names = EverydayNames(code="1.000001", names=("giấy độc thân",), questions=("xin ở đâu",))
    assert list(shipped_sentences(tmp_path, [dialogue], [names], [])) == [
        "hết bao nhiêu", "phí sao", "mấy ngày", "giấy độc thân", "xin ở đâu",
    ]  # fmt: skip
