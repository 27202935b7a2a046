"""Citizens' words go into the drafts that editors work on; nothing is published here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import Conflict, InputError
from core.words import Words
from desk.questions.phrasings import is_name
from knowledge_base.editing.drafts import Beginning, Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.keys import slug_of
from knowledge_base.editing.reading import DraftView
from knowledge_base.editing.refusals import DraftChanged
from knowledge_base.models import EntryKind
from staff.sessions import SignedIn
from vntext import fold

# Somebody who saves at the same moment does so once or twice, not for ever.
_TRIES = 3
# Which entry takes the words, and in which of its fields names and whole questions belong.
_FIELDS: Mapping[str, tuple[EntryKind, str, str]] = {
    EntryKind.PROCEDURE: (EntryKind.EVERYDAY_NAMES, "names", "questions"),
    EntryKind.CHOICE: (EntryKind.CHOICE, "names", "questions"),
    EntryKind.FAQ: (EntryKind.FAQ, "aliases", "aliases"),
}


class DraftingInEditing:
    def __init__(self, drafts: Drafts, words: Words) -> None:
        self._drafts = drafts
        self._words = words

    async def add_phrasings(self, by: SignedIn, kind: str, key: str, phrasings: Sequence[str]) -> uuid.UUID:
        if kind not in _FIELDS:
            raise InputError("no_target", self._words.say("no_target"))
        entry_kind, names, questions = _FIELDS[kind]
        editor = Editor.of(by)
        for _ in range(_TRIES):
            view, _is_new = await self._drafts.begin(Beginning(entry_kind, key), editor)
            record: dict[str, Any] = dict(view.draft.record)
            for phrasing in phrasings:
                field = names if is_name(phrasing) else questions
                if not _is_said(record, {names, questions}, phrasing):
                    record[field] = [*_listed(record, field), phrasing]
            try:
                saved = await self._drafts.save(view.draft.id, view.draft.revision, record, self._reason(view), editor)
            except DraftChanged:
                continue
            return saved.draft.id
        raise Conflict("draft_busy", self._words.say("draft_busy"))

    async def begin_faq(self, by: SignedIn, question: str, aliases: Sequence[str]) -> uuid.UUID:
        """Begun again with the same question it is the same draft."""
        editor, asked = Editor.of(by), question[:1].upper() + question[1:] + "?"
        live = await self._drafts.show_live(EntryKind.FAQ, slug_of(asked), editor)
        if live is not None and live.draft.record.get("question") == asked:
            return live.draft.id
        record = {"question": asked, "aliases": list(aliases)}
        view, _ = await self._drafts.begin(Beginning(EntryKind.FAQ, record=record, reason=self._words.say("draft_reason")), editor)
        return view.draft.id

    def _reason(self, view: DraftView) -> str:
        return view.draft.reason or self._words.say("draft_reason")


def _listed(record: Mapping[str, Any], field: str) -> list[Any]:
    """A draft is as typed: what is no list yet becomes one."""
    value = record.get(field)
    return [*value] if isinstance(value, list) else []


def _is_said(record: Mapping[str, Any], fields: set[str], phrasing: str) -> bool:
    known = {fold(each) for field in fields for each in _listed(record, field) if isinstance(each, str)}
    return fold(phrasing) in known
