"""`hotline run`: prepare everything, start everything, stop everything."""

from __future__ import annotations

import asyncio
import signal
from types import FrameType

from rich.console import Console

from app.running import Running, ports_of, require_free_port
from app.setup import prepare_database, publish_shipped_content, trained_model
from app.wiring.tickets import working_calendar
from app.wiring.zalo_grants import connect_fake
from core.own_postgres import database_url
from core.settings import Settings

_console = Console()


def run() -> None:
    settings = Settings()
    # Said here: a process would only tell its log.
    working_calendar(settings)
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _as_interrupt)
    for name, port in ports_of(settings).items():
        require_free_port(name, port)
    try:
        with database_url(settings) as url:
            _prepare_and_run(settings, url)
    except KeyboardInterrupt:
        _console.print("Đã dừng. Dữ liệu vẫn còn trong", str(settings.var_dir))


def _prepare_and_run(settings: Settings, url: str) -> None:
    say = _console.print
    say("Cơ sở dữ liệu: sẵn sàng")
    prepare_database(url)
    report = asyncio.run(publish_shipped_content(settings, url))
    say(f"Nội dung: {len(report.added)} mới, {len(report.changed)} đổi, {len(report.unchanged)} như cũ")
    running = Running(settings, url, trained_model(settings, say))
    try:
        running.start()
        running.wait_until_ready(say)
        if settings.zalo == "fake":
            asyncio.run(connect_fake(settings, url))
        say(f"\n[bold green]Tổng đài 1022 đang chạy tại {settings.web_url}[/bold green]  (Ctrl-C để dừng)\n")
        if settings.zalo == "fake":
            say(f"Điện thoại Zalo thử: {settings.zalo_fake_url}\n")
        running.wait()
    except KeyboardInterrupt:
        say("\nĐang dừng…")
        raise
    finally:
        running.stop()


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
