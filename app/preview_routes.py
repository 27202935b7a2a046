"""The action server shows editors how what they write would be answered with: the composer and all names are in its memory."""

from __future__ import annotations

from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from knowledge_base.answering.previewing import Previewer
from knowledge_base.editing.cleaning import TooDeep
from knowledge_base.models import EntryKind


def add_preview(app: Sanic[Any, Any], previewer: Previewer) -> None:
    async def preview(request: Request) -> HTTPResponse:
        asked = request.json
        if not isinstance(asked, dict) or asked.get("kind") not in set(EntryKind) or not isinstance(asked.get("record"), dict):
            return json({"error": "kind and record"}, status=400)
        try:
            shown = previewer.preview(EntryKind(asked["kind"]), asked["record"])
        except TooDeep:
            return json({"error": "too deep"}, status=400)
        return json(shown.model_dump(mode="json"))

    app.add_route(preview, "/preview", methods=["POST"])
