"""Official texts → the types of knowledge_base.records. Pure functions; an unreadable text becomes a note, never a guess."""

from knowledge_base.importer.official_fields.documents import DocumentRow, parse_documents
from knowledge_base.importer.official_fields.fees import parse_fees
from knowledge_base.importer.official_fields.form_files import form_names
from knowledge_base.importer.official_fields.legal_bases import (
    LegalRow,
    legal_key,
    legal_numbers,
    parse_legal_bases,
    parse_official_date,
    with_summaries,
)
from knowledge_base.importer.official_fields.methods import MethodRow, parse_submission_kind, parse_submission_methods
from knowledge_base.importer.official_fields.money import amount_of
from knowledge_base.importer.official_fields.narrative import split_conditions, split_steps
from knowledge_base.importer.official_fields.people import parse_applicant_types, parse_authority_levels
from knowledge_base.importer.official_fields.quantities import Quantity, parse_quantity
from knowledge_base.importer.official_fields.text import clean, one_line, says_nothing, something, without_page_tail
from knowledge_base.importer.official_fields.times import mentioned_times, parse_processing_time

__all__ = [
    "DocumentRow",
    "LegalRow",
    "MethodRow",
    "Quantity",
    "amount_of",
    "clean",
    "form_names",
    "legal_key",
    "legal_numbers",
    "mentioned_times",
    "one_line",
    "parse_applicant_types",
    "parse_authority_levels",
    "parse_documents",
    "parse_fees",
    "parse_legal_bases",
    "parse_official_date",
    "parse_processing_time",
    "parse_quantity",
    "parse_submission_kind",
    "parse_submission_methods",
    "says_nothing",
    "something",
    "split_conditions",
    "split_steps",
    "with_summaries",
    "without_page_tail",
]
