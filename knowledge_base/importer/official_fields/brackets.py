"""Texts glued together by the portal's page: "10,000 Việt Nam Đồng(/bản)Nộp tại…" is a fee, its bracket, and a description."""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.text import NO_INFORMATION

MONEY = r"(?:Việt Nam Đồng|VNĐ|USD|EUR|Đồng|đồng)"
_FEE_HEAD = re.compile(rf"(?:Miễn phí|{NO_INFORMATION}|\d[\d.,]*\s*{MONEY}|VNĐ|Việt Nam Đồng)")
_GLUED_CLOSE = re.compile(r"\)(?=[^\s.,;:)])")


def leading_bracket(text: str) -> tuple[str, str]:
    """("inside", "rest") of a text that opens with a bracket; ("", text) if it does not."""
    if not text.startswith("("):
        return "", text
    depth = 0
    for index, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return text[1:index].strip(), text[index + 1 :].strip()
    return _unbalanced(text)


def _unbalanced(text: str) -> tuple[str, str]:
    """The official forgot a bracket: close at a ")" glued to what follows, else at the last one, else at the end."""
    glued = _GLUED_CLOSE.search(text)
    end = glued.start() if glued is not None else text.rfind(")")
    if end <= 0:
        return text[1:].strip(), ""
    inside = text[1:end].strip()
    return (inside + ")" if inside.count("(") > inside.count(")") else inside), text[end + 1 :].strip()


def split_fee(text: str) -> tuple[str, str]:
    """(fee with its bracket, description) of a glued text; the fee is "" if none stands at its head."""
    head = _FEE_HEAD.match(text)
    if head is None:
        return "", text
    rest = text[head.end() :].lstrip(" \t")
    inside, description = leading_bracket(rest)
    return (f"{head[0]} ({inside})" if inside else head[0]), description.strip()
