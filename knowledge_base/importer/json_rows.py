"""One JSON value → one candidate: a page of the portal and a record of a crawl are told apart by their keys."""

from __future__ import annotations

from datetime import date

from knowledge_base.importer.candidates import Candidate, Place
from knowledge_base.importer.official_json import candidate_from_row
from knowledge_base.importer.portal_json import CODE_KEY, candidate_from_page


def candidate_from_json(value: object, place: Place, *, as_of: date) -> Candidate:
    if isinstance(value, dict) and CODE_KEY in value:
        return candidate_from_page(value, place, as_of=as_of)
    return candidate_from_row(value, place, as_of=as_of)
