"""A stand-in for the web chat's server: the API in memory, the built page with a strict policy, and faults on request.

Run it: `python -m tests.journeys.frontend.chat_stub [--port 8000]`; it prints its addresses (the chat, and a portal around it).
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import queue
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.journeys.frontend.chat_stub_answers import WELCOME, reply_to
from tests.journeys.frontend.chat_stub_files import NO_TICKET, REFUSAL, Files, tickets

STATIC = Path(__file__).resolve().parents[3] / "channels" / "webchat" / "static"
POLICY = (
    "default-src 'self'; connect-src 'self' ws://127.0.0.1:*; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
WITH_BOT = {"owner": "bot", "operator_name": "", "place": None, "expected_wait_seconds": None}
PAGES = {"/": "index.html", "/tra-cuu": "tra-cuu.html"}
THINKING_SECONDS = 0.4


class Conversation:
    def __init__(self) -> None:
        self.id = str(uuid.uuid4())
        self.token = uuid.uuid4().hex
        self.messages: list[dict[str, Any]] = []
        self.by_client: dict[str, dict[str, Any]] = {}
        self.typing = False
        self.status: dict[str, Any] = WITH_BOT
        self.listeners: list[queue.Queue[tuple[str, Any]]] = []
        self.lock = threading.Lock()

    def add(self, sender: str, body: dict[str, Any], client_id: str | None = None, reply_to_id: str | None = None) -> dict[str, Any]:
        message = {
            "seq": len(self.messages) + 1,
            "id": str(uuid.uuid4()),
            "sender": sender,
            "author_name": body.get("author_name", ""),
            "text": body["text"],
            "blocks": body.get("blocks"),
            "options": body.get("options") or [],
            "attachments": body.get("attachments") or [],
            "in_reply_to": reply_to_id,
            "client_id": client_id,
            "created_at": datetime.now(UTC).isoformat(),
            "may_rate": sender == "bot" and reply_to_id is not None and not body.get("options"),
            "is_helpful": None,
        }
        self.messages.append(message)
        self.publish("message", message)
        return message

    def set_typing(self, *, on: bool) -> None:
        self.typing = on
        self.publish("typing", {"on": on, "who": "bot" if self.status["owner"] == "bot" else "operator"})

    def set_status(self, status: dict[str, Any]) -> None:
        self.status = WITH_BOT | status
        self.publish("status", self.status)

    def publish(self, kind: str, data: Any) -> None:
        for listener in list(self.listeners):
            listener.put((kind, data))


class World:
    """All that the tests may look at or change."""

    def __init__(self) -> None:
        self.conversations: dict[str, Conversation] = {}
        self.posts: list[dict[str, Any]] = []
        self.typed: list[bool] = []
        self.files = Files()
        self.tickets = tickets()
        self.faults: dict[str, Any] = {}
        self.banners: list[dict[str, str]] = []
        # Where calls go; empty: the telephone is off.
        self.calls_url = ""

    def take_fault(self, name: str) -> dict[str, Any] | None:
        """A fault counts down its `times`; without that it stays until it is taken away."""
        fault: dict[str, Any] | None = self.faults.get(name)
        if fault and "times" in fault:
            fault["times"] -= 1
            if fault["times"] <= 0:
                del self.faults[name]
        return fault

    def answer(self, conversation: Conversation, message: dict[str, Any]) -> None:
        reply = reply_to(message["text"])
        if reply is None:
            return
        conversation.set_typing(on=True)
        time.sleep(self.faults.get("thinking", {}).get("seconds", THINKING_SECONDS))
        conversation.set_typing(on=False)
        conversation.add(reply[0], reply[1], reply_to_id=message["id"])


class ChatHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if url.path == "/_stub/posts":
            self.reply(200, {"posts": self.world.posts, "typed": self.world.typed, "conversations": list(self.world.conversations)})
        elif parts[:2] == ["api", "tickets"]:
            self.tell_of_ticket(unquote(parts[2]))
        elif parts[:2] == ["api", "conversations"] and len(parts) == 5:
            self.give_file(parts[2], parts[4])
        elif parts[:2] == ["api", "conversations"] and len(parts) == 4:
            after = int(parse_qs(url.query).get("after", ["0"])[0])
            self.read(parts[2], parts[3], after)
        else:
            self.serve_file(url.path)

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path).path.strip("/").split("/")
        if parts[-1] == "attachments":
            self.keep_file(parts[2], content)
            return
        body = json.loads(content or b"{}")
        if parts[0] == "_stub":
            self.control(parts[1], body)
        elif parts == ["api", "conversations"]:
            self.create()
        elif parts[1] == "tickets":
            self.change_ticket(unquote(parts[2]), parts[3], body)
        elif parts[3] == "calls":
            if self.allowed(parts[2]) is not None and not self.fails("call"):
                self.reply(201, {"url": self.world.calls_url, "pass": "vé"})
        elif parts[3] == "typing":
            self.world.typed.append(body["on"])
            self.send_bytes(204, b"", "text/plain", {})
        else:
            self.take(parts[2], body)

    def do_PUT(self) -> None:
        """A thumb under an answer."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        parts = urlsplit(self.path).path.strip("/").split("/")
        if "rating" in self.world.faults:
            self.send_bytes(500, b"", "text/plain", {})
            return
        conversation = self.world.conversations[parts[2]]
        next(each for each in conversation.messages if each["id"] == parts[4])["is_helpful"] = body["is_helpful"]
        self.world.posts.append({"rated": parts[4], "text": "", **body})
        self.send_bytes(204, b"", "text/plain", {})

    def control(self, what: str, body: dict[str, Any]) -> None:
        if what == "faults":
            self.world.faults = body
        elif what == "banners":
            self.world.banners = body["banners"]
            for conversation in list(self.world.conversations.values()):
                conversation.publish("banners", body)
        elif what == "calls":
            self.world.calls_url = body["url"]
        elif what == "forget":
            self.world.conversations.clear()
        else:
            body["attachments"] = self.world.files.keep_encoded(body.pop("files", []))
            for conversation in list(self.world.conversations.values()):
                if what == "say":
                    conversation.add(body["sender"], body)
                elif what == "status":
                    conversation.set_status({name: value for name, value in body.items() if name in WITH_BOT})
                else:
                    conversation.set_typing(on=body["on"])
        self.reply(200, {})

    def create(self) -> None:
        if self.fails("create"):
            return
        conversation = Conversation()
        self.world.conversations[conversation.id] = conversation
        self.reply(
            201,
            {
                "id": conversation.id,
                "token": conversation.token,
                "welcome": WELCOME,
                "province_name": "Đồng Nai",
                "hotline_number": "0251.1022",
            },
        )

    def read(self, conversation_id: str, what: str, after: int) -> None:
        conversation = self.allowed(conversation_id)
        if conversation is None or self.fails(what if what == "events" else "list"):
            return
        if what == "events":
            self.stream(conversation, after)
        else:
            messages = [message for message in conversation.messages if message["seq"] > after]
            self.reply(
                200,
                {
                    "messages": messages,
                    "typing": conversation.typing,
                    "status": conversation.status,
                    "banners": self.world.banners,
                    "may_call": bool(self.world.calls_url),
                },
            )

    def take(self, conversation_id: str, body: dict[str, Any]) -> None:
        conversation = self.allowed(conversation_id)
        if conversation is None:
            return
        self.world.posts.append({"client_id": body["client_id"], "text": body["text"], "attachment_ids": body["attachment_ids"]})
        if self.fails("post"):
            return
        if len(body["text"]) > 2000:
            self.fail(422, "Tin dài quá 2.000 ký tự, xin viết ngắn lại.")
            return
        with conversation.lock:
            known = conversation.by_client.get(body["client_id"])
            message = known or conversation.add(
                "citizen",
                {"text": body["text"], "attachments": self.world.files.described(body["attachment_ids"])},
                client_id=body["client_id"],
            )
            conversation.by_client[body["client_id"]] = message
        if not known:
            threading.Thread(target=self.world.answer, args=(conversation, message), daemon=True).start()
        if self.world.take_fault("lost_reply"):
            self.close_connection = True
            self.connection.close()
            return
        self.reply(202, {"message": message})

    def keep_file(self, conversation_id: str, content: bytes) -> None:
        if self.allowed(conversation_id) is None or self.fails("upload"):
            return
        kept = self.world.files.keep(unquote(self.headers["X-File-Name"]), content)
        if kept is None:
            self.fail(422, REFUSAL)
        else:
            self.reply(201, kept)

    def give_file(self, conversation_id: str, file_id: str) -> None:
        if self.allowed(conversation_id) is None or self.fails("download"):
            return
        found = self.world.files.open(file_id)
        if found is None:
            self.fail(404, "Không tìm thấy tệp này.")
        else:
            self.send_bytes(200, found[1], found[0], {})

    def tell_of_ticket(self, code: str) -> None:
        ticket = self.world.tickets.get(code.upper().replace("-", "").replace(" ", ""))
        if self.fails("look_up"):
            return
        if ticket is None:
            self.fail(404, NO_TICKET)
        else:
            self.reply(200, ticket)

    def change_ticket(self, code: str, what: str, body: dict[str, Any]) -> None:
        ticket = self.world.tickets[code.replace("-", "")]
        if what == "rating":
            ticket["rating"] = body["rating"]
        elif what == "additions":
            ticket |= {"state": "in_progress", "state_words": "Đang được xử lý", "is_awaited": False}
        else:
            ticket |= {"state": "reopened", "state_words": "Đã mở lại, đang chờ xử lý", "may_reopen": False, "may_rate": False}
        self.reply(200, ticket)

    def stream(self, conversation: Conversation, after: int) -> None:
        inbox: queue.Queue[tuple[str, Any]] = queue.Queue()
        conversation.listeners.append(inbox)
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self.wfile.write(b": xin chao\n\n")
            self.write_event("status", conversation.status)
            self.write_event("banners", {"banners": self.world.banners})
            for message in [each for each in conversation.messages if each["seq"] > after]:
                self.write_event("message", message)
            while "events" not in self.world.faults:
                try:
                    self.write_event(*inbox.get(timeout=0.5))
                except queue.Empty:
                    self.wfile.write(b": nhip\n\n")
        except OSError:
            pass
        finally:
            conversation.listeners.remove(inbox)

    def write_event(self, kind: str, data: Any) -> None:
        self.wfile.write(f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode())

    def allowed(self, conversation_id: str) -> Conversation | None:
        conversation = self.world.conversations.get(conversation_id)
        if conversation is None:
            self.fail(404, "Không có cuộc trò chuyện này.")
        elif self.headers.get("Authorization") != f"Bearer {conversation.token}":
            self.fail(401, "Không được đọc cuộc trò chuyện này.")
            return None
        return conversation

    def fails(self, name: str) -> bool:
        fault = self.world.take_fault(name)
        if fault is None:
            return False
        self.fail(fault["status"], fault.get("message", ""), fault.get("retry_after"))
        return True

    def fail(self, status: int, message: str, retry_after: int | None = None) -> None:
        headers = {"Retry-After": str(retry_after)} if retry_after else {}
        self.reply(status, {"error": {"code": "stub", "message": message}}, headers)

    def reply(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self.send_bytes(status, json.dumps(body, ensure_ascii=False).encode(), "application/json", headers or {})

    def serve_file(self, path: str) -> None:
        file = (STATIC / PAGES.get(path, path.lstrip("/"))).resolve()
        if not file.is_file() or STATIC not in file.parents:
            self.send_bytes(404, b"", "text/plain", {})
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_bytes(200, file.read_bytes(), kind, {"Content-Security-Policy": POLICY})

    def send_bytes(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class PortalHandler(BaseHTTPRequestHandler):
    """The province's portal: another origin, a strict policy of its own, and the one line in its page."""

    protocol_version = "HTTP/1.1"
    chat_origin = ""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        page = (STATIC / "widget-demo.html").read_text("utf-8")
        is_page = self.path == "/"
        style = self.path.endswith(".css")
        body = page.replace("./widget.js", f"{self.chat_origin}/widget.js") if is_page else ""
        if style:
            body = (STATIC / "widget-demo.css").read_text("utf-8")
        data = body.encode()
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        policy = f"default-src 'self'; script-src 'self' {self.chat_origin}; frame-src {self.chat_origin}"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)


def serve(handler: type[BaseHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    port = parser.parse_args().port
    ChatHandler.world = World()
    chat = serve(ChatHandler, port)
    PortalHandler.chat_origin = f"http://127.0.0.1:{chat.server_port}"
    portal = serve(PortalHandler, 0)
    addresses = {
        "chat": PortalHandler.chat_origin,
        # Another port is another origin of the same site: a chat under the province's own domain.
        "portal": f"http://127.0.0.1:{portal.server_port}",
        # Another name is another site: there the browser may lend the frame no storage.
        "foreign_portal": f"http://localhost:{portal.server_port}",
    }
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main()
