"""The commune a point lies in, as near as centres of communes tell: the unit of today, and the one people knew before July 2025.

Source of the centres: the MIT-licensed dataset of vietnamadminunits. Borders are not in it, so a point near one may be told as the
neighbour's; it is shown as an answer to look at, never decided by.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vietnamadminunits.database import get_data

from core.words import Words
from knowledge_base.content_loader import shipped_places

# Communes of the province measure up to some 50 km across; a point farther from every centre is not in it.
_FARTHEST_KM = 25.0
_KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class _Centre:
    name: str
    province: str
    full_province: str
    latitude: float
    longitude: float

    def km_from(self, latitude: float, longitude: float) -> float:
        """Flat: right to a few metres at such distances."""
        east = (self.longitude - longitude) * math.cos(math.radians(latitude))
        return math.hypot(self.latitude - latitude, east) * _KM_A_DEGREE


class NearestPlaces:
    """Read when it is first asked, which takes a second or two: most days nobody sends a place."""

    def __init__(self, province: str, former_province: str, words: Words) -> None:
        self._province = province
        self._former_provinces = [name for name in (province, former_province) if name]
        self._words = words

    def at(self, latitude: float, longitude: float) -> str:
        """ "Phường Bình Phước, Đồng Nai (trước đây: …)"; empty for a point outside the province."""
        unit = _nearest(self._units, latitude, longitude)
        if unit is None or unit.province != self._province:
            return ""
        old = _nearest(self._old_units.get(unit.name, ()), latitude, longitude)
        new = f"{unit.name}, {unit.province}"
        if old is None:
            return self._words.say("place_only_new", new=new)
        return self._words.say("place", new=new, old=f"{old.name}, {old.province}")

    @cached_property
    def _units(self) -> Sequence[_Centre]:
        return _centres("admin_units", ["ward"])

    @cached_property
    def _old_units(self) -> Mapping[str, Sequence[_Centre]]:
        """By the unit of the province that each is part of today."""
        merged = {
            (f"{place.old_name}, {place.old_district}", place.old_province): place.new_name
            for place in shipped_places(self._former_provinces)
        }
        found: dict[str, list[_Centre]] = defaultdict(list)
        for centre in _centres("admin_units_legacy", ["ward", "district"]):
            new_name = merged.get((centre.name, centre.full_province))
            if new_name is not None:
                found[new_name].append(centre)
        return found


def _centres(table: str, names: list[str]) -> Sequence[_Centre]:
    rows = get_data(fields=[*names, "provinceShort", "province", "wardLat", "wardLon"], table=table)
    return [
        _Centre(", ".join(row[name] for name in names), row["provinceShort"], row["province"], float(row["wardLat"]), float(row["wardLon"]))
        for row in rows
        if row["ward"] and row["wardLat"] and row["wardLon"]
    ]


def _nearest(centres: Sequence[_Centre], latitude: float, longitude: float) -> _Centre | None:
    found = min(centres, key=lambda centre: centre.km_from(latitude, longitude), default=None)
    return found if found is not None and found.km_from(latitude, longitude) <= _FARTHEST_KM else None
