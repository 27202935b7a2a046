"""A stand-in for the desk's server: the API in memory, the built page with a strict policy, and faults on request.

Run it: `python -m tests.journeys.desk.desk_stub [--port 8001]`; it prints the desk's address.
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import queue
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.journeys.desk import desk_stub_editors as editors
from tests.journeys.desk.desk_stub_calls import CONTROLS, SECOND_OF_SILENCE
from tests.journeys.desk.desk_stub_editing import Refused
from tests.journeys.desk.desk_stub_routes import Asked, find_route
from tests.journeys.desk.desk_stub_world import Refusal, World

STATIC = Path(__file__).resolve().parents[3] / "desk" / "static"
POLICY = (
    "default-src 'self'; connect-src 'self' ws://127.0.0.1:*; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#9bb"/></svg>'
OPEN_TO_ALL = ("sign-in",)


class DeskHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.handle_any("GET")

    def do_POST(self) -> None:
        self.handle_any("POST")

    def do_PUT(self) -> None:
        self.handle_any("PUT")

    def do_PATCH(self) -> None:
        self.handle_any("PATCH")

    def do_DELETE(self) -> None:
        self.handle_any("DELETE")

    def handle_any(self, method: str) -> None:
        url = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(content) if content and "json" in self.headers.get("Content-Type", "") else {}
        if "X-File-Name" in self.headers:
            body = {"file_name": unquote(self.headers["X-File-Name"])}
        parts = tuple(url.path.strip("/").split("/"))
        if parts == ("_stub", "editors"):
            editors.control(self.world, body)
            self.reply(200, {})
        elif parts[0] == "_stub":
            self.control(parts[1], body)
        elif parts[:2] == ("desk", "api"):
            self.answer(method, Asked(parts[2:], dict(parse_qsl(url.query)), body))
        else:
            self.serve_file(url.path.removeprefix("/desk"))

    def answer(self, method: str, asked: Asked) -> None:
        fault = self.world.faults.get(f"{method} {asked.parts[-1]}")
        if fault:
            self.refuse(Refusal(fault["status"], "stub", fault.get("message", "")))
        elif asked.parts[0] not in OPEN_TO_ALL and not self.world.is_signed_in:
            self.refuse(Refusal(401, "not_signed_in", "Xin đăng nhập."))
        elif method != "GET" and asked.parts[0] not in OPEN_TO_ALL and self.headers.get("X-CSRF-Token") != self.world.me["csrf_token"]:
            self.refuse(Refusal(403, "not_allowed", "Thiếu mã chống giả mạo."))
        elif asked.parts == ("events",):
            self.stream()
        elif asked.parts[0] == "calls" and asked.parts[-1] == "recording":
            self.send_bytes(200, SECOND_OF_SILENCE, "audio/wav", {})
        elif asked.parts[0] == "attachments":
            self.send_bytes(200, PICTURE, "image/svg+xml", {})
        else:
            self.call(method, asked)

    def call(self, method: str, asked: Asked) -> None:
        route = find_route(method, asked.parts)
        if route is None:
            self.refuse(Refusal(404, "not_found", "Không có đường này."))
            return
        try:
            found = route(self.world, asked)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        except Refused as refused:
            error = {"code": refused.code, "message": str(refused)}
            self.reply(refused.status, {"error": error, "draft": refused.draft})
            return
        if self.world.faults.pop(f"lost {method} {asked.parts[-1]}", None):
            self.close_connection = True
            self.connection.close()
            return
        self.reply(204 if found is None else 200, found)

    def control(self, what: str, body: dict[str, Any]) -> None:
        world = self.world
        if what in CONTROLS:
            CONTROLS[what](world, body)
        elif what == "faults":
            world.faults = body
        elif what in ("me", "zalo"):
            getattr(world, what).update(body)
            world.publish("channel_alarms", {})
        elif what == "signed-in":
            world.is_signed_in = body["is"]
        elif what == "notice":
            world.notices.insert(0, body)
            world.publish("notices", {})
            world.publish("alert", body)
        elif what == "publish":
            world.publish(body["kind"], body["data"])
        elif what == "say":
            world.find(body["id"]).say(body["sender"], body["text"])
            world.publish("row", world.find(body["id"]).row)
        elif what == "change":
            world.find(body["id"]).change(body["row"], body.get("message") or {})
            world.find(body["id"]).matter = body["matter"]
            world.publish("row", world.find(body["id"]).row)
        elif what == "hand":
            world.find(body["id"]).hand_to(
                body["owner"], body.get("owner_id"), body.get("owner_name"), body["move"], body["by"], body["reason"]
            )
            world.publish("row", world.find(body["id"]).row)
        self.reply(200, {"posts": world.posts})

    def stream(self) -> None:
        inbox: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.world.listeners.append(inbox)
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self.write_event("hello", {"server_time": self.world.board()["server_time"]})
            while "events" not in self.world.faults:
                try:
                    self.write_event(*inbox.get(timeout=0.5))
                except queue.Empty:
                    self.wfile.write(b": nhip\n\n")
        except OSError:
            pass
        finally:
            self.world.listeners.remove(inbox)

    def write_event(self, kind: str, content: Any) -> None:
        self.wfile.write(f"event: {kind}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n".encode())

    def refuse(self, refusal: Refusal) -> None:
        self.reply(refusal.status, {"error": {"code": refusal.code, "message": str(refusal)}})

    def reply(self, status: int, body: Any) -> None:
        content = b"" if status == 204 else json.dumps(body, ensure_ascii=False).encode()
        self.send_bytes(status, content, "application/json", {})

    def serve_file(self, path: str) -> None:
        file = (STATIC / (path.lstrip("/") or "index.html")).resolve()
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    DeskHandler.world = World()
    server = ThreadingHTTPServer(("127.0.0.1", parser.parse_args().port), DeskHandler)
    server.daemon_threads = True
    sys.stdout.write(json.dumps({"origin": f"http://127.0.0.1:{server.server_port}"}) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
