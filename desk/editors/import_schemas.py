"""What goes over the wire of files that are brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desk.editors.schemas import Change, DraftOut, Out
from knowledge_base.editing.excel_import import RowChange


class DocxOut(Out):
    """`notes`: what could not be read, or has to be looked at."""

    draft: DraftOut
    notes: Sequence[str]


class ImportRowOut(Out):
    key: str
    title: str
    where: str
    change: RowChange
    changes: Sequence[Change]
    problem: str


class ExcelOut(Out):
    """`counts` by kind of change."""

    rows: Sequence[ImportRowOut]
    counts: Mapping[RowChange, int]
