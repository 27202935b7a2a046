"""A citizen whose messages are handled at once, and what operators do all day, as the desk's page does it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from conversations.handling import MessageHandler
from tests.channels.webchat.personas import WebCitizen
from tests.desk.personas import Person


@dataclass(frozen=True)
class CitizenWithBot:
    web: WebCitizen
    handler: MessageHandler

    @property
    def id(self) -> str:
        return str(self.web.opened["id"])

    async def ask(self, text: str) -> None:
        sent = (await self.web.say(text)).json()["message"]
        await self.handler.handle(uuid.UUID(sent["id"]))

    async def hears(self) -> str:
        """The last thing said to them."""
        return str((await self.web.thread())[-1]["text"])


async def go_on_duty(person: Person, state: str = "on_duty") -> None:
    await beat(person)
    assert (await person.post("/desk/api/duty", json={"state": state})).status_code == 200


async def beat(person: Person, **body: Any) -> None:
    response = await person.post("/desk/api/heartbeat", json=body)
    assert response.status_code == 204, response.text


async def move(person: Person, conversation_id: str, move: str, **wish: Any) -> Any:
    return await person.post(f"/desk/api/conversations/{conversation_id}/moves", json={"move": move} | wish)


async def write(person: Person, conversation_id: str, text: str, client_id: str = "") -> Any:
    body = {"client_id": client_id or uuid.uuid4().hex, "text": text}
    return await person.post(f"/desk/api/conversations/{conversation_id}/messages", json=body)


async def board(person: Person) -> dict[str, Any]:
    response = await person.get("/desk/api/board")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found
