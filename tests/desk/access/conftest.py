"""The gate to the desk with a few doors behind it that only show whether somebody got in."""

from __future__ import annotations

from typing import Annotated

import httpx
import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from app.wiring.staff import desk_access
from core.errors import HotlineError
from desk.access.dependencies import Signed, desk_router, require
from desk.access.endpoints import router
from staff.permissions import Permission
from staff.sessions import SignedIn
from tests.desk.personas import at_the_desk

doors = desk_router(prefix="/doors")


@doors.get("/open")
async def look() -> dict[str, str]:
    return {"door": "open"}


@doors.api_route("/open", methods=["POST", "PUT", "PATCH", "DELETE"])
async def change() -> dict[str, str]:
    return {"door": "open"}


@doors.get("/mine")
async def mine(signed: Signed) -> dict[str, str]:
    return {"door": signed.member.username}


@doors.get("/staff", dependencies=[Depends(require(Permission.MANAGE_STAFF))])
async def staff() -> dict[str, str]:
    return {"door": "staff"}


@doors.get("/replies")
async def replies(
    signed: Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS, Permission.EDIT_CANNED_REPLIES))],
) -> dict[str, str]:
    return {"door": signed.member.username}


async def sectors():
    return ["Đất đai", "Hộ tịch"]


def make_app(settings, database) -> FastAPI:
    app = FastAPI()
    app.state.desk_access = desk_access(settings, database, sectors=sectors, max_attachment_megabytes=10)
    app.include_router(router)
    app.include_router(doors)

    @app.exception_handler(HotlineError)
    async def expected(_request: Request, error: HotlineError) -> JSONResponse:
        return JSONResponse({"error": {"code": error.code, "message": error.message}}, error.status)

    return app


@pytest.fixture
def app(settings, database):
    return make_app(settings, database)


@pytest.fixture
async def desk(app, database):
    async with at_the_desk(app, database) as desk:
        yield desk


@pytest.fixture
async def http(app):
    """Somebody who has not signed in yet, over a connection that is private."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://desk.test") as client:
        yield client
