"""The page on which an administrator of the account allows the program in, and the endpoint that changes codes into tokens."""

from __future__ import annotations

import html
import string
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from channels.zalo_fake.gate import answer, world_of
from channels.zalo_fake.grants import ACCESS_SECONDS, Pair
from channels.zalo_fake.identity import APP_ID, APP_SECRET, OA_ID, OA_NAME
from channels.zalo_fake.vendor_errors import GrantRefused
from channels.zalo_fake.world import World

_PAGE = Path(__file__).with_name("page") / "permission.html"
_ERROR_PAGE = Path(__file__).with_name("page") / "permission_error.html"
_ASKED = ("app_id", "redirect_uri", "code_challenge", "state")

router = APIRouter()


@router.get("/v4/oa/permission")
async def permission(request: Request) -> Response:
    asked = {name: request.query_params.get(name, "") for name in _ASKED}
    if refused := _refusal(world_of(request), asked):
        return _page(_ERROR_PAGE, {"code": str(refused.code), "name": refused.name}, 400)
    return _page(_PAGE, asked | {"account": OA_NAME})


@router.post("/v4/oa/permission")
async def allow(request: Request) -> Response:
    asked = await _form(request)
    world = world_of(request)
    if refused := _refusal(world, asked):
        return _page(_ERROR_PAGE, {"code": str(refused.code), "name": refused.name}, 400)
    given = {"code": world.grants.new_code(asked["code_challenge"]), "oa_id": OA_ID}
    state = {"state": asked["state"]} if asked.get("state") else {}
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    return RedirectResponse(asked["redirect_uri"] + joint + urlencode(given | state), 303)


@router.post("/v4/oa/access_token")
async def access_token(request: Request) -> Response:
    asked = await _form(request)
    return await answer(request, "token", lambda: _tokens(world_of(request), request, asked))


def _tokens(world: World, request: Request, asked: dict[str, str]) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise GrantRefused(-14001, "Invalid content type")
    if asked.get("app_id") != APP_ID:
        raise GrantRefused(-14002, "Invalid appId")
    if request.headers.get("secret_key") != APP_SECRET:
        raise GrantRefused(-14004, "Invalid secret key")
    match asked.get("grant_type"):
        case "authorization_code":
            pair = world.grants.exchanged(asked.get("code", ""), asked.get("code_verifier", ""))
        case "refresh_token":
            pair = world.grants.refreshed(asked.get("refresh_token", ""))
        case _:
            raise GrantRefused(-14001, "Invalid grant type")
    return _told(pair)


def _told(pair: Pair) -> dict[str, str]:
    """The lifetime is a string too."""
    return {"access_token": pair.access_token, "refresh_token": pair.refresh_token, "expires_in": str(round(ACCESS_SECONDS))}


def _refusal(world: World, asked: dict[str, str]) -> GrantRefused | None:
    saved = world.faults.now.redirect_uri
    if asked.get("app_id") != APP_ID:
        return GrantRefused(-14002, "Invalid appId")
    target = asked.get("redirect_uri", "")
    if urlsplit(target).scheme not in ("http", "https") or saved not in ("", target):
        return GrantRefused(-14003, "Invalid redirect uri")
    if not asked.get("code_challenge"):
        return GrantRefused(-14001, "Invalid code challenge")
    return None


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))


def _page(file: Path, given: dict[str, str], status: int = 200) -> HTMLResponse:
    escaped = {name: html.escape(value) for name, value in given.items()}
    return HTMLResponse(string.Template(file.read_text(encoding="utf-8")).substitute(escaped), status)
