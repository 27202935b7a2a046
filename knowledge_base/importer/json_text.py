"""Bytes → JSON values, with every way of failing turned into a reason."""

from __future__ import annotations

import json
from typing import Any

from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.text_encoding import decode_text


def decode_json(data: bytes) -> Any:
    """Raises UnreadableFile for bytes that are no text, and for text that is no JSON."""
    text = decode_text(data)
    if text is None:
        raise UnreadableFile("not_text")
    try:
        return json.loads(text)
    # RecursionError: brackets within brackets, thousands deep.
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("not_json") from error
