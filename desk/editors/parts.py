"""What the workbench's endpoints need; lies in `app.state.editors`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from core.errors import InputError
from core.words import Words
from desk.access.dependencies import require
from knowledge_base.editing.docx_import import DocxImport
from knowledge_base.editing.drafts import Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.entries import Entries
from knowledge_base.editing.excel_export import ExcelExport
from knowledge_base.editing.excel_import import ExcelImport
from knowledge_base.editing.listing import Listing
from knowledge_base.editing.review import Review
from knowledge_base.editing.rolling_back import RollingBack
from knowledge_base.editing.rules import ApprovalRules
from staff.permissions import Permission
from staff.sessions import SignedIn


class Previewing(Protocol):
    """How a record would be answered with, as the process with the composer says it. Raises Unavailable."""

    async def preview(self, kind: str, record: Mapping[str, Any]) -> Mapping[str, Any]: ...


class ZaloParts(Protocol):
    """A reply's text and options as the channel would send them: one message a part."""

    def __call__(self, text: str, options: Sequence[Mapping[str, Any]]) -> list[str]: ...


@dataclass(frozen=True)
class Imports:
    docx: DocxImport
    excel: ExcelImport
    export: ExcelExport
    words: Words

    def too_big(self, megabytes: int) -> InputError:
        return InputError("file_too_big", self.words.say("file_too_big", most=megabytes))


@dataclass(frozen=True)
class EditorsParts:
    drafts: Drafts
    review: Review
    entries: Entries
    rolling_back: RollingBack
    listing: Listing
    rules: ApprovalRules
    imports: Imports
    previewing: Previewing
    zalo_parts: ZaloParts


async def _parts(request: Request) -> EditorsParts:
    parts: EditorsParts = request.app.state.editors
    return parts


async def _reader(signed: Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT))]) -> Editor:
    return Editor.of(signed)


async def _writer(signed: Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT))]) -> Editor:
    return Editor.of(signed)


async def _approver(signed: Annotated[SignedIn, Depends(require(Permission.APPROVE_CONTENT))]) -> Editor:
    return Editor.of(signed)


async def _forcer(signed: Annotated[SignedIn, Depends(require(Permission.FORCE_CONTENT))]) -> Editor:
    return Editor.of(signed)


Parts = Annotated[EditorsParts, Depends(_parts)]
Reader = Annotated[Editor, Depends(_reader)]
Writer = Annotated[Editor, Depends(_writer)]
Approver = Annotated[Editor, Depends(_approver)]
Forcer = Annotated[Editor, Depends(_forcer)]
ReadersOnly = Depends(_reader)
