"""`hotline ask`: one question through the running system, as a citizen on the web would ask it."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from app.citizen import Citizen
from core.own_postgres import database_url
from core.settings import Settings


def ask(
    text: Annotated[str, typer.Argument(help="Câu hỏi.")],
    as_json: Annotated[bool, typer.Option("--json", help="In cả phần dành cho nhân viên.")] = False,
) -> None:
    settings = Settings()
    with Citizen(settings.web_url) as citizen:
        reply = citizen.ask(text)
    if not as_json:
        Console().print(reply.text, markup=False, highlight=False)
        return
    with database_url(settings) as url:
        print(json.dumps(reply.with_details(url), ensure_ascii=False, indent=2))  # noqa: T201
