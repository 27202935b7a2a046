"""Whom the fake knows: the app and the Official Account that it plays, fixed so that the program can be set up against it."""

from __future__ import annotations

from typing import Final

APP_ID: Final = "360846524940903967"
APP_SECRET: Final = "fake-app-secret-of-no-worth"  # noqa: S105 -- known to everybody on purpose
OA_ID: Final = "388613280878808645"
OA_NAME: Final = "Tổng đài 1022 (OA thử)"
# Signs webhooks; as with the vendor it is another one than the app secret.
OA_SECRET_KEY: Final = "fake-oa-secret-key-of-no-worth"  # noqa: S105
ADMIN_ID: Final = "5723149086651204873"
