"""A real telephone calls, where one is installed."""

from __future__ import annotations

import asyncio
import math
import shutil
import struct
import wave
from pathlib import Path

import pytest

from conversations.calls.models import Ending
from tests.channels.phone.stage import LOCALHOST, Listener, line

pytestmark = pytest.mark.skipif(shutil.which("baresip") is None, reason="baresip is not installed")

_CONFIG = """
sip_listen {host}:0
audio_player aufile,{folder}/heard.wav
audio_source aufile,{folder}/spoken.wav
audio_alert aufile,{folder}/alert.wav
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
"""
_SECONDS = 2


def prepare(folder: Path) -> None:
    (folder / "config").write_text(_CONFIG.format(host=LOCALHOST, folder=folder))
    (folder / "accounts").write_text(f"<sip:0912345678@{LOCALHOST}>;regint=0;audio_codecs=PCMA/8000/1\n")
    with wave.open(str(folder / "spoken.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 4))) for n in range(8000 * _SECONDS)))


async def test_what_baresip_says_is_heard_to_its_end(tmp_path):
    prepare(tmp_path)
    taker = Listener()
    async with line(taker) as there:
        dial = f"/dial sip:1022@{LOCALHOST}:{there.address[1]}"
        quiet = asyncio.subprocess.DEVNULL
        baresip = await asyncio.create_subprocess_exec("baresip", "-f", str(tmp_path), "-e", dial, "-t", "20", stdout=quiet, stderr=quiet)
        try:
            taken = await taker.call()
            await taken.until_heard(frames=round(50 * _SECONDS * 0.9))
            assert taken.incoming.caller == "0912345678"
            assert await taken.until_over() is Ending.CALLER
        finally:
            if baresip.returncode is None:
                baresip.terminate()
            await baresip.wait()
