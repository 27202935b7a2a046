"""Images and files the program uploaded: named by an id that dies after seven days."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from channels.zalo_fake.clock import DAY, Clock
from channels.zalo_fake.vendor_errors import VendorError

_LIVES = 7 * DAY
_MEGABYTE = 1024 * 1024
_JPEG, _PNG, _GIF, _PDF, _ZIP, _OLE = b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Asset:
    name: str
    media_type: str
    content: bytes
    until: float


@dataclass(frozen=True)
class _Kind:
    most_bytes: int
    # First bytes of the content and what it is then; a CSV has none.
    begins: dict[bytes, str]


_KINDS = {
    "image": _Kind(_MEGABYTE, {_JPEG: "image/jpeg", _PNG: "image/png"}),
    "gif": _Kind(5 * _MEGABYTE, {_GIF: "image/gif"}),
    "file": _Kind(5 * _MEGABYTE, {_PDF: "application/pdf", _ZIP: "application/zip", _OLE: "application/msword"}),
}


class Assets:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, Asset] = {}

    def add(self, kind: str, name: str, content: bytes) -> str:
        """Raises VendorError: the wrong type, too large."""
        limits = _KINDS[kind]
        if len(content) > limits.most_bytes:
            raise VendorError(-210, f"{kind} exceeds {limits.most_bytes // _MEGABYTE}MB")
        found = next((media_type for begin, media_type in limits.begins.items() if content.startswith(begin)), None)
        if kind == "file" and name.lower().endswith(".csv"):
            found = "text/csv"
        if found is None:
            raise VendorError(-201, "file is invalid!")
        asset_id = secrets.token_urlsafe(24)
        self._kept[asset_id] = Asset(name, found, content, self._clock.now() + _LIVES)
        return asset_id

    def live(self, asset_id: str) -> Asset:
        """Raises VendorError: never uploaded, or more than seven days ago."""
        asset = self._kept.get(asset_id)
        if asset is None:
            raise VendorError(-201, "attachment_id is invalid!")
        if asset.until < self._clock.now():
            raise VendorError(-100)
        return asset

    def find(self, asset_id: str) -> Asset | None:
        return self._kept.get(asset_id)
