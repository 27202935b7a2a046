"""Where Asterisk connects: one connection is one call."""

from __future__ import annotations

import asyncio

import structlog

from channels.phone.admission import Verdict
from channels.phone.audiosocket.frames import Frame, Kind, read_frame, written
from channels.phone.legs.leg import Leg
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import Incoming
from channels.phone.reception import Reception
from channels.phone.sound import SILENCE
from channels.phone.trunks import Trunks
from conversations.calls.models import Ending

_log = structlog.get_logger()

_FIRST_FRAME_SECONDS = 5.0
_ID_BYTES = 16
# What may wait for a connection that has stopped taking: a second of sound.
_MOST_WAITING_BYTES = 16_000
_KEYS = "0123456789*#"


class AudioSocketWire:
    """A Wire. Asterisk wants sound without holes, so silence is sent too."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def send(self, frame: bytes | None) -> None:
        transport = self._writer.transport
        if not transport.is_closing() and transport.get_write_buffer_size() < _MOST_WAITING_BYTES:
            self._writer.write(written(Frame(Kind.SOUND, SILENCE if frame is None else frame)))

    async def transfer(self, target: str) -> bool:
        """Nothing of the kind is in this protocol; the dialplan goes on where the call ends here."""
        return False

    async def close(self, ending: Ending) -> None:
        if not self._writer.transport.is_closing():
            self._writer.write(written(Frame(Kind.HANG_UP)))
        self._writer.close()


class AudioSocketServer:
    def __init__(self, trunks: Trunks, reception: Reception, metronome: Metronome) -> None:
        self._trunks = trunks
        self._reception = reception
        self._metronome = metronome
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> int:
        """The port, which the system chooses for 0. Raises OSError."""
        self._server = await asyncio.start_server(self._connected, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._take(reader, writer)
        except (asyncio.IncompleteReadError, TimeoutError, OSError):
            _log.info("an AudioSocket connection ended before its call began")
        finally:
            writer.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._trunks.have(str(writer.get_extra_info("peername")[0])):
            _log.warning("a stranger knocks at the AudioSocket port")
            return
        async with asyncio.timeout(_FIRST_FRAME_SECONDS):
            first = await read_frame(reader)
        verdict = self._reception.ask("") if first.kind == Kind.ID and len(first.content) == _ID_BYTES else Verdict.REFUSED
        if verdict is Verdict.REFUSED:
            writer.write(written(Frame(Kind.HANG_UP)))
            return
        leg = Leg(AudioSocketWire(writer), self._metronome)
        self._reception.receive(leg, Incoming("audiosocket"), verdict)
        await _listen(reader, leg)
        leg.end(Ending.CALLER)
        await leg.over()


async def _listen(reader: asyncio.StreamReader, leg: Leg) -> None:
    """Until they hang up, or the call ends here, which closes the connection."""
    try:
        while leg.ending is None:
            frame = await read_frame(reader)
            if frame.kind == Kind.SOUND:
                leg.sound_came(frame.content)
            elif frame.kind == Kind.KEY:
                key = frame.content.decode("ascii", "replace")
                if len(key) == 1 and key in _KEYS:
                    leg.key_came(key)
            elif frame.kind in (Kind.HANG_UP, Kind.FAULT):
                return
    except (asyncio.IncompleteReadError, OSError):
        return
