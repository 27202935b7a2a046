from __future__ import annotations

import asyncio

import psycopg
import pytest
from sqlalchemy import text

from core.db import driver_connection, libpq_url, sqlalchemy_url


@pytest.fixture
def database_url(empty_database_url):
    return empty_database_url


@pytest.fixture
async def notes(database):
    async with database.session() as session:
        await session.execute(text("CREATE TABLE notes (note text)"))


async def noted(database):
    async with database.session() as session:
        return list(await session.scalars(text("SELECT note FROM notes")))


def cut_all(database, postgres):
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s", [database.engine.url.database])


async def fail_after(database, write):
    async with database.session() as session:
        await write(session)
        raise RuntimeError


@pytest.mark.usefixtures("notes")
class TestSession:
    async def test_commits_at_the_end(self, database):
        async with database.session() as session:
            await session.execute(text("INSERT INTO notes VALUES ('kept')"))
        assert await noted(database) == ["kept"]

    async def test_rolls_everything_back_on_an_error(self, database):
        with pytest.raises(RuntimeError):
            await fail_after(database, lambda session: session.execute(text("INSERT INTO notes VALUES ('lost')")))
        assert await noted(database) == []

    async def test_shows_others_nothing_before_the_end(self, database):
        async with database.session() as session:
            await session.execute(text("INSERT INTO notes VALUES ('not yet')"))
            assert await noted(database) == []

    async def test_works_again_after_the_server_cut_the_connections(self, database, postgres):
        async with asyncio.TaskGroup() as several:
            for _ in range(5):
                several.create_task(noted(database))
        cut_all(database, postgres)
        assert [await noted(database) for _ in range(6)] == [[]] * 6


@pytest.mark.usefixtures("notes")
class TestDriverConnection:
    async def test_writes_in_the_transaction_of_the_session(self, database):
        async def write(session):
            connection = await driver_connection(session)
            await connection.execute("INSERT INTO notes VALUES ('lost')")

        with pytest.raises(RuntimeError):
            await fail_after(database, write)
        assert await noted(database) == []


class TestUrls:
    OWN = "postgresql://postgres:@/test?host=/tmp/hotline"
    GIVEN = "postgres://hotline:p%40ss%2Fw%25rd@db.example:5433/hotline?sslmode=require"

    @pytest.mark.parametrize("given", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+asyncpg"])
    def test_any_name_of_the_driver_will_do(self, given):
        assert sqlalchemy_url(f"{given}://h@db/h") == "postgresql+psycopg://h@db/h"
        assert libpq_url(f"{given}://h@db/h") == "postgresql://h@db/h"

    def test_a_password_with_odd_characters_stays_right(self):
        parts = psycopg.conninfo.conninfo_to_dict(libpq_url(self.GIVEN))
        assert parts == {
            "user": "hotline",
            "password": "p@ss/w%rd",
            "host": "db.example",
            "port": "5433",
            "dbname": "hotline",
            "sslmode": "require",
        }

    def test_a_socket_folder_stays_the_host(self):
        assert psycopg.conninfo.conninfo_to_dict(libpq_url(self.OWN))["host"] == "/tmp/hotline"
