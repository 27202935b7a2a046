"""What citizens call themselves at the vendor."""

from __future__ import annotations

import pytest

from channels.contract import ChannelError, Trouble
from channels.zalo.naming import Naming
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import USER


class FakeProfiles:
    def __init__(self):
        self.answer = {"display_name": "  Nguyễn   Văn A "}
        self.asked = []

    async def user_detail(self, user_id):
        self.asked.append(user_id)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def profiles():
    return FakeProfiles()


@pytest.fixture
def naming(database, profiles):
    return Naming(database, profiles)


async def test_is_asked_for_once_and_kept(office, naming, profiles):
    await office.takes(vendor.said("a"))
    assert await naming.look() == 1
    assert (await office.conversation()).citizen_name == "Nguyễn Văn A"
    assert (await naming.look(), profiles.asked) == (0, [USER])


@pytest.mark.parametrize("answer", [{}, {"display_name": None}, {"display_name": ""}, ChannelError(Trouble.UNREACHABLE, "-213")])
async def test_who_has_none_is_not_asked_for_again(office, naming, profiles, answer):
    profiles.answer = answer
    await office.takes(vendor.said("a"))
    assert (await naming.look(), await naming.look(), len(profiles.asked)) == (0, 0, 1)


async def test_while_the_vendor_is_away_it_is_asked_for_later(office, naming, profiles):
    await office.takes(vendor.said("a"))
    profiles.answer = ChannelError(Trouble.BACK_OFF, "-32")
    assert await naming.look() == 0
    profiles.answer = {"display_name": "A"}
    assert await naming.look() == 1
