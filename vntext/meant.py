"""A citizen's line as it was meant, whatever the keyboard made of it: what the bot and search are asked."""

from __future__ import annotations

from vntext.forms_in_context import expand_forms_in_context
from vntext.normaliser import normalise
from vntext.slips import read_slips
from vntext.telex import read_telex


def as_meant(text: str) -> str:
    return expand_forms_in_context(read_slips(normalise(read_telex(text))))
