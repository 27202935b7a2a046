"""One turn as the answer path sees it, and what the turns before left behind."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Aspect(StrEnum):
    OVERVIEW = "overview"
    DOCUMENTS = "documents"
    FEE = "fee"
    TIME = "time"
    PLACE = "place"
    STEPS = "steps"
    CONDITIONS = "conditions"
    LEGAL_BASIS = "legal_basis"
    ONLINE = "online"
    FORM = "form"
    OUTCOME = "outcome"


class Option(BaseModel):
    """`faq` is whatever is told as a whole (knowledge_base/told.py)."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["procedure", "faq", "operator"] = "procedure"
    key: str
    label: str


class DialogueContext(BaseModel):
    """Kept with the conversation and given back with the next turn, so that any turn can be repeated safely.

    `aspects` were asked for, `beside` told along with them. `misses` and `rounds` count the messages not understood, and the questions
    put back, in a row.
    """

    model_config = ConfigDict(extra="ignore")

    procedure_codes: list[str] = Field(default_factory=list)
    aspects: list[Aspect] = Field(default_factory=list)
    beside: list[Aspect] = Field(default_factory=list)
    options: list[Option] = Field(default_factory=list)
    asked_text: str = ""
    next_page: int = 0
    faq_slug: str = ""
    misses: int = 0
    rounds: int = 0


class Question(BaseModel):
    """`aspects` as found by the bot's language pipeline; `confidence` is that of the intent."""

    model_config = ConfigDict(frozen=True)

    text: str
    intent: str = ""
    confidence: float = 0.0
    aspects: list[Aspect] = Field(default_factory=list)
    procedure_codes: list[str] = Field(default_factory=list)
    context: DialogueContext = Field(default_factory=DialogueContext)
