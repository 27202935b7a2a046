from __future__ import annotations

import pytest

from channels.zalo.places import NearestPlaces
from core.settings import PROJECT_ROOT
from core.words import Words


@pytest.fixture(scope="module")
def places() -> NearestPlaces:
    words = Words(PROJECT_ROOT / "channels/zalo/words.yml", hotline_number="1022", province_name="Đồng Nai")
    return NearestPlaces("Đồng Nai", "Bình Phước", words)


def test_place_has_its_name_of_today_and_the_one_people_knew(places: NearestPlaces) -> None:
    # The market of Đồng Xoài, which was a city of Bình Phước.
    said = places.at(11.5350, 106.8920)
    assert said.startswith("Phường Bình Phước, Đồng Nai (trước đây: Phường ")
    assert said.endswith("Thành phố Đồng Xoài, Bình Phước)")


def test_place_in_the_old_province_was_of_the_old_city(places: NearestPlaces) -> None:
    assert places.at(10.9447, 106.8243).endswith("Thành phố Biên Hòa, Đồng Nai)")


@pytest.mark.parametrize(("latitude", "longitude"), [(21.0285, 105.8542), (10.7769, 106.7009), (0.0, 0.0), (10.0, 109.5)])
def test_place_elsewhere_is_none_of_the_provinces(places: NearestPlaces, latitude: float, longitude: float) -> None:
    assert places.at(latitude, longitude) == ""
