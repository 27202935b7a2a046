"""`hotline zalo-fake`: a Zalo of our own on this machine, to try the channel and to break it."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn

from channels.zalo_fake.server import create_fake
from core.logs import configure_logs
from core.settings import Settings


def zalo_fake(
    port: Annotated[int | None, typer.Option(help="Cổng; mặc định là ZALO_FAKE_PORT.")] = None,
    webhook: Annotated[str, typer.Option(help="Nơi nhận tin; mặc định là trang web của chương trình.")] = "",
) -> None:
    settings = Settings()
    configure_logs(settings.log_level, "zalo-fake")
    chosen = port or settings.zalo_fake_port
    app = create_fake(webhook or f"{settings.web_url}/zalo/webhook", f"http://127.0.0.1:{chosen}")
    config = uvicorn.Config(app, host="127.0.0.1", port=chosen, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run()


if __name__ == "__main__":  # as a process of its own it need not load all that the other commands do
    typer.run(zalo_fake)
