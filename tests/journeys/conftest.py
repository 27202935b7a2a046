from __future__ import annotations

import pytest

from app.trial import trial


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """The whole program with its shipped content, in four real processes."""
    with trial(tmp_path_factory.mktemp("journeys") / "var", print) as running:
        yield running
