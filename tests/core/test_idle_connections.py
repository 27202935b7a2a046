from __future__ import annotations

import psycopg
import pytest

from core.idle_connections import check, is_left


@pytest.fixture
async def idle(postgres):
    async with await psycopg.AsyncConnection.connect(postgres, autocommit=True) as connection:
        await connection.execute("SELECT 1")
        yield connection


async def test_a_connection_that_nobody_cut_is_good(idle):
    assert not is_left(idle)
    await check(idle)


async def test_one_that_the_server_cut_is_known_before_anything_is_sent(idle, postgres):
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 2000)", [idle.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        await check(idle)


async def test_one_that_was_closed_here_is_known_too(idle):
    await idle.close()
    assert is_left(idle)
