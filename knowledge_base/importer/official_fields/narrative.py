"""Trình tự thực hiện and yêu cầu, điều kiện: long texts cut into pieces a person can read, with nothing left out."""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.text import says_nothing, without_page_tail

_BULLETS = "-+*•–—●▪"
_STEP = re.compile(rf"(?P<bullet>(?:[{_BULLETS}]|\d[\d.]*\.)?\s*)Bước\s+(?P<number>\d{{1,2}})\s*(?P<end>[:.)\-–]|(?=\n)|(?=\s+[A-ZĐ]))\s*")
# A step or bullet that follows the end of a sentence on the same line.
_STEP_INSIDE = re.compile(rf"(?<=[.;:!?)])[ ]+(?=(?:[{_BULLETS}]\s*)?Bước\s+\d{{1,2}}\s*[:.)])")
_BULLET_INSIDE = re.compile(rf"(?<=[.;:])[ ]*(?=[{_BULLETS}]{{1,2}}[ ]+\S)")
_BULLET = re.compile(rf"^[{_BULLETS}]\s+(?=\S)|^[-*•–—●▪](?=[^\W\d_])")
_SUB_BULLET = re.compile(r"^(?:\+|[-–•]|\(?[ivx]{1,4}\))")
_ENUMERATED = re.compile(r"^\(?(?:[a-zđ]|\d{1,2})\s?[.)]", re.IGNORECASE)
# A line that begins in the middle of a sentence; "a) …" and "i. …" do not.
_GOES_ON = re.compile(r"^[^\W\d_A-ZĐ](?!\s?[.)])")


def split_steps(text: str) -> tuple[str, ...]:
    """One piece per "Bước n", else per paragraph; lines of a list stay with the line that opens it, parted by line breaks.

    "Bước n:" itself is dropped where the steps run 1, 2, 3 … once: then the place in the tuple says the same.
    """
    lines = _lines(without_page_tail(text))
    starts = [index for index, line in enumerate(lines) if _STEP.match(line)]
    if len(starts) < 2:
        return _paragraphs(lines)
    numbers = [int(match["number"]) for line in lines if (match := _STEP.match(line))]
    pieces = _paragraphs(lines[: starts[0]]) if starts[0] else ()
    blocks = ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if numbers == list(range(1, len(numbers) + 1)):
        blocks = [_without_number(block) for block in blocks]
    return (*pieces, *(block for block in blocks if block))


def split_conditions(text: str) -> tuple[str, ...]:
    """One piece per condition; () for "Không", "Không có thông tin"."""
    body = without_page_tail(text)
    return () if says_nothing(body) else _paragraphs(_lines(body))


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in _BULLET_INSIDE.sub("\n", _STEP_INSIDE.sub("\n", text)).split("\n"):
        if lines and _GOES_ON.match(line) and line[0].islower():
            lines[-1] += " " + line
        elif re.search(r"\w", line):
            lines.append(line)
    return lines


def _without_number(block: str) -> str:
    match = _STEP.match(block)
    rest = block[match.end() :] if match is not None else block
    return rest.strip() or block


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    """Lines, where a list or line that a heading (…:) opens is joined to the heading."""
    pieces: list[str] = []
    in_list = False
    for line in lines:
        after_heading = bool(pieces) and pieces[-1].endswith(":") and not _ENUMERATED.match(line)
        is_item = _SUB_BULLET.match(line) is not None
        if pieces and (after_heading or (is_item and (in_list or line.startswith("+")))):
            pieces[-1] += "\n" + line
            in_list = is_item
        else:
            pieces.append(_BULLET.sub("", line))
            in_list = False
    return tuple(piece for piece in pieces if piece.strip())
