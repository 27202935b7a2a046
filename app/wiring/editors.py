"""What the editors' workbench needs, and the worker's round that publishes what was scheduled."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from app.wiring.words import words_of
from channels.contract import OutboundMessage
from channels.zalo.splitting import split
from channels.zalo.text_of import text_of
from core.db import Database
from core.settings import Settings
from desk.editors import draft_endpoints, endpoints, import_endpoints, record_endpoints
from desk.editors.parts import EditorsParts, Imports, Previewing
from knowledge_base.editing.docx_import import DocxImport
from knowledge_base.editing.drafts import Drafts
from knowledge_base.editing.entries import Entries
from knowledge_base.editing.excel_export import ExcelExport
from knowledge_base.editing.excel_import import ExcelImport
from knowledge_base.editing.listing import Listing
from knowledge_base.editing.publishing_drafts import ScheduledPublication
from knowledge_base.editing.review import Review
from knowledge_base.editing.rolling_back import RollingBack
from knowledge_base.editing.rules import ApprovalRules

EDITORS_ROUTERS = (record_endpoints.router, draft_endpoints.router, endpoints.router, import_endpoints.router)
_WORDS = "knowledge_base/editing/words.yml"


def editors_parts(settings: Settings, database: Database, previewing: Previewing) -> EditorsParts:
    words, sending_words = words_of(settings, _WORDS), words_of(settings, "channels/zalo/sending_words.yml")

    def zalo_parts(text: str, options: Sequence[Mapping[str, Any]]) -> list[str]:
        choices = [{"label": str(option["label"]), "value": str(option["value"])} for option in options]
        return split(text_of(OutboundMessage(uuid.uuid4(), to="", sender="bot", text=text, options=choices), sending_words))

    drafts, listing = Drafts(database, words), Listing(database)
    return EditorsParts(
        drafts=drafts,
        review=Review(database, words),
        entries=Entries(database, words),
        rolling_back=RollingBack(database, drafts, words),
        listing=listing,
        rules=ApprovalRules(database, words),
        imports=Imports(
            docx=DocxImport(database, drafts, words),
            excel=ExcelImport(database, drafts, words),
            export=ExcelExport(database, listing, words),
            words=words,
        ),
        previewing=previewing,
        zalo_parts=zalo_parts,
    )


def scheduled_publication(settings: Settings, database: Database) -> ScheduledPublication:
    return ScheduledPublication(database, words_of(settings, _WORDS))
