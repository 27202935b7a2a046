"""The sheet "Chi tiết TTHC" as plain texts, which every official reader fills; and how it becomes a record or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from knowledge_base.importer import official_fields as fields
from knowledge_base.importer.candidates import Candidate, Place, accepted, refused
from knowledge_base.importer.words import field_label, source_title
from knowledge_base.records import DocumentCase, FormTemplate, ProcedureRecord, Source, SubmissionKind, SubmissionMethod

_CODE = re.compile(r"\d{1,2}\.\d{6}(?:\.[0-9A-Z]+)*")
# "…trung gian thanh toánMã: KQ.G19.000286Văn bản từ chối…": the portal's own number of an outcome.
_OUTCOME_NUMBER = re.compile(r"(?<=\S)Mã:\s*(?:[A-ZĐ0-9.\-_]*\d|[A-ZĐ]+(?=[;\s]|$))?")
_DECISION_PREFIX = re.compile(r"^(?:quyết định\s*)?(?:số\s*:?\s*)?(?=\d|QĐ)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialSheet:
    """Official texts, unparsed. `other_bases` complete `legal_bases` where these lack a summary."""

    code: str
    name: str
    levels: str = ""
    sector: str = ""
    procedure_type: str = ""
    applicants: str = ""
    agency: str = ""
    authority: str = ""
    coordinating: str = ""
    address: str = ""
    issuer: str = ""
    decision: str = ""
    steps: str = ""
    conditions: str = ""
    outcome: str = ""
    description: str = ""
    url: str = ""
    methods: tuple[fields.MethodRow, ...] = ()
    documents: tuple[fields.DocumentRow, ...] = ()
    legal_bases: tuple[fields.LegalRow, ...] = ()
    other_bases: tuple[fields.LegalRow, ...] = ()
    forms: tuple[str, ...] = ()


def candidate_from(sheet: OfficialSheet, place: Place, *, as_of: date) -> Candidate:
    code, name = fields.one_line(sheet.code), fields.one_line(sheet.name)
    if (refusal := wrong_identity(code, name, place)) is not None:
        return refusal
    try:
        return accepted(place, _record(sheet, code, name, as_of))
    except ValidationError as error:
        return refused(place, "invalid", code=code, fields=invalid_fields(error))


def wrong_identity(code: str, name: str, place: Place) -> Candidate | None:
    """The refusal of a record that cannot be told from others."""
    if not code:
        return refused(place, "no_code")
    if not _CODE.fullmatch(code):
        return refused(place, "bad_code", code=code[:40])
    return None if name else refused(place, "no_name", code=code)


def invalid_fields(error: ValidationError) -> str:
    """The top-level fields that pydantic complains of, by their Vietnamese labels."""
    names = dict.fromkeys(str(item["loc"][0]) if item["loc"] else "" for item in error.errors())
    return ", ".join(field_label(name) for name in names)


def _record(sheet: OfficialSheet, code: str, name: str, as_of: date) -> ProcedureRecord:
    methods = fields.parse_submission_methods(sheet.methods)
    documents = fields.parse_documents(sheet.documents)
    url = fields.one_line(sheet.url)
    return ProcedureRecord(
        code=code,
        name=name,
        summary=fields.something(sheet.description) and fields.clean(sheet.description),
        sector=fields.something(sheet.sector),
        procedure_type=fields.something(sheet.procedure_type),
        authority_levels=fields.parse_authority_levels(sheet.levels),
        applicant_types=fields.parse_applicant_types(sheet.applicants),
        implementing_agency=fields.something(sheet.agency),
        competent_authority=fields.something(sheet.authority),
        coordinating_agencies=fields.something(sheet.coordinating),
        intake_address=fields.something(sheet.address),
        submission_methods=methods,
        required_documents=documents,
        steps=fields.split_steps(sheet.steps),
        conditions=fields.split_conditions(sheet.conditions),
        legal_bases=fields.with_summaries(fields.parse_legal_bases(sheet.legal_bases), fields.parse_legal_bases(sheet.other_bases)),
        outcome=_outcome(sheet.outcome),
        form_templates=_form_templates(sheet.forms, documents),
        online_url=url if _is_online(methods) else "",
        decision_number=_decision_number(sheet.decision),
        issuer=fields.something(sheet.issuer),
        source=Source(title=source_title(), url=url),
        as_of=as_of,
    )


def _is_online(methods: tuple[SubmissionMethod, ...]) -> bool:
    return any(method.kind is SubmissionKind.ONLINE for method in methods)


def _outcome(text: str) -> str:
    line = fields.something(fields.without_page_tail(text))
    parts = _OUTCOME_NUMBER.sub(";", line).split(";")
    return "; ".join(part.strip() for part in parts if part.strip())


def _decision_number(text: str) -> str:
    line = _DECISION_PREFIX.sub("", fields.something(text))
    return re.sub(r"\s*([/\-])\s*", r"\1", line).rstrip(".")


def _form_templates(names: tuple[str, ...], documents: tuple[DocumentCase, ...]) -> tuple[FormTemplate, ...]:
    of_documents = (document.form_template for case in documents for document in case.documents)
    single = (name for text in (*names, *of_documents) for name in fields.form_names(text))
    return tuple(FormTemplate(name=name) for name in dict.fromkeys(single))
