from __future__ import annotations

import socket

import pytest
from pydantic import SecretStr

from app.running import environment_of, ports_of, require_free_port, require_voice
from core.errors import Unavailable


def test_processes_inherit_settings_but_no_secret_in_disguise(settings, monkeypatch):
    monkeypatch.setenv("ZALO_APP_SECRET", "from the environment")
    chosen = settings.model_copy(update={"zalo": "live", "zalo_app_id": "360846", "zalo_app_secret": SecretStr("from a file")})
    environment = environment_of(chosen, "postgresql://here")
    assert (environment["ZALO"], environment["ZALO_APP_ID"], environment["DATABASE_URL"]) == ("live", "360846", "postgresql://here")
    assert environment["ZALO_APP_SECRET"] == "from the environment"
    assert not [name for name, value in environment.items() if set(value) == {"*"}]


def test_the_fakes_port_counts_only_where_there_is_one(settings):
    assert "ZALO_FAKE_PORT" not in ports_of(settings)
    assert ports_of(settings.model_copy(update={"zalo": "fake"}))["ZALO_FAKE_PORT"] == settings.zalo_fake_port


def test_the_telephones_ports_count_only_where_it_is_on(settings):
    assert not [name for name in ports_of(settings) if name.startswith("PHONE")]
    phone = settings.model_copy(update={"phone": "on"})
    assert ports_of(phone)["PHONE_WEB_PORT"] == phone.phone_web_port
    assert "PHONE_AUDIOSOCKET_PORT" not in ports_of(phone)
    assert ports_of(phone.model_copy(update={"phone_audiosocket_port": 9092}))["PHONE_AUDIOSOCKET_PORT"] == 9092


def test_a_taken_port_is_named_with_the_setting_that_moves_it():
    with socket.socket(type=socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match="PHONE_SIP_PORT"):
            require_free_port("PHONE_SIP_PORT", taken.getsockname()[1], socket.SOCK_DGRAM)


class TestVoice:
    def test_the_telephone_does_not_start_without_one_and_says_what_to_do(self, settings, tmp_path):
        with pytest.raises(Unavailable, match=r"espeak-ng.*PHONE=off"):
            require_voice(settings.model_copy(update={"phone": "on"}), path=str(tmp_path))

    @pytest.mark.parametrize("chosen", [{"phone": "off"}, {"phone": "on", "phone_speaks_with": "http"}])
    def test_everything_else_does(self, settings, tmp_path, chosen):
        require_voice(settings.model_copy(update=chosen), path=str(tmp_path))
