"""The web process: the chat page, the desk, and the API of both."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as ASGIMessage

from app.wiring.calls import way_in
from app.wiring.desk import add_desk
from app.wiring.privacy import copying
from app.wiring.webchat import webchat_parts
from app.wiring.words import words_of
from app.wiring.zalo_webhook import add_zalo_webhook
from channels.webchat import (
    attachments_endpoints,
    calls_endpoints,
    data_endpoints,
    endpoints,
    events,
    feedback_endpoints,
    tickets_endpoints,
)
from channels.zalo import callback
from conversations.attachments.limits import MEGABYTE
from conversations.calls.way_in import WayIn
from conversations.handling_queue import queue_app
from core.db import Database
from core.errors import HotlineError, TooManyMessages
from core.listening import Listener
from core.logs import configure_logs
from core.settings import PROJECT_ROOT, Settings
from core.words import Words

STATIC = PROJECT_ROOT / "channels" / "webchat" / "static"
DESK_STATIC = PROJECT_ROOT / "desk" / "static"
_MAX_BODY_BYTES = 512 * 1024
_IMPORTS = "/desk/api/editors/imports/"
_POLICY = (
    "default-src 'self'; connect-src {reached}; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {framers}"
)
# The one page with a form.
_COPY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY.format(framers="'none'", reached="'self'").replace("form-action 'none'", "form-action 'self'"),
}
_PARTS = (
    endpoints,
    events,
    feedback_endpoints,
    attachments_endpoints,
    calls_endpoints,
    tickets_endpoints,
    data_endpoints,
    callback,
)
_APIS = ("/api/", "/desk/api/")
_log = structlog.get_logger()


def create_app(settings: Settings, database_url: str) -> FastAPI:
    database = Database(database_url)
    queue = queue_app(database_url)
    listener = Listener(database_url)
    words = words_of(settings, "channels/webchat/words.yml")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with queue.open_async():
            listening, feeding = asyncio.create_task(listener.listen()), asyncio.create_task(desk.feed.run())
            announcing = asyncio.create_task(app.state.webchat.banners.follow())
            yield
            for task in (listening, announcing):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            desk.feed.stop()
            await feeding
            await desk.knowledge.close()
            await desk.bench_bot.close()
            await desk.phone.close()
            await database.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    _answer_errors(app, words)
    app.state.webchat = webchat_parts(settings, database, queue, listener, words)
    app.state.copying = copying(settings, database)
    desk = add_desk(app, settings, database, listener)

    # A little more than a file may have: one that is only somewhat too large is told so in its own words.
    file_bytes = (settings.max_attachment_megabytes + 1) * MEGABYTE
    app.add_middleware(
        _Guard,
        headers=partial(_headers_of, portal_origins=settings.portal_origins, calls=way_in(settings) if settings.phone == "on" else None),
        most_bytes=lambda path: file_bytes if path.endswith("/attachments") or path.startswith(_IMPORTS) else _MAX_BODY_BYTES,
        too_large=_error(413, "too_large", words.say("invalid_request")),
    )

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/quyen-rieng-tu")
    async def privacy() -> FileResponse:
        return FileResponse(STATIC / "privacy.html", headers={"Cache-Control": "no-cache"})

    @app.get(data_endpoints.ADDRESS)
    async def copy_page(token: str) -> FileResponse:
        # The same for every link: whether it opens anything is seen when the button is pressed.
        return FileResponse(STATIC / "du-lieu.html", headers=_COPY_HEADERS)

    @app.get("/tra-cuu")
    async def look_up_page() -> FileResponse:
        return FileResponse(STATIC / "tra-cuu.html", headers={"Cache-Control": "no-cache"})

    @app.get("/desk", response_class=RedirectResponse, status_code=status.HTTP_308_PERMANENT_REDIRECT)
    async def desk_without_slash() -> str:
        return "/desk/"

    @app.get("/desk/editors", response_class=RedirectResponse)
    async def workbench() -> str:
        # What is after "#" never reaches us: the page itself finds its way from there.
        return "/desk/#/content"

    for part in _PARTS:
        app.include_router(part.router)
    add_zalo_webhook(app, settings, database, queue)
    app.mount("/desk", _Page(directory=DESK_STATIC, html=True, check_dir=False))
    app.mount("/", _Page(directory=STATIC, html=True, check_dir=False))
    return app


def _headers_of(path: str, portal_origins: str, calls: WayIn | None) -> Mapping[str, str]:
    """The portal may show the chat in a frame; the desk is shown in none, where a page around it could steer clicks.

    Only where calls are taken do pages reach their process, and may ask for the microphone.
    """
    is_desk, is_api = path.startswith("/desk"), path.startswith(_APIS)
    framers = "'none'" if is_desk else f"'self' {portal_origins}".strip()
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": _POLICY.format(framers=framers, reached=f"'self' {calls.policy_sources}" if calls else "'self'"),
        "Permissions-Policy": f"camera=(), geolocation=(), microphone={'(self)' if calls else '()'}",
    }
    # Also of what is refused, and of files: no browser and no proxy keeps what was said.
    return headers | ({"Cache-Control": "no-store"} if is_api else {})


class _Guard:
    """Bodies that are too large are refused unread; every response carries the security headers, or stricter ones of its own."""

    def __init__(
        self, app: ASGIApp, headers: Callable[[str], Mapping[str, str]], most_bytes: Callable[[str], int], too_large: Response
    ) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._headers = headers
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        guarding = [(name.lower().encode(), value.encode()) for name, value in self._headers(scope["path"]).items()]

        async def send_guarded(message: ASGIMessage) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                given = {name for name, _ in own}
                message["headers"] = [*own, *(header for header in guarding if header[0] not in given)]
            await send(message)

        length = dict(scope["headers"]).get(b"content-length", b"0")
        app = self._app if length.isdigit() and int(length) <= self._most_bytes(scope["path"]) else self._too_large
        await app(scope, receive, send_guarded)


class _Page(StaticFiles):
    """Files under assets/ have a hash in their names and never change; all else is asked for anew each time."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        is_hashed = "/assets/" in str(args[0])
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response


