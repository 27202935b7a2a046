from __future__ import annotations

import struct

import pytest

from channels.phone.hearing import embedded_model as module
from channels.phone.hearing.embedded_model import NoModel, embedded_model


def test_the_model_that_was_tried_is_there():
    model = embedded_model()
    assert len(model.tokens) == 4972
    assert model.tokens[0] == "<blank>"
    assert len(model.onnx) > 60_000_000


@pytest.mark.parametrize("file", [b"", b"MZ", b"\x7fELF\x01\x01" + bytes(100), b"\x7fELF\x02\x01" + bytes(100)])
def test_another_file_holds_no_model(file):
    with pytest.raises(NoModel):
        module.objects_of(file).named("vietasr_asr_model_onnx")


def test_a_library_that_is_cut_off_is_refused():
    with pytest.raises(NoModel):
        module.objects_of(b"\x7fELF\x02\x01" + bytes(0x22) + struct.pack("<Q", 10**9) + bytes(10) + struct.pack("<HH", 64, 3) + bytes(4))
