"""The web process takes its port before it loads the program: pages that come back right after a crash wait in line, none is refused."""

from __future__ import annotations

import socket

import uvicorn

from core.settings import Settings

_LINE = 2048


def listening(host: str, port: int) -> socket.socket:
    """Takes connections from now on; they are answered when the program is there."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=_LINE)


def main() -> None:
    settings = Settings()
    port = listening(settings.web_host, settings.web_port)
    config = uvicorn.Config("app.web:configured_app", factory=True, log_config=None, access_log=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[port])


if __name__ == "__main__":
    main()