def _answer_errors(app: FastAPI, words: Words) -> None:
    @app.exception_handler(HotlineError)
    async def expected(_request: Request, error: HotlineError) -> JSONResponse:
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyMessages) else None
        return _error(error.status, error.code, error.message, headers)

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, _error_: RequestValidationError) -> JSONResponse:
        return _error(422, "invalid_request", words.say("invalid_request"))

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        key = "not_found" if error.status_code == 404 else "invalid_request"
        return _error(error.status_code, key, words.say(key))

    @app.exception_handler(OperationalError)
    async def no_database(_request: Request, error: OperationalError) -> JSONResponse:
        _log.error("the database does not answer", error=type(error.orig).__name__)
        return _error(503, "unavailable", words.say("unavailable"), {"Retry-After": "5"})

    @app.exception_handler(PoolTimeout)
    async def busy(_request: Request, _error_: PoolTimeout) -> JSONResponse:
        _log.warning("all database connections are taken")
        return _error(503, "unavailable", words.say("unavailable"), {"Retry-After": "5"})

    @app.exception_handler(Exception)
    async def unexpected(_request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error", exc_info=error)
        return _error(500, "server_error", words.say("server_error"))


def _error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def main() -> None:
    settings = Settings()
    database_url = settings.database_url
    configure_logs(settings.log_level, "web")
    config = uvicorn.Config(
        create_app(settings, database_url),
        log_config=None,
        access_log=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[_shared_socket(settings.web_host, settings.web_port)])


def _shared_socket(host: str, port: int) -> socket.socket:
    """Several web processes listen on one port: while one that died is started again, the others take its callers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048, reuse_port=True)


if __name__ == "__main__":
    main()
