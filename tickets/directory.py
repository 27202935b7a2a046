"""The directory of agencies: brought to what a file says, all or nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.db import Database
from core.errors import InputError
from tickets.directory_excel import DirectoryRow, DirectorySheet, read_directory
from tickets.directory_words import column_name, problem, refused
from tickets.models import Unit
from tickets.unit_repository import UnitRepository

_CODE_CHARACTERS = 40
_TEXT_CHARACTERS = 300
_CODE = re.compile(r"[\w.\-/&]+")
_BETWEEN_SECTORS = re.compile(r"[;,\n|]+")
_COLUMNS = ("name", "parent_code", "sectors", "phone", "address", "is_active")


class DirectoryRefused(InputError):
    """Nothing was changed; `problems` are sentences, each with its row."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("directory_refused", "\n".join([refused(len(problems)), *problems[:20]]))
        self.problems = problems


@dataclass
class DirectoryReport:
    """Codes."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deactivated: list[str] = field(default_factory=list)


class Directory:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def import_file(self, source: Path | bytes, *, replace: bool = False, dry_run: bool = False) -> DirectoryReport:
        """Units that are not in the file stay, or go out of use with `replace`. Raises InputError, and then nothing has changed."""
        sheet = read_directory(source)
        async with self._database.session() as session:
            repository = UnitRepository(session)
            if not dry_run:
                await repository.lock()
            known = {unit.code: unit for unit in await repository.list_all()}
            wanted = _checked(sheet, known, replace=replace)
            report = _compare(wanted, known, replace=replace)
            if not dry_run:
                _apply(repository, wanted, known, report)
        return report

    async def list_units(self) -> Sequence[Unit]:
        """By code, those out of use as well."""
        async with self._database.session() as session:
            return await UnitRepository(session).list_all()


def _checked(sheet: DirectorySheet, known: Mapping[str, Unit], *, replace: bool) -> dict[str, dict[str, Any]]:
    """Code → values of its columns. Raises DirectoryRefused with everything that is wrong."""
    problems = list(sheet.problems)
    first_line: dict[str, int] = {}
    wanted: dict[str, dict[str, Any]] = {}
    for row in sheet.rows:
        code = row.get("code").upper()
        complaint = _complaint(row, code, first_line)
        problems.extend(complaint)
        if code and code not in first_line:
            first_line[code] = row.line
            wanted[code] = _values(row)
    problems.extend(_wrong_parents(wanted, first_line, known, replace=replace))
    problems.extend(_circles(wanted, first_line, known))
    if problems:
        raise DirectoryRefused(problems)
    return wanted


def _complaint(row: DirectoryRow, code: str, first_line: Mapping[str, int]) -> list[str]:
    found: list[str] = []
    if not code:
        found.append(problem("no_code", line=row.line))
    elif len(code) > _CODE_CHARACTERS or not _CODE.fullmatch(code):
        found.append(problem("bad_code", line=row.line, code=code[:_CODE_CHARACTERS], limit=_CODE_CHARACTERS))
    elif code in first_line:
        found.append(problem("code_twice", line=row.line, code=code, first=first_line[code]))
    if code and not row.get("name"):
        found.append(problem("no_name", line=row.line, code=code[:_CODE_CHARACTERS]))
    too_long = (column for column, text in row.cells.items() if column != "code" and len(text) > _TEXT_CHARACTERS)
    found.extend(problem("too_long", line=row.line, column=column_name(column), limit=_TEXT_CHARACTERS) for column in too_long)
    return found


def _values(row: DirectoryRow) -> dict[str, Any]:
    sectors = (" ".join(part.split()) for part in _BETWEEN_SECTORS.split(row.get("sectors")))
    return {
        "name": " ".join(row.get("name").split()),
        "parent_code": row.get("parent_code").upper(),
        "sectors": list(dict.fromkeys(filter(None, sectors))),
        "phone": row.get("phone"),
        "address": " ".join(row.get("address").split()),
        "is_active": True,
    }


def _wrong_parents(
    wanted: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int], known: Mapping[str, Unit], *, replace: bool
) -> list[str]:
    active = {code for code, unit in known.items() if unit.is_active}
    found: list[str] = []
    for code, values in wanted.items():
        parent = values["parent_code"]
        if not parent or parent in wanted:
            continue
        if parent not in active:
            found.append(problem("unknown_parent", line=lines[code], parent=parent))
        elif replace:
            found.append(problem("parent_goes", line=lines[code], parent=parent))
    return found


def _circles(wanted: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int], known: Mapping[str, Unit]) -> list[str]:
    """Each circle once, at the row where it closes."""
    parents = {code: unit.parent_code for code, unit in known.items()} | {code: values["parent_code"] for code, values in wanted.items()}
    found: list[str] = []
    settled: set[str] = set()
    for start in wanted:
        way: list[str] = []
        code = start
        while code and code not in settled and code not in way:
            way.append(code)
            code = parents.get(code, "")
        if code in way:
            circle = [*way[way.index(code) :], code]
            member = next(unit for unit in circle if unit in lines)
            found.append(problem("circle", line=lines[member], code=member, way=" → ".join(circle[:10])))
        settled.update(way)
    return found


def _compare(wanted: Mapping[str, Mapping[str, Any]], known: Mapping[str, Unit], *, replace: bool) -> DirectoryReport:
    report = DirectoryReport()
    for code, values in wanted.items():
        unit = known.get(code)
        if unit is None:
            report.added.append(code)
        elif any(getattr(unit, column) != values[column] for column in _COLUMNS):
            report.changed.append(code)
        else:
            report.unchanged.append(code)
    if replace:
        report.deactivated = [code for code, unit in known.items() if unit.is_active and code not in wanted]
    return report


def _apply(repository: UnitRepository, wanted: Mapping[str, Mapping[str, Any]], known: Mapping[str, Unit], report: DirectoryReport) -> None:
    for code in report.added:
        repository.add(Unit(id=uuid.uuid4(), code=code, **wanted[code]))
    for code in report.changed:
        for column in _COLUMNS:
            setattr(known[code], column, wanted[code][column])
    for code in report.deactivated:
        known[code].is_active = False
