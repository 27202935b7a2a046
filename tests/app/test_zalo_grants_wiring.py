from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from app.wiring.zalo_grants import connect_fake, zalo_access, zalo_http, zalo_tokens
from channels.zalo.models import ZaloGrant
from channels.zalo_fake.identity import APP_ID, APP_SECRET, OA_ID
from core.errors import Conflict, Unavailable
from core.settings import Settings
from tests.channels.zalo.granting import grant_of
from tests.serving import serving


@asynccontextmanager
async def fake_vendor(settings):
    """What connecting needs of the fake; gives the settings that lead there, and what it was asked."""
    app, asked = FastAPI(), []

    @app.post("/fake/grant")
    async def grant(body: dict[str, str]) -> dict[str, str]:
        asked.append(body)
        return {"code": "mã", "oa_id": OA_ID}

    @app.post("/v4/oa/access_token")
    async def token() -> dict[str, str]:
        return {"access_token": "a", "refresh_token": "r", "expires_in": "90000"}

    async with serving(app) as address:
        port = int(address.rpartition(":")[2])
        yield settings.model_copy(update={"zalo": "fake", "zalo_fake_port": port}), asked


@pytest.fixture
def live(settings):
    return settings.model_copy(update={"zalo": "live", "zalo_app_id": "1", "public_url": "https://1022.test/"})


class TestAccess:
    def test_live_leads_to_the_vendor(self, live):
        access = zalo_access(live)
        assert (access.oauth_url, access.api_url) == ("https://oauth.zaloapp.com", "https://openapi.zalo.me")
        assert access.redirect_url == "https://1022.test/zalo/callback"
        assert access.media_hosts == (".zdn.vn", ".zadn.vn", ".zalo.me", ".zaloapp.com")
        assert not access.is_fake
        assert access.missing_settings == ("ZALO_APP_SECRET", "ZALO_OA_SECRET_KEY")

    def test_fake_leads_to_the_fake_and_nowhere_else(self, settings):
        access = zalo_access(settings.model_copy(update={"zalo": "fake", "zalo_fake_port": 8125, "zalo_app_id": "of the real one"}))
        assert access.oauth_url == access.api_url == "http://127.0.0.1:8125"
        assert (access.app_id, access.app_secret) == (APP_ID, APP_SECRET)
        assert (access.media_hosts, access.private_media_host) == ((), "127.0.0.1:8125")
        assert access.missing_settings == ()

    def test_verifier_is_made_once_and_kept(self, settings: Settings):
        first = zalo_access(settings).code_verifier
        assert len(first) == 43
        assert zalo_access(settings).code_verifier == first

    def test_without_a_public_address_the_vendor_comes_back_to_this_machine(self, settings):
        assert zalo_access(settings).redirect_url == "http://127.0.0.1:8022/zalo/callback"


class TestConnectFake:
    async def test_tokens_are_there_when_the_program_has_started(self, settings, database, database_url):
        async with fake_vendor(settings) as (fake, asked), zalo_http() as http:
            await connect_fake(fake, database_url)
            access = zalo_access(fake)
            assert asked == [{"redirect_uri": access.redirect_url, "code_challenge": access.code_challenge}]
            assert (await zalo_tokens(fake, database, http).current()).value == "a"

    async def test_each_start_takes_the_place_of_the_one_before(self, settings, database, database_url):
        async with fake_vendor(settings) as (fake, _):
            await connect_fake(fake, database_url)
            await connect_fake(fake, database_url)
        grant = await grant_of(database)
        assert (grant.oa_id, grant.generation) == (OA_ID, 2)

    async def test_real_account_is_never_replaced_by_the_fake(self, settings, database, database_url):
        async with fake_vendor(settings) as (fake, asked):
            await connect_fake(fake, database_url)
            async with database.session() as session:
                await session.execute(update(ZaloGrant).values(oa_id="579745863508352884"))
            with pytest.raises(Conflict):
                await connect_fake(fake, database_url)
        assert len(asked) == 1

    async def test_fake_that_does_not_run_is_said_to(self, settings, database_url):
        async with fake_vendor(settings) as (fake, _):
            pass
        with pytest.raises(Unavailable):
            await connect_fake(fake, database_url)
