"""The vendor's API: one method a call, the token in front and the pace kept. Errors come as channels.contract.ChannelError."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import structlog

from channels.contract import ChannelError, Trouble
from channels.zalo.errors import STALE_TOKEN, TOO_MANY_CALLS, trouble_of
from channels.zalo.pace import Pace
from channels.zalo.tokens import AccessToken, Tokens

_SEND = "/v3.0/oa/message/cs"
_SECONDS = 5.0
_UPLOAD_SECONDS = 40.0
_HELD_SECONDS = 5.0
# An answer in spite of which nobody knows: the vendor has most likely come to its end with it.
_SOON_SECONDS = 2.0
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Call:
    """`sends`: made twice, the citizen would be told twice."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] | None = None
    upload: tuple[str, bytes, str] | None = None
    sends: bool = False


class ZaloClient:
    """`api_url` without a slash at its end. `app_secret`: calls are signed with it; empty when they are not."""

    def __init__(self, http: httpx.AsyncClient, tokens: Tokens, pace: Pace, api_url: str, *, app_secret: str = "") -> None:
        self._http = http
        self._tokens = tokens
        self._pace = pace
        self._api_url = api_url
        self._app_secret = app_secret

    async def send_text(self, user_id: str, text: str, quote: str | None = None) -> str:
        """The vendor's name for the message."""
        return await self._send(user_id, {"text": text} | ({"quote_message_id": quote} if quote else {}))

    async def send_image(self, user_id: str, attachment_id: str) -> str:
        elements = [{"media_type": "image", "attachment_id": attachment_id}]
        return await self._send(user_id, {"attachment": _template("media", elements=elements)})

    async def send_file(self, user_id: str, token: str) -> str:
        return await self._send(user_id, {"attachment": {"type": "file", "payload": {"token": token}}})

    async def send_buttons(self, user_id: str, title: str, buttons: Sequence[Mapping[str, str]]) -> str:
        payload = _template("list", elements=[{"title": title}], buttons=list(buttons))
        return await self._send(user_id, {"attachment": payload})

    async def upload_image(self, image: bytes, media_type: str) -> str:
        name = "image.png" if media_type == "image/png" else "image.jpg"
        data = await self._call(_Call("POST", "/v2.0/oa/upload/image", upload=(name, image, media_type)))
        return _text(data, "attachment_id")

    async def upload_file(self, file_name: str, content: bytes, media_type: str) -> str:
        data = await self._call(_Call("POST", "/v2.0/oa/upload/file", upload=(file_name, content, media_type)))
        return _text(data, "token")

    async def user_detail(self, user_id: str) -> Mapping[str, Any]:
        return _mapping(await self._get("/v3.0/oa/user/detail", {"user_id": user_id}))

    async def quota(self, user_id: str) -> Mapping[str, Any]:
        return _mapping(await self._call(_Call("POST", "/v3.0/oa/quota/message", body={"user_id": user_id})))

    async def conversation(self, user_id: str, offset: int = 0, count: int = 10) -> Sequence[Mapping[str, Any]]:
        """Newest first, ten at most; `src` is 1 for what the citizen wrote."""
        return _list(await self._get("/v2.0/oa/conversation", {"user_id": user_id, "offset": offset, "count": count}))

    async def list_recent_chat(self, offset: int = 0, count: int = 10) -> Sequence[Mapping[str, Any]]:
        return _list(await self._get("/v2.0/oa/listrecentchat", {"offset": offset, "count": count}))

    async def get_oa(self) -> Mapping[str, Any]:
        return _mapping(await self._call(_Call("GET", "/v2.0/oa/getoa")))

    async def _send(self, user_id: str, message: Mapping[str, Any]) -> str:
        body = {"recipient": {"user_id": user_id}, "message": message}
        data = await self._call(_Call("POST", _SEND, body=body, sends=True))
        # Taken without a name is taken.
        return str(_mapping(data).get("message_id", ""))

    async def _get(self, path: str, asked: Mapping[str, Any]) -> Any:
        return await self._call(_Call("GET", path, query={"data": json.dumps(asked)}))

    async def _call(self, call: _Call) -> Any:
        """The answer's `data`."""
        token = await self._tokens.current()
        answer = await self._ask(call, token)
        if _error_of(answer) in STALE_TOKEN:
            answer = await self._ask(call, await self._tokens.refreshed(token.generation))
        error = _error_of(answer)
        if error == 0:
            return answer.get("data") or {}
        if error == TOO_MANY_CALLS:
            await self._pace.hold(_HELD_SECONDS)
        trouble = trouble_of(error)
        if trouble is None:
            _log.error("Zalo: an error nobody has told of", code=error, path=call.path, message=str(answer.get("message", "")))
        raise ChannelError(trouble or Trouble.BACK_OFF, str(error), str(answer.get("message", "")))

    async def _ask(self, call: _Call, token: AccessToken) -> Mapping[str, Any]:
        await self._pace.take()
        request = self._http.build_request(
            call.method,
            self._api_url + call.path,
            params=call.query,
            json=call.body,
            files={"file": call.upload} if call.upload else None,
            headers=self._headers(token),
            timeout=_UPLOAD_SECONDS if call.upload else _SECONDS,
        )
        try:
            response = await self._http.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise ChannelError(Trouble.BACK_OFF, "no_connection", type(error).__name__) from error
        except httpx.TimeoutException as error:
            raise ChannelError(Trouble.IN_DOUBT if call.sends else Trouble.BACK_OFF, "no_answer", type(error).__name__) from error
        except httpx.HTTPError as error:
            raise _doubtful(call, "broken_off", type(error).__name__) from error
        if response.headers.get("X-RateLimit-Remain") == "0":
            await self._pace.hold(_HELD_SECONDS)
        return _body_of(call, response)

    def _headers(self, token: AccessToken) -> dict[str, str]:
        headers = {"access_token": token.value}
        if self._app_secret:
            proof = hmac.new(self._app_secret.encode(), token.value.encode(), hashlib.sha256).hexdigest()
            headers["appsecret_proof"] = proof
        return headers


