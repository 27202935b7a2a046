"""The desk's HTTP border as members with different roles see it, each signed in already."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from app.wiring.staff import desk_access
from core.db import Database
from core.errors import HotlineError
from core.settings import Settings
from desk.access.dependencies import COOKIE
from staff.repository import StaffRepository
from staff.sessions import Browser
from tests.desk.histories import add_member

NOBODY = "nobody"


async def _no_sectors() -> list[str]:
    return []


def desk_app(settings: Settings, database: Database, router: APIRouter, **state: object) -> FastAPI:
    """One router behind the real gate; `state` is what it looks for in app.state."""
    app = FastAPI()
    chosen = settings.model_copy(update={"desk_second_factor": "optional"})
    app.state.desk_access = desk_access(chosen, database, sectors=_no_sectors, max_attachment_megabytes=10)
    for name, parts in state.items():
        setattr(app.state, name, parts)

    @app.exception_handler(HotlineError)
    async def expected(_request: Request, error: HotlineError) -> JSONResponse:
        return JSONResponse({"error": {"code": error.code, "message": error.message}}, error.status)

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, _error: RequestValidationError) -> JSONResponse:
        return JSONResponse({"error": {"code": "invalid_request", "message": ""}}, 422)

    app.include_router(router)
    return app


@dataclass(frozen=True)
class Seat:
    """A browser; `ask` gives the response."""

    http: httpx.AsyncClient
    staff_id: uuid.UUID | None

    async def ask(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        return await self.http.request(method, f"/desk/api{path}", **kwargs)

    async def get(self, path: str, **params: Any) -> Any:
        response = await self.ask("GET", path, params=params)
        assert response.status_code == 200, response.text
        return response.json()


async def take_seat(app: FastAPI, database: Database, *roles: str) -> Seat:
    """Signed in with these roles; `nobody` for a stranger."""
    transport = httpx.ASGITransport(app)
    http = httpx.AsyncClient(transport=transport, base_url="http://desk.test")
    if roles == (NOBODY,):
        return Seat(http, None)
    staff_id = await add_member(database, roles=roles)
    async with database.session() as session:
        member = await StaffRepository(session).find(staff_id)
        assert member is not None
        opened = await app.state.desk_access.sessions.open(session, member, Browser("127.0.0.1", "test"))
    http.cookies.set(COOKIE, opened.token)
    http.headers["X-CSRF-Token"] = opened.signed_in.csrf_token
    return Seat(http, staff_id)
