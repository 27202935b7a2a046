"""The page «Kênh Zalo» for administrators: how it stands, connecting and disconnecting; alarms for all who look after the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from fastapi import Depends, Request, status

from conversations.channel_alarms import Alarms
from core.clock import VIETNAM, vietnam_today
from core.db import Database
from core.errors import Conflict
from core.words import Words
from desk.access.dependencies import desk_router, require
from desk.channels.alarm_words import AlarmWords
from desk.channels.ports import ChannelAdmin
from desk.channels.repository import SendingRepository
from desk.channels.schemas import AlarmOut, ChannelOut, GrantIn, PageOut
from staff.permissions import Permission
from staff.sessions import SignedIn

_ZALO = "zalo"


@dataclass(frozen=True)
class ChannelParts:
    """Lies in `app.state.desk_channels`."""

    database: Database
    zalo: ChannelAdmin
    alarms: Alarms
    words: Words

    async def alarms_now(self) -> list[AlarmOut]:
        """None of a channel that is switched off: nobody could put them right."""
        if self.zalo.mode == "off":
            return []
        async with self.database.session() as session:
            found = await self.alarms.list_open(session)
        words = AlarmWords(self.words)
        return [AlarmOut.of(alarm, words) for alarm in found if alarm.channel == _ZALO]


async def _parts(request: Request) -> ChannelParts:
    parts: ChannelParts = request.app.state.desk_channels
    return parts


Parts = Annotated[ChannelParts, Depends(_parts)]
_Admin = Annotated[SignedIn, Depends(require(Permission.MANAGE_CHANNELS))]

router = desk_router(prefix="/channels")


@router.get("/alarms", dependencies=[Depends(require(Permission.SEE_REPORTS))])
async def open_alarms(parts: Parts) -> list[AlarmOut]:
    return await parts.alarms_now()


@router.get("/zalo")
async def how_zalo_stands(parts: Parts, _admin: _Admin) -> ChannelOut:
    state = await parts.zalo.state()
    today = datetime.combine(vietnam_today(), time.min, VIETNAM)
    async with parts.database.session() as session:
        sending = await SendingRepository(session).look(_ZALO, today)
    return ChannelOut(
        mode=state.mode,
        account=state.account,
        last_heard_at=state.last_heard_at,
        missing_settings=list(state.missing_settings),
        sending=sending,
        console=state.console,
        alarms=await parts.alarms_now(),
    )


@router.post("/zalo/connect")
async def begin_connecting(parts: Parts, admin: _Admin) -> PageOut:
    state = await parts.zalo.state()
    if state.mode == "off":
        raise Conflict("channel_off", parts.words.say("switched_off"))
    if state.missing_settings:
        raise Conflict("settings_missing", parts.words.say("settings_missing", names=", ".join(state.missing_settings)))
    return PageOut(url=await parts.zalo.begin(admin.member.id))


@router.post("/zalo/grant", status_code=status.HTTP_204_NO_CONTENT)
async def finish_connecting(parts: Parts, admin: _Admin, body: GrantIn) -> None:
    await parts.zalo.finish(admin.member.id, body.state, body.code, body.oa_id)


@router.delete("/zalo/grant", status_code=status.HTTP_204_NO_CONTENT)
async def disconnect(parts: Parts, admin: _Admin) -> None:
    await parts.zalo.disconnect(admin.member.id)
