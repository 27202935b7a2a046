"""What states, kinds and priorities are called when people read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def _labels() -> dict[str, dict[str, str]]:
    return dict(yaml.safe_load(Path(__file__).with_name("labels.yml").read_text(encoding="utf-8")))


def state_label(state: str) -> str:
    """For staff."""
    return _labels()["states"][state]


def public_state(state: str) -> str:
    """For the citizen: no word of the trade."""
    return _labels()["public_states"][state]


def kind_label(kind: str) -> str:
    return _labels()["kinds"][kind]


def priority_label(priority: str) -> str:
    return _labels()["priorities"][priority]
