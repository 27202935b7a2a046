"""The vendor, as far as the program can tell: its API, its permission page, its webhooks, and a phone to look at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from channels.zalo_fake import (
    citizens_endpoints,
    faults_endpoints,
    media_endpoints,
    oauth_endpoints,
    reading_endpoints,
    sending_endpoints,
)
from channels.zalo_fake.vendor_errors import VendorError
from channels.zalo_fake.world import World

_PAGE = Path(__file__).with_name("page")
_NOT_FOUND = "<!doctype html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"


def create_fake(webhook_url: str, own_url: str) -> FastAPI:
    """`own_url`: where its files are fetched from, as its webhooks say it."""
    world = World(webhook_url, own_url)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await world.webhooks.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.world = world

    @app.exception_handler(HTTPException)
    async def not_found(request: Request, error: HTTPException) -> Response:
        """The vendor knows no JSON for paths that it does not know."""
        if request.url.path.startswith("/fake/"):
            return JSONResponse({"error": error.detail}, error.status_code)
        return HTMLResponse(_NOT_FOUND, 404)

    @app.exception_handler(VendorError)
    async def no_such_citizen(_request: Request, error: VendorError) -> Response:
        """Only the control API lets it pass."""
        return JSONResponse({"error": error.message}, 404)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/")
    async def phone() -> Response:
        return FileResponse(_PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    for part in (oauth_endpoints, sending_endpoints, reading_endpoints, media_endpoints, citizens_endpoints, faults_endpoints):
        app.include_router(part.router)
    app.mount("/page", StaticFiles(directory=_PAGE))
    return app
