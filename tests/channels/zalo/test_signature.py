from __future__ import annotations

import pytest

from channels.zalo.signature import Verdict, verify
from tests.channels.zalo.vendor import APP_ID, OA_ID, OA_SECRET_KEY, mac

# The vendor's own sample body with the digest computed by hand from the rule.
BODY = (
    b'{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730",'
    b'"recipient":{"id":"388613280878808645"},"event_name":"user_send_text",'
    b'"message":{"text":"message","msg_id":"96d3cdf3af150460909"},"timestamp":"154390853474"}'
)
MAC = "9c79ca5c411f3db1cbd2c44cfac369348a32f770da5733f67baa43e29dc5756b"


def verdict(*headers: str, body: bytes = BODY, key: str = OA_SECRET_KEY) -> Verdict:
    return verify(body, headers, "154390853474", app_id=APP_ID, oa_id=OA_ID, oa_secret_key=key)


@pytest.mark.parametrize("header", [f"mac={MAC}", MAC, f"mac={MAC.upper()}", f"MAC={MAC}", f" mac={MAC} "])
def test_right_signature_is_taken_however_it_is_written(header: str) -> None:
    assert verdict(header) is Verdict.OK


def test_none_is_missing() -> None:
    assert verdict() is Verdict.MISSING


@pytest.mark.parametrize(
    "headers",
    [
        (f"mac={MAC}", f"mac={MAC}"),
        (f"mac={MAC},mac={MAC}",),
        (f"mac={MAC[:-1]}0",),
        (f"mac={MAC[:-1]}",),
        ("",),
        ("mac=",),
        ("mắc",),
    ],
)
def test_doubled_shortened_or_changed_one_is_wrong(headers: tuple[str, ...]) -> None:
    assert verdict(*headers) is Verdict.WRONG


def test_body_must_be_the_very_bytes() -> None:
    assert verdict(f"mac={MAC}", body=BODY.replace(b'":"', b'": "', 1)) is Verdict.WRONG


def test_signature_over_the_accounts_id_is_told_apart_and_not_accepted() -> None:
    assert verdict(f"mac={mac(BODY, app_id=OA_ID)}") is Verdict.OA_ID


def test_without_a_key_of_ours_nothing_is_right() -> None:
    assert verdict(f"mac={mac(BODY, key='')}", key="") is Verdict.WRONG
