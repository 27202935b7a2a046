"""District-level offices still named as if there were any: since 1 July 2025 there is none (Law on local government 72/2025/QH15)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.words import Words
from knowledge_base.editing.field_words import field_label
from knowledge_base.quality.library import Entry, Finding, Library
from knowledge_base.quality.texts import texts_of
from knowledge_base.records import AuthorityLevel, EverydayNames, PlaceRecord, ProcedureRecord

_BODIES = (
    r"UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Công an|Phòng [^.,;:()\n]{1,60}?|Chi cục [^.,;:()\n]{1,30}?"
    r"|Bảo hiểm xã hội|BHXH|Tòa án nhân dân|Toà án nhân dân|Viện kiểm sát nhân dân|Trung tâm [^.,;:()\n]{1,40}?|Ban chỉ huy quân sự"
    r"|Bộ phận [^.,;:()\n]{1,60}?|Văn phòng [^.,;:()\n]{1,40}?"
)
_NAMED = re.compile(rf"\b(?:(?:{_BODIES})\s+(?:các\s+|cấp\s+)?(?:quận|huyện|thị xã)|cấp\s+(?:quận|huyện))\b", re.IGNORECASE)
# "không còn cấp huyện", "UBND huyện trước đây": said of the past, which is right.
_OF_THE_PAST = re.compile(
    r"không còn|bỏ cấp|bãi bỏ|giải thể|kết thúc hoạt động|trước đây|trước ngày|trước 0?1/0?7/2025|cũ\b|từng\b|thay cho|sáp nhập",
    re.IGNORECASE,
)
_LEVEL = re.compile("huyện|quận|thị xã", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]+")
# What stands in titles of laws and in words of citizens is not ours to change.
_NOT_LOOKED_AT = frozenset({"legal_bases", "aliases", "source", "differences", "required_documents.form_template"})
_EXCERPT = 160


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry in library.entries:
        if isinstance(entry.record, EverydayNames | PlaceRecord):
            continue
        yield from (Finding(entry, detail) for detail in _details(entry, words))


def _details(entry: Entry, words: Words) -> Iterator[str]:
    """One for each field."""
    if isinstance(entry.record, ProcedureRecord) and AuthorityLevel.DISTRICT in entry.record.authority_levels:
        yield words.say("district_offices_level")
    seen: set[str] = set()
    for name, text in texts_of(entry.record):
        if name in _NOT_LOOKED_AT or name in seen:
            continue
        excerpt = _excerpt(text)
        if excerpt:
            seen.add(name)
            yield words.say("district_offices_detail", field=field_label(entry.kind, name), excerpt=excerpt)


def _excerpt(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    # Quick, and leaves hardly anything for the slow one.
    if _LEVEL.search(composed) is None or _NAMED.search(composed) is None:
        return ""
    said = [part.group().strip() for part in _SENTENCE.finditer(composed)]
    named = [part for part in said if _NAMED.search(part) and not _OF_THE_PAST.search(part)]
    return named[0][:_EXCERPT] if named else ""
