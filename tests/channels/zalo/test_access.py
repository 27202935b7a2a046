from __future__ import annotations

from dataclasses import replace

from tests.channels.zalo.token_server import ACCESS


def test_challenge_is_that_of_rfc_7636():
    # Appendix B of the RFC.
    assert ACCESS.code_verifier == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert ACCESS.code_challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_names_the_settings_that_are_missing():
    assert ACCESS.missing_settings == ()
    assert replace(ACCESS, app_id="", oa_secret_key="").missing_settings == ("ZALO_APP_ID", "ZALO_OA_SECRET_KEY")


def test_secrets_are_not_shown_where_it_is_printed():
    shown = repr(ACCESS)
    assert not any(secret in shown for secret in (ACCESS.app_secret, ACCESS.oa_secret_key, ACCESS.code_verifier))
