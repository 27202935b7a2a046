"""The web process in the test's own event loop: called directly, or on a real, free port of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from app.web import create_app
from core.settings import Settings


@asynccontextmanager
async def serving(app: Any, trusted_proxies: str = "127.0.0.1") -> AsyncIterator[str]:
    """The address of the running application."""
    config = uvicorn.Config(
        app, port=0, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1, forwarded_allow_ips=trusted_proxies
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0.005)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


@contextmanager
def web_app(settings: Settings, database_url: str) -> Iterator[FastAPI]:
    """Nobody is told after the test that an answer is late."""
    made = create_app(settings, database_url)
    yield made
    made.state.webchat.reassuring.stop()


@asynccontextmanager
async def called_directly(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """As fast as it goes, and without a connection."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
            yield client


@pytest.fixture
def app(settings: Settings, database_url: str) -> Iterator[FastAPI]:
    """For a conftest to import."""
    with web_app(settings, database_url) as made:
        yield made


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with called_directly(app) as client:
        yield client
