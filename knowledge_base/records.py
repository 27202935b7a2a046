"""What one entry of the knowledge base says: the shape shared by shipped YAML, imports, the database and answers.

Field names follow the sheet "Chi tiết TTHC" of the National Public Service Portal (docs/glossary.md).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{1,2}\.\d{6}(\.[0-9A-Z]+)*$")]

# A number of papers left empty is none of them, not a mistake.
Count = Annotated[int, BeforeValidator(lambda typed: 0 if typed is None else typed), Field(ge=0)]


class AuthorityLevel(StrEnum):
    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class SubmissionKind(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    POSTAL = "postal"


class TimeUnit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class FeeKind(StrEnum):
    FEE = "fee"
    CHARGE = "charge"


class OnlineLevel(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    INFORMATION = "information"


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _wrong(what: str, at: str) -> PydanticCustomError:
    """`what` is wrong with a record as a whole; `at` is the field to look at."""
    return PydanticCustomError("wrong_as_a_whole", "{what}", {"what": what, "at": at})


class ProcessingTime(Record):
    """`amount` without `unit` is what some official records give: shown as "chưa ghi đơn vị"."""

    amount: int | None = Field(default=None, ge=0)
    unit: TimeUnit | None = None
    note: str = ""

    @model_validator(mode="after")
    def says_something(self) -> ProcessingTime:
        if self.amount is None and not self.note.strip():
            raise _wrong("empty_time", at="amount")
        return self


class Fee(Record):
    """`amount_vnd` in đồng; 0 is free of charge, None means that only `note` tells (e.g. set by the province's council)."""

    kind: FeeKind = FeeKind.FEE
    amount_vnd: int | None = Field(default=None, ge=0)
    per: str = ""
    note: str = ""

    @model_validator(mode="after")
    def says_something(self) -> Fee:
        if self.amount_vnd is None and not self.note.strip():
            raise _wrong("empty_fee", at="amount_vnd")
        return self


class SubmissionMethod(Record):
    kind: SubmissionKind
    case: str = ""
    processing_time: ProcessingTime | None = None
    fees: tuple[Fee, ...] = ()
    note: str = ""


class RequiredDocument(Record):
    """`originals` and `copies` are numbers of papers; both 0 when the official record gives no quantity."""

    name: Text
    originals: Count = 0
    copies: Count = 0
    form_template: str = ""


class DocumentCase(Record):
    """The papers of one situation; `case` empty means that everybody needs them."""

    case: str = ""
    documents: tuple[RequiredDocument, ...] = ()
    notes: tuple[Text, ...] = ()


class LegalBasis(Record):
    document_number: Text
    summary: str = ""
    issued_on: date | None = None
    issuer: str = ""


class FormTemplate(Record):
    name: Text
    url: str = ""


class Source(Record):
    title: Text
    url: str = ""


class Dated(Record):
    source: Source
    as_of: date
    effective_from: date | None = None
    effective_to: date | None = None
    review_by: date | None = None

    def is_in_force(self, today: date) -> bool:
        return (self.effective_from is None or self.effective_from <= today) and (self.effective_to is None or today <= self.effective_to)


class ProcedureRecord(Dated):
    code: Code
    name: Text
    aliases: tuple[Text, ...] = ()
    summary: str = ""
    sector: Text
    procedure_type: str = ""
    authority_levels: tuple[AuthorityLevel, ...] = ()
    applicant_types: tuple[Text, ...] = ()
    implementing_agency: str = ""
    competent_authority: str = ""
    coordinating_agencies: str = ""
    intake_address: str = ""
    submission_methods: tuple[SubmissionMethod, ...] = ()
    required_documents: tuple[DocumentCase, ...] = ()
    steps: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    outcome: str = ""
    form_templates: tuple[FormTemplate, ...] = ()
    online_level: OnlineLevel | None = None
    online_url: str = ""
    decision_number: str = ""
    issuer: str = ""
    # Why a field differs from the official record, by field name; read by `hotline content check`.
    differences: dict[str, Text] = Field(default_factory=dict)


class FaqBehaviour(StrEnum):
    """What answering it means: ours to answer, another body's (complaint, denunciation), or none of ours, with where to go instead."""

    ANSWER = "answer"
    REFER = "refer"
    REFUSE = "refuse"
    EMERGENCY = "emergency"


class FaqRecord(Dated):
    slug: Slug
    topic: Text
    question: Text
    aliases: tuple[Text, ...] = ()
    answer: Text
    behaviour: FaqBehaviour = FaqBehaviour.ANSWER
    related_procedures: tuple[Code, ...] = ()


class EverydayNames(Record):
    """What people call a procedure and how they ask for it: read by search together with the record of that code, whatever its source.

    `names` are ways to call it ("giấy độc thân"); `questions` are whole messages as people type them.
    """

    code: Code
    names: tuple[Text, ...] = ()
    questions: tuple[Text, ...] = ()


class ChoiceOption(Record):
    code: Code
    label: Text


class ChoiceRecord(Record):
    """A wording that several procedures share, or an event in life that calls for several: what to ask back.

    `question` is put to the citizen; each option's `label` says in plain words what sets it apart.
    """

    slug: Slug
    question: Text
    names: tuple[Text, ...] = Field(min_length=1)
    questions: tuple[Text, ...] = ()
    options: tuple[ChoiceOption, ...] = Field(min_length=2, max_length=4)


class PlaceRecord(Record):
    """A commune-level unit before 1 July 2025 and the one it belongs to now."""

    old_name: Text
    old_district: Text
    old_province: Text
    new_name: Text
    new_province: Text


class ContactRecord(Dated):
    """An office or a service that citizens call or go to. At least one way to reach it is given."""

    slug: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    phone: str = ""
    address: str = ""
    opening_hours: str = ""
    url: str = ""
    note: str = ""

    @model_validator(mode="after")
    def can_be_reached(self) -> ContactRecord:
        if not (self.phone.strip() or self.address.strip() or self.url.strip()):
            raise _wrong("unreachable", at="phone")
        return self


class FixedSentence(Record):
    """What the bot says in place of the sentence of that name in data/responses/, with the same `{variables}`.

    `others` are further wordings: one of all is said.
    """

    name: Annotated[str, StringConstraints(pattern=r"^utter_[a-z0-9_]+$")]
    text: Text
    others: tuple[Text, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.text, *self.others)


class ReportCategory(Record):
    """A kind of report that citizens make; a ticket whose words hold one of `names` gets `name` as its sector."""

    slug: Slug
    name: Text
    names: tuple[Text, ...] = Field(min_length=1)
    # Said to the citizen when such a report is taken; empty for what is said to all.
    reply: str = ""


class Announcement(Record):
    """A sudden topic: a banner over the chat and an answer to questions about it, from one moment to another."""

    slug: Slug
    title: Text
    text: Text
    aliases: tuple[Text, ...] = ()
    shows_banner: bool = True
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    source: Source

    @model_validator(mode="after")
    def ends_after_its_start(self) -> Announcement:
        if self.ends_at <= self.starts_at:
            raise _wrong("ends_before_start", at="ends_at")
        return self

    def holds_at(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at
