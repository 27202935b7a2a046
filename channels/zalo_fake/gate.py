"""What every call to the vendor passes: latency, pace, faults, the access token; and how its answers look."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from channels.zalo_fake.identity import APP_SECRET
from channels.zalo_fake.vendor_errors import GrantRefused, VendorError
from channels.zalo_fake.world import Call, World

Act = Callable[[], Any]
_TOO_MANY = -32
_DOCUMENTATION = "https://developers.zalo.me/docs/official-account"


class BrokenOff(Response):
    """The head of an answer and then nothing: the server closes a connection whose answer is not whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"512")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


def world_of(request: Request) -> World:
    world: World = request.app.state.world
    return world


async def answer(request: Request, operation: str, act: Act, user_id: str = "") -> Response:
    """Runs `act` if everything lets it; what it gives becomes `data`."""
    world = world_of(request)
    call = world.called(operation, request.url.path, user_id)
    call.fault = world.faults.for_call(operation, user_id)
    started = time.perf_counter()
    await asyncio.sleep(world.faults.latency())
    response = await _spoilt(world, request, call, act) if call.fault else _plain(world, request, call, act)
    call.ms = round((time.perf_counter() - started) * 1000, 1)
    call.status = None if isinstance(response, BrokenOff) else response.status_code
    return response


async def _spoilt(world: World, request: Request, call: Call, act: Act) -> Response:
    """Before: nothing was taken. After: it was taken, and the program hears nothing or something wrong."""
    fault = call.fault or ""
    if fault.startswith("-"):
        call.error = int(fault)
        return _paced(world, _refused(call), world.calls_left() if call.error != _TOO_MANY else 0)
    if fault.startswith("http_"):
        return PlainTextResponse("upstream error", status_code=int(fault.removeprefix("http_")))
    if fault.endswith("_after"):
        _plain(world, request, call, act)
    if fault.startswith("timeout"):
        await _hold(request, world.faults.now.hang_seconds)
    return BrokenOff()


async def _hold(request: Request, seconds: float) -> None:
    """Until the caller gives up."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass


def _plain(world: World, request: Request, call: Call, act: Act) -> Response:
    left = world.calls_left()
    try:
        if left < 0:
            raise VendorError(_TOO_MANY)
        if call.operation != "token":
            _check_caller(world, request)
        body = act()
        response = JSONResponse(body if call.operation == "token" else {"data": body, "error": 0, "message": "Success"})
    except VendorError as error:
        call.error = error.code
        response = _refused(call, error.message)
    except GrantRefused as refused:
        call.error = refused.code
        response = JSONResponse({"error": refused.code, "error_name": refused.name, "error_reason": "", "ref_doc": _DOCUMENTATION})
    return _paced(world, response, left)


def _paced(world: World, response: JSONResponse, left: int) -> JSONResponse:
    response.headers["X-RateLimit-Limit"] = str(world.faults.now.calls_per_minute)
    response.headers["X-RateLimit-Remain"] = str(max(left, 0))
    return response


def _refused(call: Call, message: str = "") -> JSONResponse:
    error = VendorError(call.error or 0, message)
    if call.operation == "token":
        return JSONResponse({"error": error.code, "error_name": error.message, "error_reason": "", "ref_doc": _DOCUMENTATION})
    return JSONResponse({"error": error.code, "message": error.message})


def _check_caller(world: World, request: Request) -> None:
    token = request.headers.get("access_token", "")
    world.grants.check(token)
    if world.faults.now.sign_calls:
        proof = hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(proof, request.headers.get("appsecret_proof", "")):
            raise VendorError(-242)
