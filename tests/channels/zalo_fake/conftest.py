from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from channels.zalo_fake.server import create_fake
from tests.channels.zalo_fake.vendor import Receiver, Vendor
from tests.serving import serving


@pytest.fixture(scope="session")
async def running_vendor() -> AsyncIterator[Vendor]:
    """The fake and where its webhooks go, each on a real port, for all tests."""
    receiver = Receiver()
    async with serving(receiver) as webhook_url:
        app = create_fake(f"{webhook_url}/zalo/webhook", own_url="http://fake.test")
        async with serving(app) as url, httpx.AsyncClient(base_url=url, trust_env=False) as http:
            yield Vendor(http, receiver, app.state.world)


@pytest.fixture
async def vendor(running_vendor: Vendor) -> AsyncIterator[Vendor]:
    """Nothing but a new grant is left of the test before."""
    await running_vendor.world.reset()
    running_vendor.http.timeout = httpx.Timeout(5.0)
    await running_vendor.connect()
    running_vendor.world.calls.clear()
    yield running_vendor
    await running_vendor.world.reset()
    running_vendor.receiver.reset()
