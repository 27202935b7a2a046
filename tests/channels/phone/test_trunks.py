from __future__ import annotations

import pytest

from channels.phone.trunks import Trunks


def test_addresses_and_networks_are_believed_and_nobody_else():
    trunks = Trunks("192.0.2.7 198.51.100.0/24 2001:db8::/32")
    assert all(map(trunks.have, ("192.0.2.7", "198.51.100.200", "2001:db8::5")))
    assert not any(map(trunks.have, ("192.0.2.8", "127.0.0.1", "2001:db9::1", "", "somebody")))


def test_a_registrar_is_believed():
    trunks = Trunks("")
    assert not trunks.have("192.0.2.7")
    trunks.believe("192.0.2.7")
    assert trunks.have("192.0.2.7")


def test_a_name_is_no_address():
    with pytest.raises(ValueError, match="example"):
        Trunks("pbx.example.vn")
