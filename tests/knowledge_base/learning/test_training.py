from __future__ import annotations

import json
from dataclasses import replace

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

    def test_index_that_is_asked_does_not_hold_the_wording(self) -> None:
        """The only thing that ties the wording to its entry is the wording itself."""
        entries = published(procedure(name="Đăng ký khai sinh", aliases=["tím voi cọp"]))
        (example,) = examples_of(entries, [])
        (held_out,) = look_up(entries, [example], example.fold)
        (known,) = look_up_known(entries, [example])
        assert held_out.case is None
        assert known.case is not None

    def test_only_the_examples_of_the_fold_are_asked(self) -> None:
        for number in range(FOLDS):
            assert {seen.example.fold for seen in look_up(ENTRIES, EXAMPLES, number)} <= {number}

    def test_what_is_meant_is_among_the_candidates_where_there_is_a_case(self) -> None:
        for seen in all_seen():
            if seen.case is not None and seen.candidates is not None and seen.example.key:
                assert [seen.candidates.keys[row] for row in seen.case.meant] == [seen.example.key]

    def test_none_of_them_is_meant_by_what_nothing_answers(self) -> None:
        cases = [seen.case for seen in all_seen() if seen.case is not None and not seen.example.key]
        assert cases
        assert all(case.meant == (len(case.rows) - 1,) for case in cases)

    def test_of_the_whole_index_is_not_held_out(self) -> None:
        assert not any(seen.is_held_out for seen in look_up_known(ENTRIES, EXAMPLES))

    def test_unnamed_procedures_count_little(self) -> None:
        seen = [one for number in range(FOLDS) for one in look_up_unnamed(ENTRIES, EXAMPLES, number)]
        assert {one.case.weight for one in seen if one.case} == {0.05}


class TestTrained:
    def test_learns_to_put_what_is_meant_first_and_says_how_well(self) -> None:
        model = trained(all_seen())
        assert model.figures["first"] > 0.9
        assert model.figures["examples"] == len([example for example in EXAMPLES if example.fold == 0])
        assert 0 <= model.figures["calibration_error"] <= 1

    def test_what_no_other_wording_could_tell_is_counted_as_not_found(self) -> None:
        """Figures are of held-out wordings: that the index knows each of them by heart must not show."""
        colours = ("tím", "nâu", "xám", "hồng", "vàng", "trắng", "cam", "chàm", "be", "bạc", "lam", "lục")
        entries = published(*(procedure(f"1.{n:06}", f"Mẫu {n}", aliases=[f"{colour} {colour}"]) for n, colour in enumerate(colours)))
        examples = examples_of(entries, [])
        known = [replace(one, is_held_out=False) for example in examples for one in look_up_known(entries, [example])]
        held_out = [one for number in range(FOLDS) for one in look_up(entries, examples, number)]
        assert all(one.case is not None for one in known)
        judged = [one for one in held_out if one.example.fold == 0]
        assert judged
        figures = trained([*known, *held_out]).figures
        assert (figures["examples"], figures["first"], figures["of_four"]) == (len(judged), 0.0, 0.0)

    def test_first_is_never_oftener_than_among_the_first_four(self) -> None:
        figures = trained(all_seen()).figures
        assert 0 <= figures["first"] <= figures["of_four"] <= 1
        assert 0 <= figures["nothing_seen_as_nothing"] <= 1

    def test_same_examples_give_the_same_model(self) -> None:
        assert trained(all_seen()).to_json() == trained(all_seen()).to_json()

    def test_what_is_written_is_what_is_read(self) -> None:
        model = trained(all_seen())
        again = Ranker.from_json(model.to_json())
        assert abs(again.weights - model.ranker.weights).max() < 1e-3
        assert json.loads(model.to_json())["figures"] == model.figures
