"""What the province's application at Zalo is, and where Zalo's servers are: put together from settings once."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ZaloAccess:
    app_id: str
    app_secret: str = field(repr=False)
    # Signs webhooks; not the app secret.
    oa_secret_key: str = field(repr=False)
    code_verifier: str = field(repr=False)
    # Without a slash at their ends.
    oauth_url: str
    api_url: str
    # Where the vendor's page sends an administrator back to; the same address is saved in the vendor's console.
    redirect_url: str
    # Whose files are fetched; a leading dot means every host below.
    media_hosts: tuple[str, ...]
    # The one `host:port` that is fetched from although it is of this machine: the fake's.
    private_media_host: str = ""
    signs_calls: bool = False

    @property
    def is_fake(self) -> bool:
        return bool(self.private_media_host)

    @property
    def code_challenge(self) -> str:
        """RFC 7636, S256: the vendor keeps one for good, so there is one verifier and not one for each request."""
        return urlsafe_b64encode(hashlib.sha256(self.code_verifier.encode()).digest()).rstrip(b"=").decode()

    @property
    def missing_settings(self) -> tuple[str, ...]:
        """Names of the settings without which nothing can be connected or checked."""
        needed = {"ZALO_APP_ID": self.app_id, "ZALO_APP_SECRET": self.app_secret, "ZALO_OA_SECRET_KEY": self.oa_secret_key}
        return tuple(name for name, value in needed.items() if not value)
