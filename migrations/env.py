"""Runs migrations under a lock, with timeouts, so that a waiting table never stops the live service."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, pool, text

from channels.zalo import models as zalo_models
from conversations import models as conversation_models
from conversations.calls import models as call_models
from core.db import Base, sqlalchemy_url
from core.settings import Settings
from desk import models as desk_models
from desk.bench import models as bench_models
from desk.questions import models as question_models
from knowledge_base import models as knowledge_models
from knowledge_base.editing import models as editing_models
from knowledge_base.quality import models as quality_models
from privacy import models as privacy_models
from staff import models as staff_models
from tickets import models as ticket_models

_TABLES_OF = (
    staff_models,
    conversation_models,
    call_models,
    knowledge_models,
    editing_models,
    ticket_models,
    desk_models,
    bench_models,
    quality_models,
    question_models,
    zalo_models,
    privacy_models,
)


def run_migrations() -> None:
    url = context.config.attributes.get("database_url") or Settings().database_url
    engine = create_engine(sqlalchemy_url(url), poolclass=pool.NullPool)
    with engine.connect() as connection:
        # First, so that the timeouts do not count while another process migrates: they are for our own statements.
        connection.execute(text("SELECT pg_advisory_lock(hashtext('migrations'))"))
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.execute(text("SET statement_timeout = '60s'"))
        connection.commit()
        context.configure(connection=connection, target_metadata=Base.metadata, include_name=_is_ours)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith("procrastinate"))


run_migrations()
