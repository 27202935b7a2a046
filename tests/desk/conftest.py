from __future__ import annotations

from tests.serving import app, http  # noqa: F401 - fixtures
