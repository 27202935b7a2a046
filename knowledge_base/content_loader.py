"""Reads what the program ships: all but places from knowledge_base/content/, old and new places from an open dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from vietnamadminunits import convert_address
from vietnamadminunits.database import get_data

from core.errors import InputError
from knowledge_base.records import (
    ChoiceRecord,
    ContactRecord,
    EverydayNames,
    FaqRecord,
    PlaceRecord,
    ProcedureRecord,
    Record,
    ReportCategory,
)

CONTENT = Path(__file__).parent / "content"


def shipped_procedures(content: Path = CONTENT) -> list[ProcedureRecord]:
    return [_checked(ProcedureRecord, data, path) for path, data in _documents(content / "procedures")]


def shipped_faqs(content: Path = CONTENT) -> list[FaqRecord]:
    return [_checked(FaqRecord, entry, path) for path, data in _documents(content / "faq") for entry in _listed(data, path)]


def shipped_everyday_names(content: Path = CONTENT) -> list[EverydayNames]:
    return [_checked(EverydayNames, entry, path) for path, data in _documents(content / "everyday_names") for entry in _listed(data, path)]


def shipped_choices(content: Path = CONTENT) -> list[ChoiceRecord]:
    return [_checked(ChoiceRecord, entry, path) for path, data in _documents(content / "choices") for entry in _listed(data, path)]


def shipped_contacts(names: Mapping[str, str], content: Path = CONTENT) -> list[ContactRecord]:
    """`names`: what stands in the files as {hotline_number} and {province_name}."""
    entries = [(path, entry) for path, data in _documents(content / "contacts") for entry in _listed(data, path)]
    return [_checked(ContactRecord, _filled(entry, names), path) for path, entry in entries]


def shipped_report_categories(content: Path = CONTENT) -> list[ReportCategory]:
    return [
        _checked(ReportCategory, entry, path) for path, data in _documents(content / "report_categories") for entry in _listed(data, path)
    ]


def shipped_places(provinces: Sequence[str]) -> list[PlaceRecord]:
    """The old commune-level units of the given old provinces, each with the unit it belongs to since 1 July 2025.

    A unit that was split goes to the part that the dataset names as its main one.
    Source: the MIT-licensed dataset of vietnamadminunits.
    """
    return [place for province in provinces for place in _places_of(province)]


def _places_of(province: str) -> Iterator[PlaceRecord]:
    rows = get_data(fields=["province", "district", "ward", "provinceShort"], table="admin_units_legacy")
    for row in rows:
        if row["provinceShort"] != province or not row["ward"]:
            continue
        unit = convert_address(f"{row['ward']}, {row['district']}, {row['province']}")
        if unit is not None and unit.ward and unit.province:
            yield PlaceRecord(
                old_name=row["ward"],
                old_district=row["district"],
                old_province=row["province"],
                new_name=unit.ward,
                new_province=unit.province,
            )


def _documents(folder: Path) -> Iterator[tuple[Path, Any]]:
    for path in sorted(folder.rglob("*.yml")):
        try:
            yield path, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise InputError("content", f"{path}: tệp YAML hỏng: {error}") from error


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    match value:
        case str():
            return value.format_map(names)
        case list():
            return [_filled(each, names) for each in value]
        case dict():
            return {key: _filled(each, names) for key, each in value.items()}
        case _:
            return value


def _listed(data: Any, path: Path) -> list[Any]:
    if not isinstance(data, list):
        raise InputError("content", f"{path}: tệp phải chứa một danh sách.")
    return data


def _checked[R: Record](kind: type[R], data: Any, path: Path) -> R:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise InputError("content", f"{path}: {error}") from error
