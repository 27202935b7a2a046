from __future__ import annotations

from channels.zalo_fake.clock import DAY, HOUR
from channels.zalo_fake.grants import challenge_of
from channels.zalo_fake.identity import APP_ID, OA_ID
from tests.channels.zalo_fake.vendor import VERIFIER, Vendor

_BACK = "http://127.0.0.1:8022/zalo/callback"


async def test_a_code_becomes_tokens_whose_lifetime_is_a_string(vendor: Vendor) -> None:
    assert vendor.tokens["expires_in"] == "90000"
    user_id = await vendor.citizen()
    assert (await vendor.text(user_id))["error"] == 0


async def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_a_code_is_good_once(vendor: Vendor) -> None:
    code = (await vendor.control("/fake/grant", {"code_challenge": challenge_of(VERIFIER)}))["code"]
    first = await vendor.token(grant_type="authorization_code", code=code, code_verifier=VERIFIER)
    assert "access_token" in first
    assert (await vendor.token(grant_type="authorization_code", code=code, code_verifier=VERIFIER))["error"] == -14005


async def test_a_code_is_good_for_ten_minutes(vendor: Vendor) -> None:
    code = (await vendor.control("/fake/grant", {"code_challenge": challenge_of(VERIFIER)}))["code"]
    await vendor.control("/fake/clock", {"advance_seconds": 601})
    assert (await vendor.token(grant_type="authorization_code", code=code, code_verifier=VERIFIER))["error"] == -14019


async def test_a_code_is_good_only_with_the_verifier_it_was_asked_with(vendor: Vendor) -> None:
    code = (await vendor.control("/fake/grant", {"code_challenge": challenge_of(VERIFIER)}))["code"]
    assert (await vendor.token(grant_type="authorization_code", code=code, code_verifier="another"))["error"] == -14005


async def test_app_and_secret_are_checked(vendor: Vendor) -> None:
    assert (await vendor.token(secret="wrong", grant_type="refresh_token"))["error"] == -14004
    assert (await vendor.token(app_id="1", grant_type="refresh_token"))["error"] == -14002


async def test_a_refresh_gives_a_new_pair_and_ends_the_old_access_token_at_once(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    fresh = await vendor.refresh(vendor.tokens["refresh_token"])
    assert fresh["refresh_token"] != vendor.tokens["refresh_token"]
    assert (await vendor.text(user_id))["error"] == -220
    vendor.tokens = fresh
    assert (await vendor.text(user_id))["error"] == 0


async def test_a_refresh_token_shown_twice_destroys_the_grant(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    spent = vendor.tokens["refresh_token"]
    vendor.tokens = await vendor.refresh(spent)
    assert (await vendor.refresh(spent))["error"] == -14014
    assert (await vendor.text(user_id))["error"] == -220
    assert (await vendor.refresh(vendor.tokens["refresh_token"]))["error"] == -14014


async def test_an_access_token_ends_after_twenty_five_hours(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control("/fake/clock", {"advance_seconds": 25 * HOUR - 60})
    assert (await vendor.text(user_id))["error"] == 0
    await vendor.control("/fake/clock", {"advance_seconds": 120})
    assert (await vendor.text(user_id))["error"] == -220


async def test_a_refresh_token_ends_after_three_months(vendor: Vendor) -> None:
    await vendor.control("/fake/clock", {"advance_seconds": 91 * DAY})
    assert (await vendor.refresh(vendor.tokens["refresh_token"]))["error"] == -14020


async def test_tokens_end_on_demand(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control("/fake/tokens/expire")
    assert (await vendor.text(user_id))["error"] == -220
    await vendor.control("/fake/tokens/kill")
    assert (await vendor.refresh(vendor.tokens["refresh_token"]))["error"] == -14014


async def test_a_token_in_the_usual_header_is_none(vendor: Vendor) -> None:
    bearer = {"access_token": "", "Authorization": f"Bearer {vendor.tokens['access_token']}"}
    answer = await vendor.call("GET", "/v2.0/oa/getoa", headers=bearer)
    assert (answer.status_code, answer.json()["error"]) == (200, -216)


async def test_who_allows_is_sent_back_with_a_code_that_works(vendor: Vendor) -> None:
    asked = {"app_id": APP_ID, "redirect_uri": _BACK, "code_challenge": challenge_of(VERIFIER), "state": "mine"}
    page = await vendor.http.get("/v4/oa/permission", params=asked)
    assert "Cho phép" in page.text
    response = await vendor.http.post("/v4/oa/permission", data=asked)
    back = response.headers["location"]
    assert response.status_code == 303
    assert back.startswith(f"{_BACK}?")
    given = dict(part.split("=") for part in back.partition("?")[2].split("&"))
    assert (given["oa_id"], given["state"]) == (OA_ID, "mine")
    tokens = await vendor.token(grant_type="authorization_code", code=given["code"], code_verifier=VERIFIER)
    assert "access_token" in tokens


async def test_an_address_that_is_not_the_saved_one_gets_no_code(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"redirect_uri": "https://1022.example/zalo/callback"}, "PUT")
    asked = {"app_id": APP_ID, "redirect_uri": _BACK, "code_challenge": "c"}
    for response in (await vendor.http.get("/v4/oa/permission", params=asked), await vendor.http.post("/v4/oa/permission", data=asked)):
        assert response.status_code == 400
        assert "-14003" in response.text


async def test_what_is_asked_for_cannot_write_into_the_page(vendor: Vendor) -> None:
    asked = {"app_id": APP_ID, "redirect_uri": _BACK, "code_challenge": "c", "state": '"><script>alert(1)</script>'}
    assert "<script>" not in (await vendor.http.get("/v4/oa/permission", params=asked)).text
