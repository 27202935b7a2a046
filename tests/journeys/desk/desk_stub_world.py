"""The stand-in desk's state: conversations that change hands, messages taken once each, and events to whoever listens."""

from __future__ import annotations

import queue
import threading
from datetime import UTC, datetime
from typing import Any

from tests.journeys.desk import desk_stub_channels as channels
from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk import desk_stub_told as told
from tests.journeys.desk.desk_stub_bench import Bench
from tests.journeys.desk.desk_stub_editing import Editing
from tests.journeys.desk.desk_stub_questions import Learning


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class Conversation:
    def __init__(self, conversation_id: str, name: str, owner: str, **parts: Any) -> None:
        self.row: dict[str, Any] = {
            "id": conversation_id,
            "channel": "webchat",
            "owner": owner,
            "owner_id": None,
            "owner_name": None,
            "is_owner_outside": False,
            "queue_group": "",
            "citizen_name": name,
            "preview": "",
            "last_seq": 0,
            "last_message_at": None,
            "last_sender": None,
            "waiting_since": None,
            "queued_at": None,
            "times_queued": 1,
            "reply_free_until": None,
            "reply_until": None,
            "unreachable": "",
            "ticket": None,
            **parts,
        }
        self.messages: list[dict[str, Any]] = []
        self.ownership: list[dict[str, Any]] = []
        self.matter = ""
        self.notes: list[dict[str, Any]] = []
        self.tickets: list[dict[str, Any]] = []

    def say(self, sender: str, text: str, **parts: Any) -> dict[str, Any]:
        message = {
            "seq": len(self.messages) + 1,
            "id": data.new_id(),
            "sender": sender,
            "author_name": None,
            "text": text,
            "is_masked": False,
            "is_marked": False,
            "blocks": None,
            "options": [],
            "details": None,
            "attachments": [],
            "delivery": data.delivery_of("waiting") if self.row["channel"] == "zalo" and sender != "citizen" else None,
            "client_id": None,
            "created_at": datetime.now(UTC).isoformat(),
            **parts,
        }
        self.messages.append(message)
        self.row.update(preview=text, last_seq=message["seq"], last_message_at=message["created_at"], last_sender=sender)
        if sender == "citizen":
            self.row["waiting_since"] = self.row["waiting_since"] or message["created_at"]
        elif sender == "operator":
            self.row["waiting_since"] = None
        return message

    def change(self, row: dict[str, Any], last_message: dict[str, Any]) -> None:
        self.row.update(row)
        self.messages[-1].update(last_message)

    def hand_to(self, owner: str, owner_id: str | None, owner_name: str | None, move: str, by: str, reason: str = "") -> None:
        before = self.row["owner"], self.row["owner_name"]
        self.row.update(owner=owner, owner_id=owner_id, owner_name=owner_name, last_move_by=by)
        if owner == "queue":
            self.row.update(queued_at=datetime.now(UTC).isoformat(), times_queued=self.row["times_queued"] + 1)
        self.ownership.append(
            {
                "number": len(self.ownership) + 1,
                "at": datetime.now(UTC).isoformat(),
                "move": move,
                "from_owner": before[0],
                "from_name": before[1],
                "to_owner": owner,
                "to_name": owner_name,
                "by_name": by,
                "reason": reason,
            }
        )


