"""What hears: ours, and the library whose model it is, with its own decoder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import vietasr

from channels.phone.hearing.embedded_model import embedded_model
from channels.phone.hearing.recognising import Recogniser
from channels.phone.ports import Heard
from channels.phone.sound import FRAME_BYTES, RATE

Ear = Callable[[bytes], Heard]


def ears() -> dict[str, Ear]:
    recogniser = Recogniser(embedded_model())
    library = vietasr.Pipeline.new().add("vietasr").build()

    def ours(pcm: bytes) -> Heard:
        utterance = recogniser.begin()
        for begins in range(0, len(pcm), FRAME_BYTES):
            utterance.accept(pcm[begins : begins + FRAME_BYTES])
        return utterance.final()

    def theirs(pcm: bytes) -> Heard:
        with library.stream(sample_rate=RATE) as session:
            for begins in range(0, len(pcm), FRAME_BYTES):
                session.accept(np.frombuffer(pcm[begins : begins + FRAME_BYTES], dtype=np.int16).copy())
            return Heard(session.final().text)

    return {"ours": ours, "viet-asr": theirs}
