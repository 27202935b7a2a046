"""The desk's search over conversations and tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, SerializeAsAny

from desk.access.dependencies import desk_router, require
from desk.search.ports import Showing
from desk.search.service import SearchService
from staff.permissions import Permission
from staff.sessions import SignedIn


@dataclass(frozen=True)
class SearchParts:
    """Lies in `app.state.desk_search`."""

    search: SearchService
    showing: Showing


class MatchOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    seq: int
    text: str
    sender: str
    created_at: datetime


class FoundConversationOut(BaseModel):
    """`row` as the board shows it."""

    row: SerializeAsAny[Any]
    matches: list[MatchOut]


class FoundOut(BaseModel):
    """`tickets` as the ticket list shows them."""

    conversations: list[FoundConversationOut]
    tickets: list[SerializeAsAny[Any]]


async def _parts(request: Request) -> SearchParts:
    parts: SearchParts = request.app.state.desk_search
    return parts


Parts = Annotated[SearchParts, Depends(_parts)]
_Searcher = Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS))]

router = desk_router()


@router.get("/search")
async def search(parts: Parts, signed: _Searcher, q: Annotated[str, Query(max_length=10_000)] = "") -> FoundOut:
    found = await parts.search.search(q, signed.member.id)
    rows = await parts.showing.rows([thread.conversation_id for thread in found.threads])
    tickets = await parts.showing.tickets(found.ticket_ids)
    return FoundOut(
        conversations=[
            FoundConversationOut(row=rows[thread.conversation_id], matches=[MatchOut.model_validate(match) for match in thread.matches])
            for thread in found.threads
            if thread.conversation_id in rows
        ],
        tickets=[tickets[ticket_id] for ticket_id in found.ticket_ids if ticket_id in tickets],
    )
