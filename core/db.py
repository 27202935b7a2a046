"""One PostgreSQL: the given `DATABASE_URL`, or a server of the program's own under `var/postgres`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from sqlalchemy import MetaData, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from core.idle_connections import is_left

_POOL_SECONDS = 5
# Opened as they are needed; a reading takes a millisecond, so a few serve many pages.
_READING_CONNECTIONS = 4
_NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMING)


def sqlalchemy_url(database_url: str) -> str:
    return make_url(database_url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def libpq_url(database_url: str) -> str:
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


class Database:
    """`session()` is one transaction: it commits at the end, rolls back on an error. `reading()` is none, for what one statement reads."""

    def __init__(self, database_url: str, *, pool_size: int = 8) -> None:
        self.url = database_url
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(database_url),
            pool_size=pool_size,
            max_overflow=8,
            # Whoever waits longer has given up by then; better told to come back than worked for in vain.
            pool_timeout=_POOL_SECONDS,
        )
        event.listen(self.engine.sync_engine, "checkout", _check)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._reading_engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(database_url),
            isolation_level="AUTOCOMMIT",
            # There is no transaction to be rolled back when it is given back.
            pool_reset_on_return=None,
            pool_size=_READING_CONNECTIONS,
            max_overflow=_READING_CONNECTIONS,
            pool_timeout=_POOL_SECONDS,
        )
        event.listen(self._reading_engine.sync_engine, "checkout", _check)
        self._readings = async_sessionmaker(self._reading_engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        async with self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Each statement stands alone, without BEGIN and COMMIT around it: never for writing, never for two that have to agree."""
        async with self._readings() as session:
            yield session

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reading_engine.dispose()


async def driver_connection(session: AsyncSession) -> AsyncConnection:
    """The psycopg connection under a session, for libraries that must write in the same transaction."""
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    if not isinstance(driver, AsyncConnection):
        raise TypeError(f"psycopg connection expected, not {type(driver).__name__}")
    return driver


def _check(connection: Any, *_: object) -> None:
    """Before each use, in place of SQLAlchemy's ping, which goes to the server three times; the pool takes a new connection then."""
    if is_left(connection.driver_connection):
        raise DisconnectionError("the server left this connection while it was idle")
