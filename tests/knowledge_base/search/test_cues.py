from __future__ import annotations

import pytest
import yaml

from core.settings import PROJECT_ROOT
from knowledge_base.search.cues import cue_names, cues_of_names, cues_of_question
from vntext import fold


def asked(text: str) -> set[str]:
    return {cue for cue, holds in zip(cue_names(), cues_of_question(fold(text)), strict=True) if holds}


def named(name: str) -> set[str]:
    return {cue for cue, holds in zip(cue_names(), cues_of_names([name])[0], strict=True) if holds}


@pytest.mark.parametrize(
    ("text", "cue"),
    [("cưới chồng đài loan", "foreign"), ("rớt mất bằng lái", "reissue"), ("giay phep het han", "extend"), ("ba em mới mất", "death")],
)
def test_question_asks_for_what_its_words_say(text: str, cue: str) -> None:
    assert cue in asked(text)


@pytest.mark.parametrize(
    ("name", "cue"),
    [("Đăng ký kết hôn có yếu tố nước ngoài", "foreign"), ("Cấp lại thẻ căn cước", "reissue"), ("Đăng ký khai tử", "death")],
)
def test_record_has_what_its_name_says(name: str, cue: str) -> None:
    assert cue in named(name)


def test_words_count_whole() -> None:
    assert "foreign" not in asked("nước")
    assert named("Đăng ký khai sinh") & {"foreign", "reissue", "death"} == set()


def test_no_names_give_an_empty_table() -> None:
    assert cues_of_names([]).shape == (0, len(cue_names()))


def test_every_cue_has_words_on_both_sides_to_be_told_by() -> None:
    assert len(set(cue_names())) == len(cue_names()) > 0
    rows = yaml.safe_load((PROJECT_ROOT / "knowledge_base" / "search" / "cues.yml").read_text(encoding="utf-8"))
    for cue, row in rows.items():
        assert set(row) == {"name", "question"}, cue
        assert all(cue in named(word) for word in row["name"])
        assert all(cue in asked(word) for word in row["question"])


def test_accents_do_not_matter() -> None:
    assert asked("cap lai the bi mat") == asked("cấp lại thẻ bị mất")


def test_names_keep_their_rows() -> None:
    both = cues_of_names(["Đăng ký khai tử", "Đăng ký kết hôn có yếu tố nước ngoài"])
    assert (both[0] == cues_of_names(["Đăng ký khai tử"])[0]).all()
    assert (both[1] == cues_of_names(["Đăng ký kết hôn có yếu tố nước ngoài"])[0]).all()


def test_nothing_said_asks_for_nothing() -> None:
    assert asked("") == set()