def _body_of(call: _Call, response: httpx.Response) -> Mapping[str, Any]:
    """Raises ChannelError for what is no answer of the API."""
    status = response.status_code
    if status >= 500:
        raise _doubtful(call, f"http_{status}")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise ChannelError(Trouble.BACK_OFF, f"http_{status}")
    try:
        body = response.json()
    except ValueError as error:
        if status == httpx.codes.OK:
            raise _doubtful(call, "unreadable") from error
        body = None
    if isinstance(body, dict) and "error" in body:
        return body
    if status == httpx.codes.OK:
        raise _doubtful(call, "unreadable")
    # A wrong address, a page in between: nothing gets through until somebody looks.
    raise ChannelError(Trouble.NEEDS_ADMIN, f"http_{status}")


def _doubtful(call: _Call, code: str, message: str = "") -> ChannelError:
    if call.sends:
        return ChannelError(Trouble.IN_DOUBT, code, message, retry_after=_SOON_SECONDS)
    return ChannelError(Trouble.BACK_OFF, code, message)


def _error_of(answer: Mapping[str, Any]) -> int:
    try:
        return int(answer["error"])
    except (TypeError, ValueError):
        return 1


def _template(template_type: str, **parts: Any) -> dict[str, Any]:
    return {"type": "template", "payload": {"template_type": template_type, **parts}}


def _mapping(data: Any) -> Mapping[str, Any]:
    return data if isinstance(data, dict) else {}


def _list(data: Any) -> Sequence[Mapping[str, Any]]:
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _text(data: Any, name: str) -> str:
    found = str(_mapping(data).get(name) or "")
    if not found:
        raise ChannelError(Trouble.BACK_OFF, "unreadable", f"no {name}")
    return found
