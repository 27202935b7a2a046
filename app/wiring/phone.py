"""All parts of the telephone, put together."""

from __future__ import annotations

from dataclasses import dataclass

from procrastinate import App

from app.wiring.phone_calls import behind_calls, call_needs
from app.wiring.phone_operators import operator_calls
from app.wiring.recordings import recorded_calls
from app.wiring.words import words_of
from channels.phone.admission import Admission, Limits
from channels.phone.audiosocket.server import AudioSocketServer
from channels.phone.browser.server import BrowserServer, browser_calls
from channels.phone.calling.live import LiveCalls
from channels.phone.calling.senses import Senses
from channels.phone.calling.taking import Taker
from channels.phone.engines import Engines, engines_of
from channels.phone.heard import written
from channels.phone.legs.metronome import Metronome
from channels.phone.operators.calls import OperatorCalls
from channels.phone.operators.endpoints import operator_routes
from channels.phone.reception import Reception
from channels.phone.recording.taping import RecordedCalls
from channels.phone.rtp.port_range import PortRange
from channels.phone.sip.asking import Account
from channels.phone.sip.endpoint import SipEndpoint
from channels.phone.sip.registering import Registration
from channels.phone.trunks import Trunks
from conversations.calls.passes import Passes
from conversations.ports import Bot
from core.db import Database
from core.listening import Listener
from core.settings import Settings


@dataclass(frozen=True)
class Outside:
    """What a process has open; `listener` does not listen yet."""

    database: Database
    queue: App
    listener: Listener
    bot: Bot


@dataclass(frozen=True)
class PhoneParts:
    """`registration`: None where calls come from a trunk that is known by its address."""

    reception: Reception
    endpoint: SipEndpoint
    registration: Registration | None
    browsers: BrowserServer
    asterisk: AudioSocketServer
    behind: Behind


@dataclass(frozen=True)
class Behind:
    """Who takes calls, how they hear and speak, and the operators who join them."""

    taker: Taker
    engines: Engines
    operators: OperatorCalls
    taping: RecordedCalls

    async def start(self) -> None:
        await self.engines.start()

    async def close(self) -> None:
        """Once the calls have ended."""
        await self.operators.close()
        await self.taker.close()
        await self.engines.close()
        self.taping.close()


def phone_parts(settings: Settings, outside: Outside) -> PhoneParts:
    behind = _behind(settings, outside)
    metronome = Metronome()
    limits = Limits(settings.phone_calls_at_once, settings.phone_calls_per_number_hourly)
    reception = Reception(Admission(limits), behind.taker, behind.engines.sayings, call_seconds=60 * settings.phone_call_minutes)
    trunks = Trunks(settings.phone_trunks)
    account = Account(settings.phone_account, settings.phone_password.get_secret_value()) if settings.phone_account else None
    endpoint = SipEndpoint(trunks, settings.phone_public_address, account)
    endpoint.take_calls(reception, PortRange(settings.phone_host, settings.phone_rtp_ports), metronome)
    registers = settings.phone_registrar and account is not None
    registration = Registration(endpoint, trunks, settings.phone_registrar, account.name) if registers and account else None
    passes = Passes(settings.secret_keys)
    pages = browser_calls(passes, reception, metronome, behind.operators.join)
    pages.include_router(operator_routes(behind.operators, settings.private_token))
    browsers = BrowserServer(pages, settings.phone_host, settings.phone_web_port)
    return PhoneParts(reception, endpoint, registration, browsers, AudioSocketServer(trunks, reception, metronome), behind)


def _behind(settings: Settings, outside: Outside) -> Behind:
    engines = engines_of(settings, words_of(settings, "channels/phone/words.yml"))
    senses = Senses(hearing=engines.hears, speaking=engines.speaks, activity=engines.activity, sayings=engines.sayings)
    database, calls = outside.database, LiveCalls()
    taping = recorded_calls(settings, database)
    is_recorded = settings.phone_records_calls and settings.phone_recording_days > 0
    needs = call_needs(settings, database, senses, taping=taping if is_recorded else None, write=written)
    taker = Taker(behind_calls(settings, database, outside.queue, outside.listener, outside.bot), calls, needs)
    operators = operator_calls(settings, database, outside.listener, calls, engines.sayings)
    return Behind(taker, engines, operators, taping)
