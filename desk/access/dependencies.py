"""The gate every request to the desk goes through: from our own page, signed in, with the session's token, sign-in finished.

Each check asks for the one before it, so whoever is handed a `SignedIn` has passed them all, and `desk_router` puts the whole gate
before every route, whether or not the route wants to know who asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Depends, Header, Request
from starlette.datastructures import Headers

from core.errors import NotAllowed
from core.secret_keeping import same
from desk.access.parts import Access
from staff.permissions import Permission
from staff.sessions import SignedIn

COOKIE = "desk_session"
PREFIX = "/desk/api"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# `none`: typed into the address bar, or a bookmark.
_OWN_SITES = frozenset({"same-origin", "none"})
_MAX_BODY_BYTES = 512 * 1024


async def from_own_page(request: Request, access: Access) -> None:
    """What browsers say of where a request comes from. Whatever does not say it is no browser, or an old one: the token decides."""
    if not _is_own(request.headers):
        raise NotAllowed("foreign_request", access.words.say("foreign_request"))


OwnPage = Depends(from_own_page)


def _is_own(headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in _OWN_SITES
    # Without the scheme: a proxy that ends TLS leaves us with http.
    return origin is None or origin.partition("://")[2] == headers.get("host")


async def signed_in_somehow(
    request: Request,
    access: Access,
    _from_own_page: Annotated[None, OwnPage],
    desk_session: Annotated[str, Cookie()] = "",
    x_csrf_token: Annotated[str, Header()] = "",
) -> SignedIn:
    """Also whoever has yet to change their password or to set up the second factor: for the calls of that alone."""
    signed_in = await access.sessions.authenticate(desk_session)
    if request.method not in _SAFE_METHODS and not same(x_csrf_token, signed_in.csrf_token):
        raise NotAllowed("wrong_csrf_token", access.words.say("wrong_csrf_token"))
    return signed_in


SignedSomehow = Annotated[SignedIn, Depends(signed_in_somehow)]


async def signed_in(somehow: SignedSomehow, access: Access) -> SignedIn:
    if somehow.must_change_password or somehow.must_enrol_totp:
        raise NotAllowed("finish_sign_in", access.words.say("finish_sign_in"))
    return somehow


Signed = Annotated[SignedIn, Depends(signed_in)]


def require(*any_of: Permission) -> Callable[..., Any]:
    """A dependency that gives the SignedIn of whoever has one of these permissions, and turns everybody else away.

    `dependencies=[Depends(require(Permission.SEE_AUDIT))]`, or `signed: Annotated[SignedIn, Depends(require(...))]`.
    """

    async def permitted(signed: Signed, access: Access) -> SignedIn:
        if not signed.permissions.intersection(any_of):
            raise NotAllowed("not_allowed", access.words.say("not_allowed"))
        return signed

    return permitted


def desk_router(**kwargs: Any) -> APIRouter:
    """A router of the desk behind the whole gate; takes what APIRouter takes, a `prefix` goes behind the desk's own."""
    before = [Depends(signed_in), *kwargs.pop("dependencies", ())]
    prefix = PREFIX + kwargs.pop("prefix", "")
    return APIRouter(**{"max_body_size": _MAX_BODY_BYTES, **kwargs, "prefix": prefix, "dependencies": before})
