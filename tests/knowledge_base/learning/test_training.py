from __future__ import annotations

import json

from knowledge_base.learning.examples import FOLDS, examples_of
from knowledge_base.learning.training import Seen, look_up, look_up_known, look_up_unnamed, trained
from knowledge_base.search.ranker import Ranker
from tests.knowledge_base.made_up import procedure, published

_MATTERS = ("khai sinh", "khai tử", "kết hôn", "hộ chiếu", "căn cước", "tạm trú", "sổ đỏ", "bằng lái")
ENTRIES = published(
    *(
        procedure(f"1.{number:06}", f"Đăng ký {matter}", aliases=[f"làm giấy {matter}", f"xin {matter} ở xã", f"{matter} cần gì thêm"])
        for number, matter in enumerate(_MATTERS)
    )
)
EXAMPLES = examples_of(ENTRIES, ["giá vàng hôm nay bao nhiêu", "đội tuyển đá mấy giờ", "nay trời mưa hông ta"])


def all_seen() -> list[Seen]:
    return [
        *look_up_known(ENTRIES, EXAMPLES),
        *(one for number in range(FOLDS) for one in [*look_up(ENTRIES, EXAMPLES, number), *look_up_unnamed(ENTRIES, EXAMPLES, number)]),
    ]


class TestLookUp:
    def test_each_example_is_asked_once_over_all_folds(self) -> None:
        asked = [seen.example.text for number in range(FOLDS) for seen in look_up(ENTRIES, EXAMPLES, number)]
        assert sorted(asked) == sorted(example.text for example in EXAMPLES)

    def test_of_the_whole_index_is_not_held_out(self) -> None:
        assert not any(seen.is_held_out for seen in look_up_known(ENTRIES, EXAMPLES))

    def test_unnamed_procedures_count_little(self) -> None:
        seen = [one for number in range(FOLDS) for one in look_up_unnamed(ENTRIES, EXAMPLES, number)]
        assert {one.case.weight for one in seen if one.case} == {0.05}


class TestTrained:
    def test_learns_to_put_what_is_meant_first_and_says_how_well(self) -> None:
        model = trained(all_seen())
        assert model.figures["first"] > 0.9
        assert model.figures["examples"] == len(EXAMPLES)
        assert 0 <= model.figures["calibration_error"] <= 1

    def test_what_is_written_is_what_is_read(self) -> None:
        model = trained(all_seen())
        again = Ranker.from_json(model.to_json())
        assert abs(again.weights - model.ranker.weights).max() < 1e-3
        assert json.loads(model.to_json())["figures"] == model.figures
