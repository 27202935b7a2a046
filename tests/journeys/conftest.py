from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from app.trial import trial
from benchmarks.phone.free_ports import free_run

# Few enough that a machine of two processors can have twice as many.
CALLS_AT_ONCE = 15


@pytest.fixture(scope="session")
def program():
    """The whole program with its shipped content, in real processes, with a fake Zalo beside it and its telephone on."""
    # Not pytest's own folder: every session that begins shuts it anew, and a database that runs as another user is locked out.
    telephone = {
        "phone": "on",
        "phone_calls_at_once": CALLS_AT_ONCE,
        "phone_operator_address": f"sip:{{extension}}@127.0.0.1:{free_run(3)}",
    }
    with (
        tempfile.TemporaryDirectory(prefix="hotline-journeys-") as folder,
        trial(Path(folder) / "var", print, zalo="fake", **telephone) as running,
    ):
        yield running
