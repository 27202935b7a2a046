from __future__ import annotations

import pytest

from app.trial import trial


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """The whole program with its shipped content, in real processes, with a fake Zalo beside it."""
    with trial(tmp_path_factory.mktemp("journeys") / "var", print, zalo="fake") as running:
        yield running
