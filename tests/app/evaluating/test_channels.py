from __future__ import annotations

import pytest

from app.citizen import Citizen
from app.evaluating.channels import Channel, citizens_of
from app.zalo_citizen import ZaloCitizen
from core.errors import InputError


class TestCitizensOf:
    def test_each_channel_has_its_own(self, settings, database_url):
        with_fake = settings.model_copy(update={"zalo": "fake"})
        assert isinstance(citizens_of(Channel.WEB, settings, database_url)(), Citizen)
        assert isinstance(citizens_of(Channel.ZALO, with_fake, database_url)(), ZaloCitizen)

    @pytest.mark.parametrize("mode", ["off", "live"])
    def test_no_real_account_is_asked(self, settings, database_url, mode):
        with pytest.raises(InputError, match="ZALO=fake"):
            citizens_of(Channel.ZALO, settings.model_copy(update={"zalo": mode}), database_url)
