"""What goes back to the citizen: blocks made from fields of published records, and how sure we are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.models import EntryKind


class Behaviour(StrEnum):
    ANSWER = "answer"
    CLARIFY = "clarify"
    REFUSE = "refuse"
    HANDOVER = "handover"
    REPORT = "report"
    TRACK = "track"
    EMERGENCY = "emergency"
    REFER = "refer"
    SMALLTALK = "smalltalk"


class Heading(BaseModel):
    kind: Literal["heading"] = "heading"
    text: str


class Paragraph(BaseModel):
    kind: Literal["paragraph"] = "paragraph"
    text: str


class BulletList(BaseModel):
    kind: Literal["list"] = "list"
    items: list[str]
    ordered: bool = False


class Row(BaseModel):
    label: str
    value: str


class Facts(BaseModel):
    kind: Literal["facts"] = "facts"
    rows: list[Row]


class SourceNote(BaseModel):
    kind: Literal["source"] = "source"
    title: str
    url: str = ""
    decision_number: str = ""
    as_of: str


class Link(BaseModel):
    kind: Literal["link"] = "link"
    text: str
    url: str


class Note(BaseModel):
    kind: Literal["note"] = "note"
    text: str


Block = Annotated[Heading | Paragraph | BulletList | Facts | SourceNote | Link | Note, Field(discriminator="kind")]


class EntryRef(BaseModel):
    """An entry as editors know it."""

    model_config = ConfigDict(frozen=True)

    kind: EntryKind
    key: str


class Answer(BaseModel):
    """`step` names the step of the answer path that decided; `signals` say what search saw, for staff.

    `entries` are the published ones that it was made of: what becomes of their answers is counted by them.
    """

    behaviour: Behaviour
    blocks: list[Block]
    options: list[Option] = Field(default_factory=list)
    entries: list[EntryRef] = Field(default_factory=list)
    procedure_codes: list[str] = Field(default_factory=list)
    sectors: list[str] = Field(default_factory=list)
    aspects: list[Aspect] = Field(default_factory=list)
    confidence: float = 1.0
    has_more: bool = False
    step: str = ""
    signals: list[dict[str, object]] = Field(default_factory=list)
    context: DialogueContext = Field(default_factory=DialogueContext)