class World:
    """All that the tests may look at or change."""

    def __init__(self) -> None:
        self.me: dict[str, Any] = dict(data.ME)
        self.is_signed_in = False
        self.faults: dict[str, Any] = {}
        self.posts: list[dict[str, Any]] = []
        self.listeners: list[queue.Queue[tuple[str, Any]]] = []
        self.lock = threading.RLock()
        self.tickets = data.tickets()
        self.canned = [dict(each) for each in data.CANNED]
        # Where they differ from what people begin with.
        self.duties: dict[str, str] = {}
        self.notices = told.notices()
        self.filters: list[dict[str, Any]] = []
        self.pauses: list[dict[str, Any]] = []
        self.zalo: dict[str, Any] = channels.zalo()
        self.data_requests = data.data_requests()
        self.editing: Editing = Editing(self.me)
        self.bench: Bench = Bench()
        self.learning = Learning()
        # Where the sound of calls is.
        self.calls_url = ""
        self.staff = [
            {"id": key, "username": name, "display_name": shown, "roles": ["operator"], "group_name": group, "is_active": True}
            for key, name, shown, group, *_ in data.COLLEAGUES
        ]
        self.staff[-1]["locked_until"] = data.ago(minutes=-12)
        self.conversations = {each.row["id"]: each for each in self._conversations()}

    def _conversations(self) -> list[Conversation]:
        land = Conversation("conv-land", "Bà Tư", "queue", queued_at=data.ago(minutes=7), waiting_since=data.ago(minutes=7))
        land.tickets = [self.tickets[0]]
        land.row["ticket"] = self.tickets[0]
        land.say("citizen", "đất ông bà để lại chưa có sổ thì làm giấy tờ gì", created_at=data.ago(days=1))
        land.say("bot", "Hồ sơ gồm…", blocks=data.BLOCKS, details=data.DETAILS, created_at=data.ago(days=1))
        land.say("citizen", "số căn cước của tôi là •••••••••123, gọi tôi nhé", is_masked=True, created_at=data.ago(minutes=7))
        land.say("system", "Đã chuyển đến tổng đài viên.", created_at=data.ago(minutes=7))
        land.row.update(preview="số căn cước của tôi là •••••••••123, gọi tôi nhé", last_sender="citizen")
        land.hand_to("queue", None, None, "hand_over", "")
        land.row.update(queued_at=data.ago(minutes=7), times_queued=1)
        script = Conversation("conv-script", "<script>alert(1)</script>", "queue", queued_at=data.ago(minutes=2), times_queued=2)
        script.row["ticket"] = self.tickets[1]
        script.say("citizen", "<img src=x onerror=alert(2)> <b>đậm</b>", created_at=data.ago(minutes=2))
        mine = Conversation(
            "conv-mine",
            "Anh Nam",
            "operator",
            owner_id="staff-me",
            owner_name="Nguyễn Thị Lan",
            channel="zalo",
            reply_free_until=data.ago(hours=-30),
            reply_until=data.ago(days=-6),
        )
        seen = data.delivery_of("sent", sent_at=data.ago(minutes=3), received_at=data.ago(minutes=3), seen_at=data.ago(minutes=2))
        mine.say("citizen", "Tạm trú cho sinh viên thì nộp ở đâu ạ?", created_at=data.ago(minutes=4))
        mine.say("operator", "Chào anh, anh đợi tôi một chút.", author_name="Nguyễn Thị Lan", created_at=data.ago(minutes=3), delivery=seen)
        mine.say("citizen", "Dạ, ảnh hợp đồng thuê nhà đây", attachments=[self.picture()], created_at=data.ago(minutes=1))
        mine.notes = [
            {
                "id": "note-1",
                "author_name": "Trần Quốc Hùng",
                "text": "Đã hỏi công an xã, @lan trả lời giúp.",
                "created_at": data.ago(minutes=2),
            }
        ]
        other = Conversation("conv-other", "Chị Hoa", "operator", owner_id="staff-hung", owner_name="Trần Quốc Hùng")
        other.say("citizen", "Đăng ký khai sinh trễ hạn", created_at=data.ago(minutes=9))
        return [land, script, mine, other]

    def picture(self) -> dict[str, Any]:
        return {"id": "file-1", "file_name": "hop-dong.svg", "media_type": "image/png", "size_bytes": 48_000}

    def colleagues(self) -> list[dict[str, Any]]:
        names = ("id", "username", "display_name", "group_name", "duty", "conversations")
        found: list[dict[str, Any]] = [dict(zip(names, each, strict=True)) for each in data.COLLEAGUES]
        return [each | {"duty": self.duties.get(each["id"], each["duty"])} for each in found]

    def board(self) -> dict[str, Any]:
        rows = [each.row for each in self.conversations.values() if each.row["owner"] != "bot"]
        paused = any(each["scope"] == "all" for each in self.pauses)
        now = datetime.now(UTC).isoformat()
        return {"server_time": now, "rows": rows, "staff": self.colleagues(), "can_pause_bot": True, "bot_paused": paused}

    def view(self, conversation_id: str) -> dict[str, Any]:
        found = self.find(conversation_id)
        owner, is_mine = found.row["owner"], found.row["owner_id"] == self.me["id"]
        can = dict.fromkeys(("reply", "release", "transfer", "hand_back", "wrap_up"), is_mine)
        can |= {"call_back": owner != "operator" or is_mine}
        can |= {"claim": owner == "queue", "take_over": owner == "operator" and not is_mine}
        return {
            "row": found.row,
            "matter": found.matter,
            "ownership": found.ownership,
            "tickets": found.tickets,
            "notes": found.notes,
            "earlier": [
                {"id": "conv-other", "channel": "webchat", "last_message_at": data.ago(days=9), "preview": "Đăng ký khai sinh trễ hạn"}
            ],
            "viewers": [{"id": "staff-mai", "display_name": "Lê Thị Mai", "typing": False}],
            "can": can,
        }

    def find(self, conversation_id: str) -> Conversation:
        if conversation_id not in self.conversations:
            raise Refusal(404, "not_found", "Không có cuộc trò chuyện này.")
        return self.conversations[conversation_id]

    def reply(self, conversation_id: str, body: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            found = self.find(conversation_id)
            known = next((each for each in found.messages if each["client_id"] == body["client_id"]), None)
            if known:
                return known
            if found.row["owner_id"] != self.me["id"]:
                raise Refusal(409, "not_owner", f"{found.row['owner_name'] or 'Hàng chờ'} đang giữ cuộc này.")
            files = [self.picture() for _ in body.get("attachment_ids", [])]
            message = found.say(
                "operator", body["text"], client_id=body["client_id"], author_name=self.me["display_name"], attachments=files
            )
        self.publish("row", found.row)
        return message

    def call_back(self, conversation_id: str, phone: str) -> dict[str, Any]:
        found = self.find(conversation_id)
        masked = "•" * (len(phone) - 3) + phone[-3:] if phone else "090•••••21"
        made = data.ticket_of(9, kind="callback", conversation_id=conversation_id, citizen_phone_masked=masked, channel="zalo")
        self.tickets.append(made)
        found.tickets.insert(0, made)
        self.publish("row", found.row)
        return made

    def move(self, conversation_id: str, body: dict[str, Any]) -> dict[str, Any]:
        found, me, move = self.find(conversation_id), self.me, body["move"]
        if move == "claim" and found.row["owner"] != "queue":
            raise Refusal(409, "ownership_changed", f"{found.row['owner_name']} đã nhận cuộc này trước.")
        to = {"claim": ("operator", me["id"], me["display_name"]), "release": ("queue", None, None), "hand_back": ("bot", None, None)}
        to["take_over"] = to["claim"]
        target = next((each for each in self.colleagues() if each["id"] == body.get("to_id")), None)
        to["transfer"] = ("operator", target["id"], target["display_name"]) if target else ("queue", None, None)
        found.hand_to(*to[move], move, me["display_name"], body.get("reason", ""))
        self.publish("row", found.row)
        return found.row

    def change_duty(self, staff_id: str, state: str) -> None:
        """Everybody hears of it, the other tabs of the same person too."""
        self.duties[staff_id] = state
        if staff_id == self.me["id"]:
            self.me["duty"] = state
        self.publish("staff", self.colleagues())

    def count_unread(self) -> int:
        return sum(not each["is_read"] for each in self.notices)

    def publish(self, kind: str, content: Any) -> None:
        for listener in list(self.listeners):
            listener.put((kind, content))
