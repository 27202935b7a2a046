"""`GET /likeliest?q=…&q=…` of the action server: the entry that questions are about."""

from __future__ import annotations

from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.likeliest import Likeliest

_MOST = 3


def add_likeliest(app: Sanic[Any, Any], knowledge: HoldsKnowledge) -> None:
    likeliest = Likeliest(knowledge)

    async def entries_for(request: Request) -> HTTPResponse:
        return json([entry.model_dump() for entry in likeliest.of(request.args.getlist("q", []))[:_MOST]])

    app.add_route(entries_for, "/likeliest", methods=["GET"])
