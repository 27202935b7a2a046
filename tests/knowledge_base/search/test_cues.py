from __future__ import annotations

import pytest

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
