from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.attachments.sniffing import media_type_of
from tests.conversations.attachments.samples import REFUSED, TAKEN


@pytest.fixture
def sniff(tmp_path):
    def of(content):
        path = tmp_path / "x"
        path.write_bytes(content)
        return media_type_of(path)

    return of


class TestMediaTypeOf:
    @pytest.mark.parametrize("name", TAKEN)
    def test_knows_what_it_takes(self, sniff, name):
        content, media_type = TAKEN[name]
        assert sniff(content) == media_type

    @pytest.mark.parametrize("name", REFUSED)
    def test_takes_nothing_else(self, sniff, name):
        assert sniff(REFUSED[name]) is None

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
    @given(st.sampled_from([content for content, _ in TAKEN.values()]), st.integers(0, 400), st.binary(max_size=40))
    def test_never_stumbles_over_broken_bytes(self, sniff, content, cut, rest):
        sniff(content[:cut] + rest)
