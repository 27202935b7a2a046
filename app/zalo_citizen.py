"""A citizen with a phone of the fake Zalo (channels.zalo_fake), for evaluation and tests: writes on it, and reads what it shows.

Holds its two queries: the conversation that is made beforehand, and which messages on the phone are the reply to which.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
import psycopg
from psycopg.rows import dict_row

from app.citizen import Reply
from core.db import libpq_url
from core.errors import Unavailable

Shown = dict[str, Any]

_LONG_POLL_SECONDS = 5.0
# The phone shows a part a moment before we have noted that it was taken.
_LOOK_AGAIN_SECONDS = 0.05
_NEW_TRIAL = "INSERT INTO conversations (id, channel, external_id, is_trial) VALUES (gen_random_uuid(), 'zalo', %s, true)"
_REPLY = """
    SELECT reply.id::text, reply.options, deliveries.state, deliveries.vendor_ids
    FROM messages AS asked
    JOIN conversations ON conversations.id = asked.conversation_id AND channel = 'zalo' AND conversations.external_id = %s
    JOIN messages AS reply ON reply.in_reply_to = asked.id AND reply.kind = 'reply'
    JOIN deliveries ON deliveries.message_id = reply.id
    WHERE asked.external_id = %s
"""


@dataclass(frozen=True)
class _Sent:
    """A reply of ours that the vendor took: its parts bear these names on the phone."""

    message_id: str
    options: list[dict[str, Any]]
    vendor_ids: list[str]


class ZaloCitizen:
    """One phone, and the one conversation behind it. Raises Unavailable when the fake or the program does not answer."""

    def __init__(self, fake_url: str, database_url: str, *, name: str = "", is_trial: bool = False, patience: float = 20.0) -> None:
        """`is_trial`: nothing of it becomes work for people, and reports do not count it."""
        self._http = httpx.Client(base_url=fake_url, timeout=2 * _LONG_POLL_SECONDS, trust_env=False)
        self._database_url = database_url
        self._name = name
        self._is_trial = is_trial
        self._patience = patience
        self._open = ExitStack()
        self.user_id = ""

    def __enter__(self) -> Self:
        self._open.callback(self._http.close)
        self._database = self._open.enter_context(psycopg.connect(libpq_url(self._database_url), autocommit=True, row_factory=dict_row))
        try:
            self.user_id = str(self.control("citizens", {"name": self._name})["user_id"])
        except httpx.HTTPError as error:
            self._open.close()
            raise Unavailable("zalo_fake", f"Zalo giả không trả lời tại {self._http.base_url}. Chạy «ZALO=fake make run» trước.") from error
        if self._is_trial:
            self._database.execute(_NEW_TRIAL, [self.user_id])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def control(self, path: str, body: Any) -> Any:
        """The fake's own API, as its docstring tells."""
        return self._http.post(f"/fake/{path}", json=body).raise_for_status().json()

    def does(self, deed: str, **details: Any) -> None:
        """follow, unfollow, withdraw, click-chatnow, submit-info, block."""
        self.control(f"citizens/{self.user_id}/{deed}", details)

    def send(self, text: str = "", **details: Any) -> Shown:
        """The message as the phone shows it; `kind` and the like as the fake's API takes them."""
        sent: Shown = self.control(f"citizens/{self.user_id}/messages", {"text": text, **details})["message"]
        return sent

    def shown(self, after: int = 0, wait: float = 0.0) -> list[Shown]:
        """Every message on the phone behind number `after`, in order; waits so many seconds for the first."""
        answer = self._http.get(f"/fake/citizens/{self.user_id}/messages", params={"after": after, "wait": wait})
        found: list[Shown] = answer.raise_for_status().json()["messages"]
        return found

    def wait_for(self, is_it: Callable[[Shown], bool], after: int = 0) -> Shown:
        """The first message of the account's behind number `after` that is it."""
        until = time.monotonic() + self._patience
        number = after
        while (left := until - time.monotonic()) > 0:
            for message in self.shown(number, min(left, _LONG_POLL_SECONDS)):
                number = message["number"]
                if message["sender"] != "citizen" and is_it(message):
                    return message
        raise Unavailable("reply", f"Điện thoại chưa nhận được tin sau {self._patience:.0f} giây.")

    def ask(self, text: str) -> Reply:
        """The whole reply as the phone shows it; its time is the phone's, from the question to the last part."""
        question = self.send(text)
        until, number = time.monotonic() + self._patience, question["number"]
        parts: dict[str, Shown] = {}
        while (left := until - time.monotonic()) > 0:
            new = self.shown(number, min(left, _LOOK_AGAIN_SECONDS if parts else _LONG_POLL_SECONDS))
            parts |= {message["message_id"]: message for message in new}
            number = new[-1]["number"] if new else number
            sent = self._reply_to(question["message_id"]) if parts else None
            if sent is not None and parts.keys() >= set(sent.vendor_ids):
                return _reply_of(question, sent, [parts[name] for name in sent.vendor_ids])
        raise Unavailable("reply", f"Điện thoại chưa nhận được câu trả lời sau {self._patience:.0f} giây; xem «hotline unanswered».")

    def _reply_to(self, name: str) -> _Sent | None:
        """None until the vendor has taken all of it. Raises Unavailable when it never will."""
        found = self._database.execute(_REPLY, [self.user_id, f"zalo-{name}"]).fetchone()
        if found is None or found["state"] == "waiting":
            return None
        if found["state"] != "sent":
            raise Unavailable("reply", "Câu trả lời không gửi được qua Zalo.")
        return _Sent(found["id"], found["options"], found["vendor_ids"])


def _reply_of(question: Shown, sent: _Sent, parts: Sequence[Shown]) -> Reply:
    text = "\n\n".join(part["text"] for part in parts)
    return Reply(sent.message_id, text, None, sent.options, float(parts[-1]["sent_at"] - question["sent_at"]))
