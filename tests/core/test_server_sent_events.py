from __future__ import annotations

import json

from core.server_sent_events import event


class TestEvent:
    def test_is_one_event_whatever_is_in_it(self):
        text = json.dumps({"text": "một\n\nevent: khác\ndata: x"}, ensure_ascii=False)
        written = event("message", text)
        assert written.endswith("\n\n")
        assert [line.partition(": ")[0] for line in written.strip().split("\n")] == ["event", "data"]
