"""Old commune-level units and the ones they belong to since 1 July 2025, looked up as people say them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge_base.records import PlaceRecord
from vntext import fold, words

_KIND = re.compile(r"^(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|tinh)\s+")


class PlaceTable:
    def __init__(self, places: Sequence[PlaceRecord]) -> None:
        self._by_name: dict[str, list[PlaceRecord]] = defaultdict(list)
        self._by_district: dict[str, list[PlaceRecord]] = defaultdict(list)
        for place in places:
            self._by_name[fold(place.old_name)].append(place)
            self._by_district[fold(place.old_district)].append(place)
        # Every turn asks for these.
        self._longest_first = sorted(self._by_name, key=len, reverse=True)
        self._bare_names = [(f" {_bare(place.old_name)} ", place) for held in self._by_name.values() for place in held]
        self._bare_districts = [(f" {_bare(district)} ", held) for district, held in self._by_district.items()]

    def find(self, text: str) -> list[PlaceRecord]:
        """The old units named in `text` with their kind ("xã Tân Tiến"); narrowed by a district named beside it."""
        folded = beside = f" {fold(text)} "
        names = []
        # The longest first, so that "phường Long Bình Tân" does not count as "phường Long Bình" too.
        for name in self._longest_first:
            if f" {name} " in beside:
                names.append(name)
                beside = beside.replace(f" {name} ", " | ")
        found = [place for name in sorted(names, key=folded.index) for place in _as_accented(self._by_name[name], text)]
        in_district = [place for place in found if f" {_bare(place.old_district)} " in beside]
        return in_district or found

    def in_district(self, text: str) -> list[PlaceRecord]:
        """All old units of a district named in `text` with its kind ("huyện Bù Đốp")."""
        folded = f" {fold(text)} "
        return [place for district, places in self._by_district.items() if f" {district} " in folded for place in places]

    def called(self, text: str) -> list[PlaceRecord]:
        """Units, then all units of districts, named in `text` without their kind or with another one ("Lộc Ninh", "xã Tân Phú")."""
        folded = f" {fold(text)} "
        units = [place for name, place in self._bare_names if name in folded]
        of_district = [place for district, held in self._bare_districts if district in folded for place in held if place not in units]
        return [*units, *of_district]


def _as_accented(places: list[PlaceRecord], text: str) -> list[PlaceRecord]:
    """Those whose accents are as typed ("xã Lộc Thạnh", not "xã Lộc Thành"); all where none is."""
    typed = f" {' '.join(words(text))} "
    return [place for place in places if f" {' '.join(words(place.old_name))} " in typed] or places


def _bare(name: str) -> str:
    return _KIND.sub("", fold(name))
