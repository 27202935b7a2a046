"""What the tests of the Rasa side share: the trained bot with an action server that is only played, and the pipeline."""

from __future__ import annotations

from typing import Any

import pytest
import structlog
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from spacy.language import Language
from trained_model import trained_model

from bot.components.spacy_pipeline import build_pipeline


class PlayedActionServer(EndpointConfig):
    """Remembers each call; answers with what the test put into `responses`."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid/webhook")
        self.calls: list[dict[str, Any]] = []
        self.responses: list[dict[str, Any]] = []
        self.fails = False

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if self.fails:
            raise OSError("the action server is down")
        self.calls.append(kwargs["json"])
        return {"events": [], "responses": [dict(response) for response in self.responses]}


@pytest.fixture(scope="session")
def action_server() -> PlayedActionServer:
    return PlayedActionServer()


@pytest.fixture(scope="session")
def agent(action_server: PlayedActionServer) -> Agent:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    return Agent.load(str(trained_model()), action_endpoint=action_server)


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return build_pipeline()
