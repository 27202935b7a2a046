"""Reads .jsonl and .jsonl.gz: one official record a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge_base.importer.candidates import Candidate, Place, candidate_name, refused, unreadable, without_duplicates
from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.json_rows import candidate_from_json
from knowledge_base.importer.limits import DEFAULT_LIMITS, GZIP_MAGIC, MEGABYTE, CappedGzip, Limits, load
from knowledge_base.importer.text_encoding import decode_text, decode_utf8, is_utf16


def read_jsonl(source: Path | bytes, *, as_of: date, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """Every line its own candidate; a bad line never stops the rest, a broken or oversized file ends in one refusal."""
    file = candidate_name(source, name)
    return without_duplicates(_read_lines(source, file, as_of, limits))


def _read_lines(source: Path | bytes, file: str, as_of: date, limits: Limits) -> Iterator[Candidate]:
    number = 0
    try:
        for number, line in enumerate(_lines(load(source, limits), limits), start=1):
            place = Place(file, line=number)
            if line is None:
                yield refused(place, "not_text")
            elif line.strip():
                yield _parse_line(line, place, as_of)
    except UnreadableFile as error:
        yield unreadable(Place(file, line=number + 1) if number else Place(file), error)


def _parse_line(line: str, place: Place, as_of: date) -> Candidate:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return refused(place, "not_json")
    return candidate_from_json(row, place, as_of=as_of)


def _lines(data: bytes, limits: Limits) -> Iterator[str | None]:
    """Decoded lines; None for a line that is no text."""
    packed = data.startswith(GZIP_MAGIC)
    raw: io.RawIOBase | io.BytesIO = CappedGzip(data, limits) if packed else io.BytesIO(data)
    stream = io.BufferedReader(raw)
    if is_utf16(stream.peek(2)[:2]):
        text = decode_text(stream.read())
        yield from [None] if text is None else text.split("\n")
    else:
        yield from map(decode_utf8, _raw_lines(stream, limits))


def _raw_lines(stream: io.BufferedReader[io.RawIOBase | io.BytesIO], limits: Limits) -> Iterator[bytes]:
    while raw := stream.readline(limits.line_bytes + 1):
        if len(raw) > limits.line_bytes:
            raise UnreadableFile("line_too_long", limit=limits.line_bytes // MEGABYTE)
        yield raw
