"""Any official or editors' file → candidates. The content decides how it is read; a name may lie."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from knowledge_base.importer.candidates import Candidate, Place, unreadable, without_duplicates
from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.excel import MAIN_PART as WORKBOOK
from knowledge_base.importer.excel import read_excel
from knowledge_base.importer.json_rows import candidate_from_json
from knowledge_base.importer.json_text import decode_json
from knowledge_base.importer.jsonl import read_jsonl
from knowledge_base.importer.limits import DEFAULT_LIMITS, GZIP_MAGIC, OLE_MAGIC, Limits, load, office_parts
from knowledge_base.importer.portal_docx import MAIN_PART as WORD_DOCUMENT
from knowledge_base.importer.portal_docx import read_portal_docx
from knowledge_base.importer.text_encoding import decode_text, is_utf16

SUFFIXES = (".docx", ".xlsx", ".json", ".jsonl", ".jsonl.gz")


def read_paths(paths: Iterable[Path], *, as_of: date, limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """Every candidate of every file below `paths`, file by file in their order; nothing is raised for a bad file."""
    for file in find_files(paths):
        yield from read_file(file, as_of=as_of, limits=limits)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files given, and those with a known ending in the folders given, sorted, each once; hidden ones passed over.

    A path that does not exist is kept: reading it tells the reason.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if _is_wanted(file, path))
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[path] = None
    return list(found)


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.name.lower().endswith(SUFFIXES) and file.is_file()


def read_file(source: Path | bytes, *, as_of: date, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """Candidates of one file of any known kind. `as_of` counts where neither the file nor the record has a date."""
    file = name or (str(source) if isinstance(source, Path) else "")
    try:
        data = load(source, limits)
        yield from _read(data, file, as_of, limits)
    except UnreadableFile as error:
        yield unreadable(Place(file), error)


def _read(data: bytes, file: str, as_of: date, limits: Limits) -> Iterator[Candidate]:
    """Raises UnreadableFile before the first candidate."""
    if data.startswith(b"PK"):
        return _read_office(data, file, as_of, limits)
    if data.startswith(OLE_MAGIC):
        raise UnreadableFile("old_office")
    if file.lower().endswith((".docx", ".xlsx")):
        raise UnreadableFile("not_a_zip")
    if data.startswith(GZIP_MAGIC) or _has_several_records(data):
        return read_jsonl(data, as_of=as_of, name=file, limits=limits)
    return _read_json(data, file, as_of)


def _read_office(data: bytes, file: str, as_of: date, limits: Limits) -> Iterator[Candidate]:
    parts = office_parts(data, limits)
    if WORKBOOK in parts:
        return read_excel(data, as_of=as_of, name=file, limits=limits)
    if WORD_DOCUMENT in parts:
        return read_portal_docx(data, as_of=as_of, name=file, limits=limits)
    raise UnreadableFile("unknown_kind")


def _has_several_records(data: bytes) -> bool:
    """Whether the text goes line by line: its first line is a JSON object by itself, or a damaged one with more below."""
    if is_utf16(data):
        head = (decode_text(data) or "").lstrip()
        first, _, rest = head.partition("\n")
    else:
        line, _, below = data.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
        first, rest = line.decode("utf-8", "replace"), "{" if below.lstrip().startswith(b"{") else ""
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return rest.lstrip().startswith("{")
    return True


def _read_json(data: bytes, file: str, as_of: date) -> Iterator[Candidate]:
    """Raises UnreadableFile before the first candidate."""
    value = decode_json(data)
    if not isinstance(value, list):
        return iter([candidate_from_json(value, Place(file), as_of=as_of)])
    rows = enumerate(value, start=1)
    return without_duplicates(candidate_from_json(row, Place(file, line=number), as_of=as_of) for number, row in rows)
