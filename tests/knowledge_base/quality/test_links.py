"""Addresses are opened against a server of our own that stands for the public net: names are looked up where a test says."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from knowledge_base.quality.links.opening import LinkOpener, Seen
from knowledge_base.quality.links.repository import LinkRepository
from knowledge_base.quality.links.round import EVERY, LinkRound
from knowledge_base.quality.looking import is_due, look
from tests.clocks import SetClock
from tests.knowledge_base.made_up import START_OF_TODAY
from tests.knowledge_base.quality.libraries import WORDS

PUBLIC, INSIDE = "203.113.1.1", "10.0.0.7"


class Net:
    """Answers like the public net; `said` is what each address says to each method."""

    def __init__(self):
        self.asked = []
        self.said = {}
        self.names = {}

    def answer(self, request):
        address = f"{request.url.scheme}://{request.headers['host']}{request.url.path}"
        self.asked.append((request.method, address, request.url.host))
        said = self.said.get((request.method, address), self.said.get(address, 200))
        if isinstance(said, Exception):
            raise said
        if isinstance(said, str):
            return httpx.Response(302, headers={"location": said})
        return httpx.Response(said)

    async def resolve(self, host, _port):
        found = self.names.get(host, [PUBLIC])
        if isinstance(found, Exception):
            raise found
        return found

    @asynccontextmanager
    async def opener(self):
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.answer), follow_redirects=False)
        opener = LinkOpener(http, resolve=self.resolve)
        yield opener
        await opener.close()


@pytest.fixture
def net():
    return Net()


async def opened(net, address):
    async with net.opener() as opener:
        return await opener.open(address)


class TestOpen:
    async def test_what_is_there_is_asked_for_once_and_not_read(self, net):
        assert await opened(net, "https://a.vn/x") == Seen(None, 200)
        assert net.asked == [("HEAD", "https://a.vn/x", PUBLIC)]

    @pytest.mark.parametrize(
        ("head", "get", "seen"),
        [
            (405, 200, Seen(None, 200)),
            (404, 200, Seen(None, 200)),
            (404, 404, Seen("link_gone", 404)),
            (410, 410, Seen("link_gone", 410)),
            (403, 403, Seen("link_refused", 403)),
            (500, 503, Seen("link_away", 503)),
        ],
    )
    async def test_where_head_tells_nothing_get_decides(self, net, head, get, seen):
        net.said = {("HEAD", "https://a.vn/x"): head, ("GET", "https://a.vn/x"): get}
        assert await opened(net, "https://a.vn/x") == seen

    async def test_redirects_are_followed_some_steps(self, net):
        net.said = {"http://a.vn/": "https://a.vn/1", "https://a.vn/1": "/2", "https://a.vn/2": 200}
        assert (await opened(net, "http://a.vn/")).trouble is None
        net.said["https://a.vn/2"] = "/1"
        assert (await opened(net, "http://a.vn/")).trouble == "link_unreadable"

    @pytest.mark.parametrize("inside", [INSIDE, "127.0.0.1", "::1", "169.254.169.254", "::ffff:10.0.0.1", "100.64.0.1", "0.0.0.0"])
    async def test_nothing_inside_is_asked_neither_first_nor_by_redirect(self, net, inside):
        net.names = {"inside.vn": [inside], "both.vn": [PUBLIC, inside]}
        net.said = {"https://a.vn/": "https://inside.vn/secret"}
        for address in ("https://inside.vn/", "https://both.vn/", "https://a.vn/"):
            assert (await opened(net, address)).trouble == "link_not_public"
        assert {address for _, address, _ in net.asked} == {"https://a.vn/"}

    @pytest.mark.parametrize(
        "address",
        [
            "ftp://a.vn",
            "file:///etc/passwd",
            "https://u:p@a.vn/",
            "https://a.vn:8443/",
            "https://",
            "http://[::1",
            "x" * 70000,
        ],
    )
    async def test_what_is_no_page_of_the_net_is_not_asked_for(self, net, address):
        assert (await opened(net, address)).trouble in {"link_unreadable", "link_not_public"}
        assert net.asked == []

    async def test_the_name_is_looked_up_once_and_the_call_goes_there(self, net):
        addresses = iter([[PUBLIC], [INSIDE]])

        async def resolve(_host, _port):
            return next(addresses)

        net.resolve = resolve
        assert (await opened(net, "https://a.vn/x")).trouble is None
        assert [host for _, _, host in net.asked] == [PUBLIC]

    @pytest.mark.parametrize("fault", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")])
    async def test_silence_is_no_answer(self, net, fault):
        net.said = {"https://a.vn/": fault}
        assert await opened(net, "https://a.vn/") == Seen("link_away", is_answer=False)

    async def test_a_name_that_nobody_knows_is_silence_too(self, net):
        net.names = {"a.vn": OSError("no such name")}
        assert await opened(net, "https://a.vn/") == Seen("link_away", is_answer=False)


class Opening:
    """Says of each address what a test says; remembers how many were open at once."""

    def __init__(self):
        self.seen = {}
        self.opened = []
        self.at_once = self.most = 0

    async def open(self, address):
        self.opened.append(address)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return self.seen.get(address, Seen(None, 200))


class TestRound:
    @pytest.fixture
    def clock(self):
        return SetClock(START_OF_TODAY)

    @pytest.fixture
    def opening(self):
        return Opening()

    @pytest.fixture
    def links(self, database, opening, clock):
        return LinkRound(database, opening, clock=clock)

    @pytest.fixture
    def know(self, database):
        async def know(*urls):
            async with database.session() as session:
                await LinkRepository(session).know(urls)

        return know

    async def states(self, database):
        async with database.session() as session:
            rows = await session.execute(text("SELECT url, state, trouble, status FROM content_links"))
            return {row.url: (row.state, row.trouble, row.status) for row in rows}

    async def test_each_is_opened_once_a_day_some_at_a_time_and_few_at_once(self, links, opening, know, clock):
        await know(*(f"https://a.vn/{number}" for number in range(25)))
        assert [await links.walk() for _ in range(3)] == [20, 5, 0]
        assert len(set(opening.opened)) == len(opening.opened) == 25
        assert opening.most == 4
        clock.now += EVERY - timedelta(seconds=1)
        assert await links.walk() == 0
        clock.go_on(seconds=1)
        assert await links.walk() == 20

    async def test_two_workers_share_them(self, database, opening, know, clock):
        await know(*(f"https://a.vn/{number}" for number in range(30)))
        rounds = [LinkRound(database, opening, clock=clock) for _ in range(2)]
        assert sum(await asyncio.gather(*(one.walk() for one in rounds))) == 30
        assert len(set(opening.opened)) == 30

    @pytest.mark.parametrize(
        ("seen", "days"),
        [
            (Seen("link_gone", 404), 2),
            (Seen("link_away", 503), 3),
            (Seen("link_not_public", is_answer=False), 1),
            (Seen("link_refused", 400), 2),
        ],
    )
    async def test_it_is_broken_after_so_many_days_and_whole_at_the_first_good_one(self, links, opening, know, clock, database, seen, days):
        await know("https://a.vn/", "https://good.vn/")
        opening.seen = {"https://a.vn/": seen}
        for day in range(1, days + 1):
            await links.walk()
            assert (await self.states(database))["https://a.vn/"][0] == ("broken" if day == days else "unsure")
            clock.now += EVERY
        opening.seen = {}
        await links.walk()
        assert (await self.states(database))["https://a.vn/"] == ("good", "", 200)

    @pytest.mark.parametrize("status", [401, 403, 429])
    async def test_a_server_that_refuses_us_makes_no_link_broken(self, links, opening, know, clock, database, status):
        await know("https://a.vn/")
        opening.seen = {"https://a.vn/": Seen("link_refused", status)}
        for _ in range(5):
            await links.walk()
            clock.now += EVERY
        assert (await self.states(database))["https://a.vn/"] == ("unsure", "link_refused", status)

    async def test_where_nothing_answers_nothing_is_said_and_it_is_tried_later(self, links, opening, know, clock, database):
        await know("https://a.vn/", "https://b.vn/")
        opening.seen = dict.fromkeys(("https://a.vn/", "https://b.vn/"), Seen("link_away", is_answer=False))
        assert await links.walk() == 0
        assert {state for state, _, _ in (await self.states(database)).values()} == {"new"}
        assert await links.walk() == 0
        assert len(opening.opened) == 2
        clock.go_on(minutes=10)
        opening.seen = {}
        assert await links.walk() == 2

    async def test_what_changes_state_calls_for_a_new_look(self, links, opening, know, clock, database):
        await know("https://a.vn/")
        await look(database, WORDS, clock)
        await know("https://a.vn/")
        await links.walk()
        assert await is_due(database, clock)
        await look(database, WORDS, clock)
        await know("https://a.vn/")
        assert not await is_due(database, clock)
