from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from channels.zalo_fake.server import create_fake
from tests.channels.zalo_fake.vendor import Receiver, Vendor
from tests.serving import serving


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Where the webhooks go."""
    receiver = Receiver()
    async with serving(receiver) as url:
        receiver.url = url
        yield receiver
        receiver.let_go.set()
        await asyncio.sleep(0)


@pytest.fixture
async def vendor(receiver: Receiver) -> AsyncIterator[Vendor]:
    """The fake on a real port, with a grant."""
    app = create_fake(f"{receiver.url}/zalo/webhook", own_url="http://fake.test")
    async with serving(app) as url, httpx.AsyncClient(base_url=url, timeout=5.0, trust_env=False) as http:
        vendor = Vendor(http, receiver, app.state.world)
        await vendor.connect()
        yield vendor
