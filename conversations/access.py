"""Who may read and write a conversation on a channel without accounts: whoever holds its token."""

from __future__ import annotations

from core.secret_keeping import same, token_hash


def opens(token: str, stored_hash: str | None) -> bool:
    return stored_hash is not None and same(token_hash(token), stored_hash)
