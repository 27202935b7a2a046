"""What citizens attach: fetched from the vendor, checked by content, kept with the conversation before its message is stored."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator, Sequence

import httpx
import structlog

from channels.zalo.lines import Fetched
from channels.zalo.media_hosts import MediaHosts
from channels.zalo.payloads import Event, Item
from channels.zalo.voice import playable
from conversations.attachments.service import AttachmentService
from core.errors import InputError, TooManyMessages, Unavailable
from core.public_addresses import NotFetchable, Resolve, public_address, resolved
from core.words import Words

_FETCHED = frozenset({"image", "gif", "audio", "file"})
_WITHIN_SECONDS = 10.0
_MOST_HOPS = 3
_TRIES = 3
_log = structlog.get_logger()


class MediaAway(Unavailable):
    """The vendor's file server does not answer now."""


class MediaFetcher:
    def __init__(self, http: httpx.AsyncClient, hosts: MediaHosts, *, resolve: Resolve = resolved) -> None:
        self._http = http
        self._hosts = hosts
        self._resolve = resolve

    async def close(self) -> None:
        await self._http.aclose()

    async def stream(self, address: str) -> AsyncIterator[bytes]:
        """Raises NotFetchable and MediaAway. Redirects are followed by hand: each hop is checked like the first."""
        ends_at = time.monotonic() + _WITHIN_SECONDS
        try:
            url = httpx.URL(address)
            for _ in range(_MOST_HOPS):
                response = await self._http.send(await self._request(url), stream=True)
                try:
                    if not response.has_redirect_location:
                        _require_file(response)
                        async for piece in response.aiter_bytes():
                            if time.monotonic() > ends_at:
                                raise MediaAway("media", "too slow")
                            yield piece
                        return
                    url = url.join(response.headers["location"])
                finally:
                    await response.aclose()
        except (httpx.InvalidURL, httpx.DecodingError) as error:
            raise NotFetchable("unreadable") from error
        except (httpx.TransportError, OSError) as error:
            raise MediaAway("media", type(error).__name__) from error
        raise NotFetchable("too many hops")

    async def _request(self, url: httpx.URL) -> httpx.Request:
        """To the very address that was checked: the name is not looked up a second time."""
        if not self._hosts.allows(url):
            raise NotFetchable("not a host of the vendor")
        headers = {"Accept-Encoding": "identity", "Host": url.netloc.decode("ascii")}
        if self._hosts.is_local(url):
            return self._http.build_request("GET", url, headers=headers)
        pinned = url.copy_with(host=await public_address(url, self._resolve))
        return self._http.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": url.host})


class MediaGathering:
    def __init__(self, fetcher: MediaFetcher, attachments: AttachmentService, words: Words, most_bytes: int) -> None:
        self._fetcher = fetcher
        self._attachments = attachments
        self._words = words
        self._most_bytes = most_bytes

    async def close(self) -> None:
        await self._fetcher.close()

    async def gather(
        self, conversation_id: uuid.UUID, event: Event, *, attempt: int, uploaded_by: uuid.UUID | None = None
    ) -> Sequence[Fetched]:
        """What cannot be kept is refused in words. Raises MediaAway while another attempt may help."""
        return [await self._keep(conversation_id, item, attempt, uploaded_by) for item in event.items if item.kind in _FETCHED | {"video"}]

    async def _keep(self, conversation_id: uuid.UUID, item: Item, attempt: int, uploaded_by: uuid.UUID | None) -> Fetched:
        if item.kind == "video":
            return Fetched(item, refusal=self._words.say("video_not_taken"))
        try:
            stream = self._fetcher.stream(item.url)
            if item.kind == "audio":
                stream = playable(stream, self._most_bytes)
            kept = await self._attachments.keep(conversation_id, item.name, stream, uploaded_by)
            return Fetched(item, kept.id)
        except (InputError, TooManyMessages) as refused:
            return Fetched(item, refusal=refused.message)
        except (NotFetchable, Unavailable) as error:
            _log.warning("zalo: a file was not fetched", kind=item.kind, error=type(error).__name__, why=str(error))
            if not isinstance(error, NotFetchable) and attempt < _TRIES:
                raise MediaAway("media", self._words.say("not_fetched")) from error
            return Fetched(item, refusal=self._words.say("not_fetched"))


def _require_file(response: httpx.Response) -> None:
    if response.status_code >= 500 or response.status_code == 429:
        raise MediaAway("media", str(response.status_code))
    if response.status_code != 200:
        raise NotFetchable(str(response.status_code))
