from __future__ import annotations

import pytest

from knowledge_base.places import PlaceTable
from knowledge_base.records import PlaceRecord
from tests.knowledge_base.made_up import place

TAN_TIEN_BU_DOP = place("Xã Tân Tiến", "Huyện Bù Đốp")
TAN_TIEN_DONG_PHU = place("Xã Tân Tiến", "Huyện Đồng Phú", "Xã Đồng Tâm")
THANH_HOA = place("Xã Thanh Hòa", "Huyện Bù Đốp", "Xã Thiện Hưng")
LONG_BINH = place("Phường Long Bình", "Thành phố Biên Hòa", "Phường Long Bình")
LONG_BINH_TAN = place("Phường Long Bình Tân", "Thành phố Biên Hòa", "Phường Long Hưng")
TAN_PHU_TOWN = place("Thị trấn Tân Phú", "Huyện Đồng Phú", "Xã Đồng Phú")
TAN_PHU_OTHER_TOWN = place("Thị trấn Tân Phú", "Huyện Tân Phú", "Xã Tân Phú")
LOC_THANH_FLAT = place("Xã Lộc Thành", "Huyện Lộc Ninh", "Xã Lộc Thành")
LOC_THANH_HEAVY = place("Xã Lộc Thạnh", "Huyện Lộc Ninh", "Xã Lộc Thạnh")

TABLE = PlaceTable(
    [
        TAN_TIEN_BU_DOP,
        TAN_TIEN_DONG_PHU,
        THANH_HOA,
        LONG_BINH,
        LONG_BINH_TAN,
        TAN_PHU_TOWN,
        TAN_PHU_OTHER_TOWN,
        LOC_THANH_FLAT,
        LOC_THANH_HEAVY,
    ]
)


class TestFind:
    @pytest.mark.parametrize("text", ["xã Thanh Hòa giờ thuộc xã nào", "XA THANH HOA cu", "ở xã thanh hoà, bây giờ là đâu?"])
    def test_one_commune_however_it_is_typed(self, text: str) -> None:
        assert TABLE.find(text) == [THANH_HOA]

    def test_name_without_its_kind_is_left_alone_since_it_may_be_a_person(self) -> None:
        assert TABLE.find("Thanh Hòa là ai") == []

    def test_namesakes_are_all_named(self) -> None:
        assert TABLE.find("xã Tân Tiến nay là xã nào") == [TAN_TIEN_BU_DOP, TAN_TIEN_DONG_PHU]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("xã Tân Tiến, huyện Đồng Phú", TAN_TIEN_DONG_PHU), ("xa tan tien bu dop", TAN_TIEN_BU_DOP)],
    )
    def test_district_beside_it_tells_namesakes_apart(self, text: str, expected: PlaceRecord) -> None:
        assert TABLE.find(text) == [expected]

    def test_district_whose_name_is_also_the_communes_does_not_mislead(self) -> None:
        assert TABLE.find("thị trấn Tân Phú huyện Đồng Phú") == [TAN_PHU_TOWN]
        assert TABLE.find("thị trấn Tân Phú, huyện Tân Phú") == [TAN_PHU_OTHER_TOWN]

    def test_longer_name_is_not_taken_for_the_shorter_one_in_it(self) -> None:
        assert TABLE.find("phường Long Bình Tân giờ là gì") == [LONG_BINH_TAN]
        assert TABLE.find("phường Long Bình giờ là gì") == [LONG_BINH]

    def test_both_are_found_where_both_are_named(self) -> None:
        assert TABLE.find("phường Long Bình với phường Long Bình Tân") == [LONG_BINH, LONG_BINH_TAN]

    def test_accents_tell_names_apart_that_are_the_same_without(self) -> None:
        assert TABLE.find("xã Lộc Thạnh") == [LOC_THANH_HEAVY]
        assert TABLE.find("xã Lộc Thành") == [LOC_THANH_FLAT]
        assert TABLE.find("xa loc thanh") == [LOC_THANH_FLAT, LOC_THANH_HEAVY]

    @pytest.mark.parametrize("text", ["", "khai sinh", "xã", "xã Không Có Thật", "👍"])
    def test_nothing_for_what_names_no_commune(self, text: str) -> None:
        assert TABLE.find(text) == []


class TestInDistrict:
    def test_every_commune_of_it(self) -> None:
        assert TABLE.in_district("huyen bu dop nay nhap vao dau") == [TAN_TIEN_BU_DOP, THANH_HOA]

    def test_nothing_for_its_name_alone(self) -> None:
        assert TABLE.in_district("Bù Đốp") == []


def test_empty_table_finds_nothing() -> None:
    assert PlaceTable([]).find("xã Tân Tiến") == []


class TestCalled:
    def test_unit_under_another_kind_than_its_own(self) -> None:
        assert TABLE.called("xã Thanh Hoa cũ") == [THANH_HOA]
        assert TABLE.called("xã Tân Phú")[:2] == [TAN_PHU_TOWN, TAN_PHU_OTHER_TOWN]

    def test_district_without_its_kind_is_all_of_its_units(self) -> None:
        assert TABLE.called("loc ninh") == [LOC_THANH_FLAT, LOC_THANH_HEAVY]

    def test_unit_and_district_of_one_name_are_both_meant_and_no_unit_twice(self) -> None:
        table = PlaceTable([place("Thị trấn Lộc Ninh", "Huyện Lộc Ninh"), LOC_THANH_FLAT])
        assert [each.old_name for each in table.called("Lộc Ninh")] == ["Thị trấn Lộc Ninh", "Xã Lộc Thành"]

    def test_nothing_where_none_is_named(self) -> None:
        assert TABLE.called("làm căn cước") == []
