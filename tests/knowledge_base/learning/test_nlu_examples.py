from __future__ import annotations

from pathlib import Path

from knowledge_base.learning.nlu_examples import nlu_examples


def test_each_sentence_comes_with_its_intent_and_one_of_no_intent_with_none(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("nlu:\n- synonym: fee\n  examples: |\n    - lệ phí\n", encoding="utf-8")
    (tmp_path / "a.yml").write_text(
        "nlu:\n- intent: ask_fee\n  examples: |\n    - [tốn](aspect) nhiêu\n\n    - phí-tổn bao nhiêu\nresponses: {}\n", encoding="utf-8"
    )
    (tmp_path / "c.yml").write_text("rules: []\n", encoding="utf-8")
    assert list(nlu_examples(tmp_path)) == [("ask_fee", "[tốn](aspect) nhiêu"), ("ask_fee", "phí-tổn bao nhiêu"), ("", "lệ phí")]
