"""What editors type or paste, made fit to be kept: HTML as plain text, one spelling of letters, nothing no database takes."""

from __future__ import annotations

import math
import re
from html.parser import HTMLParser
from typing import Any

from vntext import normalise

MOST_DEPTH = 8
_TAG = re.compile(r"<(?:!--|/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>)")
_BREAKS = frozenset({"br", "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "o:p"})
_SILENT = frozenset({"style", "script", "head", "xml", "title"})
_MANY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


class TooDeep(ValueError):
    """Nothing a record holds is nested that much."""


def clean(value: Any, depth: int = 0) -> Any:
    """Raises TooDeep."""
    if depth > MOST_DEPTH:
        raise TooDeep
    match value:
        case str():
            return clean_text(value)
        case dict():
            return {clean_text(str(key)): clean(each, depth + 1) for key, each in value.items()}
        case list() | tuple():
            return [clean(each, depth + 1) for each in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value


def clean_text(text: str) -> str:
    """ "<p>Tờ khai&nbsp;<b>mẫu 01</b></p>" → "Tờ khai mẫu 01"; "thu nhập < 5 triệu" stays."""
    plain = _without_tags(text) if _TAG.search(text) else text
    return _MANY_LINES.sub("\n\n", normalise(plain))


def _without_tags(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "li":
            self._break()
            self.parts.append("- ")
        elif tag in _BREAKS:
            self._break()
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _BREAKS and tag != "li":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Word breaks lines of its HTML wherever it likes.
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
