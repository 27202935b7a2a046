"""All parts of the telephone, put together."""

from __future__ import annotations

from dataclasses import dataclass

from channels.phone.admission import Admission, Limits
from channels.phone.audiosocket.server import AudioSocketServer
from channels.phone.browser.server import BrowserServer, browser_calls
from channels.phone.echo import EchoTaker
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import CallTaker, MediaLeg, Sayings
from channels.phone.reception import Reception
from channels.phone.rtp.port_range import PortRange
from channels.phone.sip.asking import Account
from channels.phone.sip.endpoint import SipEndpoint
from channels.phone.sip.registering import Registration
from channels.phone.sound import RATE
from channels.phone.trunks import Trunks
from conversations.calls.passes import Pass, Passes
from core.db import Database
from core.settings import Settings


@dataclass(frozen=True)
class PhoneParts:
    """`registration`: None where calls come from a trunk that is known by its address."""

    reception: Reception
    endpoint: SipEndpoint
    registration: Registration | None
    browsers: BrowserServer
    asterisk: AudioSocketServer


@dataclass(frozen=True)
class Behind:
    """Who takes calls, what they say that is fixed, and where operators join."""

    taker: CallTaker
    sayings: Sayings

    async def join(self, given: Pass, leg: MediaLeg) -> None:
        await leg.hang_up()


def phone_parts(settings: Settings, database: Database) -> PhoneParts:
    behind = _behind(settings, database)
    metronome = Metronome()
    limits = Limits(settings.phone_calls_at_once, settings.phone_calls_per_number_hourly)
    reception = Reception(Admission(limits), behind.taker, behind.sayings, call_seconds=60 * settings.phone_call_minutes)
    trunks = Trunks(settings.phone_trunks)
    account = Account(settings.phone_account, settings.phone_password.get_secret_value()) if settings.phone_account else None
    endpoint = SipEndpoint(trunks, settings.phone_public_address, account)
    endpoint.take_calls(reception, PortRange(settings.phone_host, settings.phone_rtp_ports), metronome)
    registers = settings.phone_registrar and account is not None
    registration = Registration(endpoint, trunks, settings.phone_registrar, account.name) if registers and account else None
    passes = Passes(settings.secret_keys)
    browsers = BrowserServer(browser_calls(passes, reception, metronome, behind.join), settings.phone_host, settings.phone_web_port)
    return PhoneParts(reception, endpoint, registration, browsers, AudioSocketServer(trunks, reception, metronome))


def _behind(settings: Settings, database: Database) -> Behind:
    return Behind(EchoTaker(), _Quiet())


class _Quiet:
    async def sound(self, key: str) -> bytes:
        return bytes(RATE)
