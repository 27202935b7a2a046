"""Under what circumstances the figures were measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import Any

import psycopg

from core.db import libpq_url

_PUBLISHED = "SELECT kind, count(*) FROM entry_versions WHERE state = 'published' GROUP BY kind ORDER BY kind"


def machine_facts() -> dict[str, Any]:
    return {"processors": os.cpu_count(), "machine": platform.machine(), "system": platform.system(), "python": platform.python_version()}


def facts_of_run(database_url: str, seed: int) -> dict[str, Any]:
    """When, on what machine, over how many published entries of each kind."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        published: dict[str, int] = dict(connection.execute(_PUBLISHED).fetchall())
    return {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "seed": seed, "published": published, **machine_facts()}
