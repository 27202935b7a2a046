from __future__ import annotations

import pytest

from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.desk.personas import at_the_desk
from tests.serving import app, http  # noqa: F401 - fixtures

ROOT = "/desk/api/editors"


@pytest.fixture
async def desk(app, http, database):  # noqa: F811
    async with at_the_desk(app, database) as desk:
        yield desk


@pytest.fixture
def publish(database):
    async def publish(*records, origin=Origin.SHIPPED):
        await Publisher(database).publish(records, origin=origin, author="thử")

    return publish
