"""Which record each kind of entry holds."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge_base.models import EntryKind
from knowledge_base.records import (
    Announcement,
    ChoiceRecord,
    ContactRecord,
    EverydayNames,
    FaqRecord,
    FixedSentence,
    PlaceRecord,
    ProcedureRecord,
    Record,
    ReportCategory,
)

RECORD_OF: Mapping[EntryKind, type[Record]] = {
    EntryKind.PROCEDURE: ProcedureRecord,
    EntryKind.FAQ: FaqRecord,
    EntryKind.PLACE: PlaceRecord,
    EntryKind.EVERYDAY_NAMES: EverydayNames,
    EntryKind.CHOICE: ChoiceRecord,
    EntryKind.CONTACT: ContactRecord,
    EntryKind.FIXED_SENTENCE: FixedSentence,
    EntryKind.REPORT_CATEGORY: ReportCategory,
    EntryKind.ANNOUNCEMENT: Announcement,
}
