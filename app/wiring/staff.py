"""What the gate to the desk and `hotline user` need: accounts, passwords, second factors, sessions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from app.wiring.words import words_of
from core.db import Database
from core.pace import Pace
from core.secret_keeping import SecretKeeper
from core.settings import Settings
from desk.access.parts import DeskAccess
from staff.limits import Limits
from staff.lock_out import LockOut
from staff.membership import Membership
from staff.one_time_codes import OneTimeCodes
from staff.own_account import OwnAccount
from staff.passwords import Passwords
from staff.sessions import Sessions
from staff.signing_in import SigningIn

_WORDS = "staff/words.yml"


def staff_limits(settings: Settings) -> Limits:
    return Limits(
        idle=timedelta(hours=settings.desk_idle_hours),
        session=timedelta(days=settings.desk_session_days),
        second_factor_required=settings.desk_second_factor == "required",
    )


def membership(settings: Settings, database: Database) -> Membership:
    words = words_of(settings, _WORDS)
    return Membership(database, Passwords(words), words)


def desk_access(
    settings: Settings, database: Database, *, sectors: Callable[[], Awaitable[Sequence[str]]], max_attachment_megabytes: int
) -> DeskAccess:
    words, own_words, limits = words_of(settings, _WORDS), words_of(settings, "desk/access/words.yml"), staff_limits(settings)
    passwords, lock_out = Passwords(words), LockOut(database, words, limits)
    codes = OneTimeCodes(SecretKeeper(settings.secret_keys), words, f"{settings.hotline_number} {settings.province_name}")
    sessions = Sessions(database, words, limits)
    return DeskAccess(
        database=database,
        signing_in=SigningIn(database, lock_out, passwords, codes, sessions, words),
        sessions=sessions,
        own_account=OwnAccount(database, lock_out, passwords, codes, sessions, words),
        words=own_words,
        pace=Pace(settings.sign_ins_per_minute, "too_many_sign_ins", own_words.say("too_many_sign_ins")),
        province_name=settings.province_name,
        hotline_number=settings.hotline_number,
        max_attachment_megabytes=max_attachment_megabytes,
        takes_calls=settings.phone == "on",
        sectors=sectors,
    )
