"""The action server: Rasa asks here what to say, the desk what is known. Loopback only, and only with the program's own token."""

from __future__ import annotations

import hmac
import logging
from typing import Any

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from app.likeliest_route import add_likeliest
from app.preview_routes import add_preview
from app.wiring.answers import action_executor, looking_up_service, previewer
from core.db import Database
from core.logs import configure_logs
from core.settings import Settings
from knowledge_base.knowledge import KnowledgeCache


def create_action_server(settings: Settings, database_url: str) -> Sanic[Any, Any]:
    database = Database(database_url, pool_size=2)
    knowledge = KnowledgeCache(database)
    app: Sanic[Any, Any] = create_app(action_executor(settings, database, knowledge), cors_origins=[])

    expected = f"Bearer {settings.private_token}".encode()

    async def load(_app: Sanic[Any, Any]) -> None:
        await knowledge.load()

    async def follow(server: Sanic[Any, Any]) -> None:
        server.add_task(knowledge.follow(), name="follow_knowledge")

    async def only_ours(request: Request) -> HTTPResponse | None:
        given = str(request.headers.get("authorization", ""))
        if request.path == "/health" or hmac.compare_digest(given.encode(), expected):
            return None
        return json({"error": "token"}, status=401)

    looking_up = looking_up_service(settings, knowledge)

    async def find(request: Request) -> HTTPResponse:
        return json([found.model_dump(mode="json") for found in looking_up.find(str(request.args.get("q", "")))])

    async def procedure(request: Request) -> HTTPResponse:
        return json([found.model_dump() for found in looking_up.procedure_or_near(str(request.args.get("code", "")))])

    async def sectors(_request: Request) -> HTTPResponse:
        return json(looking_up.sectors())

    async def revision(_request: Request) -> HTTPResponse:
        return json(knowledge.current.revision)

    app.add_route(find, "/knowledge", methods=["GET"])
    app.add_route(procedure, "/procedure", methods=["GET"])
    app.add_route(sectors, "/sectors", methods=["GET"])
    app.add_route(revision, "/revision", methods=["GET"])
    add_likeliest(app, knowledge)
    add_preview(app, previewer(settings, knowledge))
    app.register_listener(load, "before_server_start")
    app.register_listener(follow, "after_server_start")
    app.register_middleware(only_ours, "request")
    return app


def main() -> None:
    settings = Settings()
    database_url = settings.database_url
    configure_logs(settings.log_level, "actions")
    # A Rasa 3.6 server names its version in every call, and the newer SDK would warn each time.
    logging.getLogger("rasa_sdk.utils").setLevel(logging.ERROR)
    app = create_action_server(settings, database_url)
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
