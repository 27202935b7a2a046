"""What the workbench's endpoints need; lies in `app.state.editors`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from desk.access.dependencies import require
from knowledge_base.editing.drafts import Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.entries import Entries
from knowledge_base.editing.listing import Listing
from knowledge_base.editing.review import Review
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
class EditorsParts:
    drafts: Drafts
    review: Review
    entries: Entries
    listing: Listing
    rules: ApprovalRules
    previewing: Previewing
    zalo_parts: ZaloParts


def _parts(request: Request) -> EditorsParts:
    parts: EditorsParts = request.app.state.editors
    return parts


def _who(*any_of: Permission) -> Any:
    async def editor(signed: Annotated[SignedIn, Depends(require(*any_of))]) -> Editor:
        return Editor.of(signed)

    return Depends(editor)


Parts = Annotated[EditorsParts, Depends(_parts)]
Reader = Annotated[Editor, _who(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT)]
Writer = Annotated[Editor, _who(Permission.EDIT_CONTENT)]
Approver = Annotated[Editor, _who(Permission.APPROVE_CONTENT)]
Forcer = Annotated[Editor, _who(Permission.FORCE_CONTENT)]
ReadersOnly = Depends(require(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT))
