"""Words that differ by a sound or two and mean something else: a hospital off one's route is not a form on the net."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.agent import Agent
from test_training_data import TAUGHT

from vntext import fold

OF_A_ROUTE = [
    "trai tuyen duoc khong",
    "mổ trái tuyến được không",
    "đúng tuyến thì được không",
    "vượt tuyến được không",
    "đi chuyển tuyến được không",
    "sinh mổ trái tuyến có được không",
    "nam vien trai tuyen thi sao",
]
ON_THE_NET = [
    "trực tuyến được không",
    "truc tuyen duoc khong",
    "lam truc tuyen duoc hong",
    "nộp trực tuyến thì được không",
    "dk truc tuyen sao",
]


def understood(agent: Agent, text: str) -> str:
    return str(asyncio.run(agent.parse_message(text))["intent"]["name"])


@pytest.mark.parametrize("text", OF_A_ROUTE)
def test_route_is_not_the_net(agent: Agent, text: str) -> None:
    assert understood(agent, text) != "ask_online"


@pytest.mark.parametrize("text", ON_THE_NET)
def test_net_is(agent: Agent, text: str) -> None:
    assert understood(agent, text) == "ask_online"


def test_none_of_these_is_taught() -> None:
    taught = {fold(sentence) for _, sentence in TAUGHT}
    assert [text for text in (*OF_A_ROUTE, *ON_THE_NET) if fold(text) in taught] == []
