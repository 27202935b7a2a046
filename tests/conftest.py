"""What every test may ask for: one PostgreSQL a session, a migrated and empty database a test, settings, the shared data."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import psycopg
import pytest
from sqlalchemy import make_url

from core import own_postgres
from core.db import Database
from core.migrations import migrate
from core.settings import PROJECT_ROOT, Settings

_SHARED_DATA = PROJECT_ROOT.parent / "shared" / "data"
_LARGE = 1_000_000
# Nothing here outlives the session, so nothing has to reach the disk.
_QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")

# A machine that is busy with other things is no reason to fail.
hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of the tests' own server; it goes when the session ends, with its data."""
    with tempfile.TemporaryDirectory(prefix="hotline-tests-") as folder:
        settings = Settings(_env_file=None, database_url="", var_dir=Path(folder))
        with own_postgres.database_url(settings) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in _QUICK:
                    connection.execute(f"ALTER SYSTEM SET {setting}")
                connection.execute("SELECT pg_reload_conf()")
            yield url


@pytest.fixture(scope="session")
def _template(postgres: str) -> str:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    migrate(_address(postgres, "migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def _common(postgres: str, _template: str) -> Iterator[psycopg.Connection]:
    """The database that the tests use one after another: emptying it takes 5 ms, making one takes up to half a second."""
    with _fresh(postgres, _template) as url, psycopg.connect(url, autocommit=True) as connection:
        # Rows may go in any order, whatever refers to them.
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def database_url(postgres: str, _common: psycopg.Connection) -> str:
    """A migrated database without a row, for a test that leaves its tables as they are."""
    _empty(_common)
    return _address(postgres, _common.info.dbname)


@pytest.fixture
def own_database_url(postgres: str, _template: str) -> Iterator[str]:
    """A migrated database that the test may change as it likes."""
    with _fresh(postgres, _template) as url:
        yield url


@pytest.fixture
def empty_database_url(postgres: str) -> Iterator[str]:
    """A database without a table, of the test's own."""
    with _fresh(postgres, "template1") as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings as shipped, whatever the developer's `.env` says, on this test's database and folder."""
    return Settings(_env_file=None, database_url=database_url, var_dir=tmp_path / "var")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project (its README says what is there); not every machine has it."""
    if not _SHARED_DATA.is_dir():
        pytest.skip(f"không có dữ liệu dùng chung tại {_SHARED_DATA}")
    return _SHARED_DATA


@contextmanager
def _fresh(server: str, template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield _address(server, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _empty(connection: psycopg.Connection) -> None:
    """Cuts off whoever a test before left behind, then takes every row away."""
    others = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    connection.execute(others)
    tables = "SELECT tablename, pg_table_size(tablename::regclass) FROM pg_tables WHERE schemaname = 'public'"
    for table, size in connection.execute(tables).fetchall():
        if table == "knowledge_revision":
            connection.execute("UPDATE knowledge_revision SET revision = 0")
        elif table != "alembic_version":
            connection.execute(f"TRUNCATE {table} CASCADE" if size > _LARGE else f"DELETE FROM {table}")


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)
