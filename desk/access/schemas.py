"""What goes over the wire when somebody signs in to the desk."""

from __future__ import annotations

import uuid
from typing import Annotated

from pydantic import BaseModel, Field

from staff.models import DutyState
from staff.one_time_codes import Enrolment
from staff.permissions import Permission

# Far above what can be right; only keeps absurd bodies from being looked at.
_Typed = Annotated[str, Field(max_length=1000)]
_Code = Annotated[str, Field(max_length=50)]


class SignInIn(BaseModel):
    username: _Typed
    password: _Typed
    code: _Code | None = None


class CodeIn(BaseModel):
    code: _Code


class PasswordIn(BaseModel):
    current: _Typed
    new: _Typed


class ExtensionIn(BaseModel):
    extension: _Code


class DutyIn(BaseModel):
    state: DutyState


class Me(BaseModel):
    """The member, what they may do, and what the page has to know of the installation. `duty`: on_duty, away or off.

    `extension`: the member's own telephone, empty for none; `takes_calls`: whether the telephone is on here at all.
    """

    id: uuid.UUID
    username: str
    display_name: str
    roles: list[str]
    permissions: list[Permission]
    must_change_password: bool
    must_enrol_totp: bool
    csrf_token: str
    duty: str
    extension: str
    takes_calls: bool
    province_name: str
    hotline_number: str
    max_attachment_megabytes: int
    sectors: list[str]


class SignedInOut(BaseModel):
    me: Me


class EnrolmentOut(BaseModel):
    uri: str
    qr_svg: str
    secret: str

    @classmethod
    def of(cls, enrolment: Enrolment) -> EnrolmentOut:
        return cls(uri=enrolment.uri, qr_svg=enrolment.qr_svg, secret=enrolment.secret)
