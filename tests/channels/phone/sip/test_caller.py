from __future__ import annotations

import pytest
from aiosipua.message import SipRequest

from channels.phone.sip.caller import caller_of


def invite(**headers: str) -> SipRequest:
    request = SipRequest(method="INVITE", uri="sip:1022@here")
    for name, value in headers.items():
        request.headers.append(name.replace("_", "-"), value)
    return request


@pytest.mark.parametrize(
    ("header", "caller"),
    [
        ("<sip:0912345678@carrier.vn>;tag=1", "0912345678"),
        ('"Lan" <sip:+84912345678@carrier.vn;user=phone>', "0912345678"),
        ("<sip:84912345678@carrier.vn>", "0912345678"),
        ("<sip:0084271388822@carrier.vn>", "0271388822"),
        ("<tel:+84-912-345-678>", "0912345678"),
        ("sip:0912.345.678@carrier.vn;tag=1", "0912345678"),
        ("<sip:201@pbx>", "201"),
        ("<sip:lan.nguyen@pbx>", "lan.nguyen"),
        ("<sip:anonymous@anonymous.invalid>;tag=1", ""),
        ("Anonymous <sip:Unknown@carrier.vn>", ""),
        ("<sip:pbx.vn>", ""),
        ("<>", ""),
        ("", ""),
    ],
)
def test_the_number_is_read_as_it_would_be_dialled_here(header, caller):
    assert caller_of(invite(From=header)) == caller


def test_what_the_carrier_asserts_counts_more_than_what_the_telephone_says():
    assert caller_of(invite(From="<sip:113@x>", P_Asserted_Identity="<sip:+84912345678@carrier.vn>")) == "0912345678"


def test_who_wants_to_be_unknown_is():
    assert caller_of(invite(From="<sip:0912345678@x>", P_Asserted_Identity="<sip:0912345678@x>", Privacy="id;critical")) == ""
