"""Who decides and who may ask: cấp thực hiện, đối tượng thực hiện."""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.text import one_line, something
from knowledge_base.records import AuthorityLevel

_LEVELS = {
    "bộ": AuthorityLevel.MINISTRY,
    "trung ương": AuthorityLevel.MINISTRY,
    "tỉnh": AuthorityLevel.PROVINCE,
    "huyện": AuthorityLevel.DISTRICT,
    "xã": AuthorityLevel.COMMUNE,
    "phường": AuthorityLevel.COMMUNE,
}
# One official kind of applicant that holds commas of its own.
_OFFICIALS = "Cán bộ, công chức, viên chức"
_ITEM = re.compile(r"(?:\([^()]*\)|[^,;()]|[()])+")


def parse_authority_levels(text: str) -> tuple[AuthorityLevel, ...]:
    """ "Cấp bộ, Cấp Tỉnh, Cơ quan khác" → levels in the order given; unknown words become `other`."""
    names = (part.strip().casefold().removeprefix("cấp ") for part in re.split(r"[,;\n]", one_line(text)))
    return tuple(dict.fromkeys(_LEVELS.get(name, AuthorityLevel.OTHER) for name in names if name))


def parse_applicant_types(text: str) -> tuple[str, ...]:
    """Split at commas, but neither inside brackets nor inside "Cán bộ, công chức, viên chức"."""
    guarded = something(text).replace(_OFFICIALS, _OFFICIALS.replace(",", "\0"))
    parts = (part.replace("\0", ",").strip() for part in _ITEM.findall(guarded))
    return tuple(dict.fromkeys(part for part in parts if part))
