from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from app.trial import trial


@pytest.fixture(scope="session")
def program():
    """The whole program with its shipped content, in real processes, with a fake Zalo beside it."""
    # Not pytest's own folder: every session that begins shuts it anew, and a database that runs as another user is locked out.
    with tempfile.TemporaryDirectory(prefix="hotline-journeys-") as folder, trial(Path(folder) / "var", print, zalo="fake") as running:
        yield running
