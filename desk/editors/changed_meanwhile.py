"""A draft that somebody else changed: 409 that carries the draft as it is now, so that the page can show both."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from desk.editors.showing import draft_out
from knowledge_base.editing.refusals import DraftChanged


def answer_changed_drafts(app: FastAPI) -> None:
    @app.exception_handler(DraftChanged)
    async def changed(_request: Request, error: DraftChanged) -> JSONResponse:
        current = draft_out(error.current).model_dump(mode="json", by_alias=True)
        return JSONResponse({"error": {"code": error.code, "message": error.message}, "draft": current}, error.status)
