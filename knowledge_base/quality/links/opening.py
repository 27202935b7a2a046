"""One address opened, HEAD first and GET where that tells nothing; public addresses alone, at every hop, and nothing read of the page."""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpx

from core.public_addresses import NotFetchable, Resolve, public_address, resolved

_MOST_HOPS = 5
_WITHIN_SECONDS = 15.0
_SCHEMES = ("http", "https")
_AGENT = "TongDai1022-LinkCheck"


@dataclass(frozen=True)
class Seen:
    """`trouble` None: something was there. `is_answer`: somebody answered, whatever they said."""

    trouble: str | None
    status: int | None = None
    is_answer: bool = True


class LinkOpener:
    def __init__(self, http: httpx.AsyncClient, *, resolve: Resolve = resolved) -> None:
        self._http = http
        self._resolve = resolve

    async def close(self) -> None:
        await self._http.aclose()

    async def open(self, address: str) -> Seen:
        try:
            status = await self._ask("HEAD", address)
            # Many servers answer HEAD wrongly.
            if status >= 400:
                status = await self._ask("GET", address)
        except NotFetchable as error:
            return Seen("link_not_public" if str(error) == "not a public address" else "link_unreadable", is_answer=False)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            return Seen("link_unreadable", is_answer=False)
        except (httpx.HTTPError, OSError):
            return Seen("link_away", is_answer=False)
        return Seen(_trouble(status), status)

    async def _ask(self, method: str, address: str) -> int:
        """The status at the end of all redirects, each of which is checked like the first address."""
        url, ends_at = httpx.URL(address), time.monotonic() + _WITHIN_SECONDS
        for _ in range(_MOST_HOPS):
            response = await self._http.send(await self._request(method, url), stream=True)
            try:
                if not response.has_redirect_location:
                    return response.status_code
                url = url.join(response.headers["location"])
            finally:
                await response.aclose()
            if time.monotonic() > ends_at:
                raise httpx.ReadTimeout("too slow")
        raise NotFetchable("too many hops")

    async def _request(self, method: str, url: httpx.URL) -> httpx.Request:
        """To the very address that was checked: the name is not looked up a second time."""
        if url.scheme not in _SCHEMES or url.userinfo or url.port is not None or not url.host:
            raise NotFetchable("not an address of a page")
        headers = {"Accept-Encoding": "identity", "Host": url.netloc.decode("ascii"), "User-Agent": _AGENT}
        pinned = url.copy_with(host=await public_address(url, self._resolve))
        return self._http.build_request(method, pinned, headers=headers, extensions={"sni_hostname": url.host})


def _trouble(status: int) -> str | None:
    if status < 400:
        return None
    if status in (404, 410):
        return "link_gone"
    return "link_away" if status >= 500 else "link_refused"
