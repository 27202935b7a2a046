"""The side panel: operators search the knowledge base and insert an answer with its source."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from desk.access.dependencies import desk_router, require
from desk.knowledge.client import KnowledgeClient
from staff.permissions import Permission

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS, Permission.EDIT_CONTENT, Permission.PAUSE_BOT))])


class PartOut(BaseModel):
    aspect: str
    text: str


class FoundOut(BaseModel):
    procedure_code: str
    name: str
    sector: str
    text: str
    blocks: list[dict[str, Any]]
    source_url: str
    parts: list[PartOut] = []


class KnowledgeOut(BaseModel):
    results: list[FoundOut]


async def _client(request: Request) -> KnowledgeClient:
    client: KnowledgeClient = request.app.state.knowledge
    return client


@router.get("/knowledge")
async def find(client: Annotated[KnowledgeClient, Depends(_client)], q: Annotated[str, Query(max_length=500)] = "") -> KnowledgeOut:
    if not q.strip():
        return KnowledgeOut(results=[])
    return KnowledgeOut(results=[FoundOut.model_validate(found) for found in await client.find(q)])
