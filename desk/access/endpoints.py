"""Signing in to the desk and out of it, and what members may change of their own account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from desk.access.dependencies import COOKIE, PREFIX, OwnPage, SignedSomehow, require
from desk.access.parts import Access, DeskAccess
from desk.access.schemas import CodeIn, DutyIn, EnrolmentOut, ExtensionIn, Me, PasswordIn, SignedInOut, SignInIn
from staff.duty import duty_of, set_duty
from staff.permissions import Permission
from staff.sessions import Browser, SignedIn
from staff.signing_in import Credentials

_COOKIE_PATH = "/desk"
_MAX_BODY_BYTES = 512 * 1024
_Answering = Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS))]

router = APIRouter(prefix=PREFIX, max_body_size=_MAX_BODY_BYTES)


@router.post("/sign-in", dependencies=[OwnPage])
async def sign_in(request: Request, response: Response, access: Access, body: SignInIn) -> SignedInOut:
    browser = _browser(request)
    access.pace.check(browser.address)
    opened = await access.signing_in.sign_in(Credentials(body.username, body.password, body.code or ""), browser)
    response.set_cookie(COOKIE, opened.token, path=_COOKIE_PATH, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return SignedInOut(me=await _me(access, opened.signed_in))


@router.post("/sign-out", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(response: Response, access: Access, signed: SignedSomehow) -> None:
    await access.sessions.sign_out(signed)
    response.delete_cookie(COOKIE, path=_COOKIE_PATH, httponly=True, samesite="strict")


@router.get("/me")
async def me(access: Access, signed: SignedSomehow) -> Me:
    return await _me(access, signed)


@router.post("/password")
async def change_password(access: Access, signed: SignedSomehow, body: PasswordIn) -> Me:
    return await _me(access, await access.own_account.change_password(signed, body.current, body.new))


@router.post("/extension")
async def change_extension(access: Access, signed: _Answering, body: ExtensionIn) -> Me:
    return await _me(access, await access.own_account.change_extension(signed, body.extension))


@router.get("/totp")
async def offer_second_factor(access: Access, signed: SignedSomehow) -> EnrolmentOut:
    return EnrolmentOut.of(access.own_account.enrolment(signed))


@router.post("/totp")
async def set_up_second_factor(access: Access, signed: SignedSomehow, body: CodeIn) -> Me:
    return await _me(access, await access.own_account.enrol(signed, body.code))


@router.post("/duty")
async def change_duty(access: Access, signed: _Answering, body: DutyIn) -> Me:
    async with access.database.session() as session:
        await set_duty(session, signed.member.id, body.state)
    return await _me(access, signed)


async def _me(access: DeskAccess, signed: SignedIn) -> Me:
    member = signed.member
    async with access.database.session() as session:
        duty = await duty_of(session, member.id)
    return Me(
        id=member.id,
        username=member.username,
        display_name=member.display_name,
        roles=member.roles,
        permissions=sorted(signed.permissions),
        must_change_password=signed.must_change_password,
        must_enrol_totp=signed.must_enrol_totp,
        csrf_token=signed.csrf_token,
        duty=duty,
        extension=member.extension,
        takes_calls=access.takes_calls,
        province_name=access.province_name,
        hotline_number=access.hotline_number,
        max_attachment_megabytes=access.max_attachment_megabytes,
        sectors=list(await access.sectors()),
    )


def _browser(request: Request) -> Browser:
    return Browser(request.client.host if request.client else "", request.headers.get("user-agent", ""))
