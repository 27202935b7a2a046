"""A turn through the trained bot: from a message to the one action that answers it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from conftest import PlayedActionServer
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

CONTEXT = {"procedure_codes": ["1.001193"], "aspects": ["fee"]}


def say(agent: Agent, text: str, sender: str = "c.1") -> list[dict[str, Any]]:
    message = UserMessage(text, CollectingOutputChannel(), sender, metadata={"message_id": "m1", "context": CONTEXT})
    return asyncio.run(agent.handle_message(message)) or []


@pytest.fixture(autouse=True)
def _forget(action_server: PlayedActionServer) -> None:
    action_server.calls.clear()
    action_server.responses = [{"custom": {"behaviour": "answer"}}]
    action_server.fails = False


class TestOneAction:
    @pytest.mark.parametrize(
        ("text", "action"),
        [
            ("đăng ký kết hôn cần giấy tờ gì", "action_answer_question"),
            ("le phi bao nhieu", "action_answer_question"),
            ("số 2", "action_answer_question"),
            ("Xem tiếp", "action_answer_question"),
            ("đúng rồi", "action_answer_question"),
            ("không phải", "action_answer_question"),
            ("à nhầm, tạm trú cơ", "action_answer_question"),
            ("asdf ghjkl", "action_answer_question"),
            ("xin chào", "action_small_talk"),
            ("cảm ơn em", "action_small_talk"),
            ("bạn là ai", "action_small_talk"),
            ("hôm nay trời có mưa không", "action_refuse"),
            ("muốn ly hôn thì nộp đơn ở đâu", "action_refuse"),
            ("cháy nhà rồi cứu với", "action_emergency"),
            ("đường nhiều ổ gà quá", "action_report_issue"),
            ("cán bộ xã hách dịch", "action_refer"),
            ("tôi muốn khiếu nại quyết định thu hồi đất", "action_refer"),
            ("tố cáo cán bộ nhận hối lộ", "action_refer"),
            ("cho tôi gặp người thật", "action_hand_over"),
            ("H19.29-240715-0012", "action_look_up_dossier"),
        ],
    )
    def test_called_once(self, agent: Agent, action_server: PlayedActionServer, text: str, action: str) -> None:
        say(agent, text)
        assert [call["next_action"] for call in action_server.calls] == [action]

    def test_gets_what_was_understood_and_the_context(self, agent: Agent, action_server: PlayedActionServer) -> None:
        say(agent, "làm khai sinh cho con cần giấy tờ gì, mất bao lâu")
        latest = action_server.calls[0]["tracker"]["latest_message"]
        assert latest["metadata"] == {"message_id": "m1", "context": CONTEXT}
        assert {entity["value"] for entity in latest["entities"] if entity["entity"] == "aspect"} == {"documents", "time"}
        assert latest["intent"]["name"].startswith("ask_")
        assert len(latest["intent_ranking"]) >= 5

    def test_same_turn_again_calls_the_same_action_again(self, agent: Agent, action_server: PlayedActionServer) -> None:
        for _ in range(2):
            say(agent, "phí bao nhiêu", "repeated.1")
        assert [call["next_action"] for call in action_server.calls] == ["action_answer_question"] * 2

    def test_what_was_said_before_changes_nothing(self, agent: Agent, action_server: PlayedActionServer) -> None:
        for text in ("xin chào", "cháy nhà", "asdf ghjkl", "không", "cho gặp người thật"):
            say(agent, text, "long.1")
        action_server.calls.clear()
        say(agent, "phí bao nhiêu", "long.1")
        assert [call["next_action"] for call in action_server.calls] == ["action_answer_question"]


class TestAnswer:
    def test_custom_part_comes_through(self, agent: Agent) -> None:
        assert say(agent, "phí bao nhiêu") == [{"recipient_id": "c.1", "custom": {"behaviour": "answer"}}]

    def test_fixed_sentence_has_the_names_filled_in(self, agent: Agent, action_server: PlayedActionServer) -> None:
        action_server.responses = [{"response": "utter_greet", "province_name": "Đồng Nai", "hotline_number": "0251.1022"}]
        (part,) = say(agent, "xin chào")
        assert "Đồng Nai" in part["text"]
        assert "0251.1022" in part["text"]

    def test_nothing_is_made_up_when_the_action_server_is_down(self, agent: Agent, action_server: PlayedActionServer) -> None:
        action_server.fails = True
        assert say(agent, "phí bao nhiêu", "down.1") == []
        action_server.fails = False
        assert say(agent, "phí bao nhiêu", "down.1") != []
