"""The grant to act for the Official Account at Zalo: access, tokens, connecting; with ZALO=fake everything points at the fake."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

import httpx

from app.watching import Round
from app.wiring.tickets import working_calendar
from app.wiring.words import words_of
from channels.zalo.access import ZaloAccess
from channels.zalo.account_name import Account
from channels.zalo.client import ZaloClient
from channels.zalo.connecting import Connecting
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import Grants
from channels.zalo.oauth import ZaloOAuth
from channels.zalo.pace import Pace
from channels.zalo.reconciling import History, Reconciler, Store
from channels.zalo.tokens import GrantTokens, Tokens
from channels.zalo.watching import GrantWatch, SilenceWatch
from channels.zalo_fake.identity import APP_ID, APP_SECRET, OA_ID, OA_SECRET_KEY
from conversations.channel_alarms import Alarms
from core.db import Database
from core.errors import Conflict, Unavailable
from core.secret_keeping import SecretKeeper, kept_secret
from core.settings import Settings

_CALLBACK = "/zalo/callback"
_WORDS = "channels/zalo/connecting.yml"
_FAKE_WITHIN_SECONDS = 10.0
_EVERY_MINUTE = timedelta(minutes=1)
_NOW_AND_THEN = timedelta(minutes=5)


def zalo_access(settings: Settings) -> ZaloAccess:
    given = settings.zalo_code_verifier.get_secret_value()
    verifier = given or kept_secret(settings.var_dir / "secrets" / "zalo_code_verifier")
    redirect_url = (settings.public_url or settings.web_url).rstrip("/") + _CALLBACK
    if settings.zalo == "fake":
        host = f"127.0.0.1:{settings.zalo_fake_port}"
        return ZaloAccess(
            app_id=APP_ID,
            app_secret=APP_SECRET,
            oa_secret_key=OA_SECRET_KEY,
            code_verifier=verifier,
            oauth_url=f"http://{host}",
            api_url=f"http://{host}",
            redirect_url=redirect_url,
            media_hosts=(),
            private_media_host=host,
            signs_calls=settings.zalo_sign_calls,
        )
    return ZaloAccess(
        app_id=settings.zalo_app_id,
        app_secret=settings.zalo_app_secret.get_secret_value(),
        oa_secret_key=settings.zalo_oa_secret_key.get_secret_value(),
        code_verifier=verifier,
        oauth_url=settings.zalo_oauth_url.rstrip("/"),
        api_url=settings.zalo_api_url.rstrip("/"),
        redirect_url=redirect_url,
        media_hosts=tuple(settings.zalo_media_hosts.split()),
        signs_calls=settings.zalo_sign_calls,
    )


def zalo_http() -> httpx.AsyncClient:
    """For the vendor's API alone: whoever makes it closes it. A redirect is followed nowhere, tokens would go along."""
    return httpx.AsyncClient(trust_env=False, follow_redirects=False)


def zalo_tokens(settings: Settings, database: Database, http: httpx.AsyncClient) -> GrantTokens:
    return GrantTokens(database, ZaloOAuth(http, zalo_access(settings)), _grants(settings))


def zalo_client(settings: Settings, database: Database, http: httpx.AsyncClient, tokens: Tokens) -> ZaloClient:
    access, pace = zalo_access(settings), Pace(database, settings.zalo_calls_per_minute)
    return ZaloClient(http, tokens, pace, access.api_url, app_secret=access.app_secret if access.signs_calls else "")


def zalo_connecting(settings: Settings, database: Database, http: httpx.AsyncClient) -> Connecting:
    oauth, grants = ZaloOAuth(http, zalo_access(settings)), _grants(settings)
    account = zalo_client(settings, database, http, zalo_tokens(settings, database, http))
    return Connecting(database, oauth, grants, account, words_of(settings, _WORDS))


class Vendor(Account, History, Protocol):
    """What the rounds ask of the vendor's API."""


def grant_rounds(settings: Settings, database: Database, tokens: Tokens, vendor: Vendor, store: Store) -> list[Round]:
    """For the process that talks to the vendor."""
    alarms, silence = Alarms(), timedelta(minutes=settings.zalo_silence_minutes)
    grant = GrantWatch(database, tokens, vendor, alarms)
    silent = SilenceWatch(database, working_calendar(settings), alarms, silence=silence)
    reconciler = Reconciler(database, vendor, store, alarms, zalo_access(settings).app_id)
    return [
        Round("zalo grant", _EVERY_MINUTE, grant.look),
        Round("zalo silence", _EVERY_MINUTE, silent.look),
        Round("zalo missed messages", _NOW_AND_THEN, reconciler.look),
    ]


async def connect_fake(settings: Settings, database_url: str) -> None:
    """The fake keeps nothing when it stops, so it is asked for a new grant at each start.

    Raises Conflict when a real Official Account is connected in this database, Unavailable when the fake does not answer.
    """
    database = Database(database_url)
    try:
        async with zalo_http() as http:
            await _require_no_real_grant(settings, database)
            code = await _fake_code(http, settings)
            await zalo_connecting(settings, database, http).connect(None, code, OA_ID)
    finally:
        await database.close()


async def _require_no_real_grant(settings: Settings, database: Database) -> None:
    async with database.session() as session:
        grant = await GrantRepository(session).find()
    if grant is not None and grant.oa_id != OA_ID:
        raise Conflict("zalo_is_real", words_of(settings, _WORDS).say("is_real"))


async def _fake_code(http: httpx.AsyncClient, settings: Settings) -> str:
    access = zalo_access(settings)
    asked = {"redirect_uri": access.redirect_url, "code_challenge": access.code_challenge}
    try:
        response = await http.post(f"{access.oauth_url}/fake/grant", json=asked, timeout=_FAKE_WITHIN_SECONDS)
        return str(response.raise_for_status().json()["code"])
    except (httpx.HTTPError, ValueError, KeyError) as error:
        words = words_of(settings, _WORDS)
        raise Unavailable("zalo_fake", words.say("no_fake", address=access.oauth_url, error=type(error).__name__)) from error


def _grants(settings: Settings) -> Grants:
    return Grants(SecretKeeper(settings.secret_keys), Alarms())
