"""Choices as something to press: only beside their text, which is enough, since the vendor documents them for the old API alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from channels.contract import OutboundMessage, Part

_MOST = 5
_TITLE_CHARACTERS = 35
_PAYLOAD_CHARACTERS = 1000


def buttons_of(message: OutboundMessage) -> Sequence[Part]:
    """One part, or none where there is nothing to press or too much of it."""
    if not 0 < len(message.options) <= _MOST:
        return []
    return [Part(buttons=[_button(option) for option in message.options])]


def _button(option: Mapping[str, str]) -> dict[str, str]:
    """A press arrives as if the citizen had written the payload."""
    label = option["label"]
    title = label if len(label) <= _TITLE_CHARACTERS else label[: _TITLE_CHARACTERS - 1].rstrip() + "…"
    return {"title": title, "type": "oa.query.show", "payload": option["value"][:_PAYLOAD_CHARACTERS]}
