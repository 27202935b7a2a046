from __future__ import annotations

import pytest

from tests.tickets.personas import at
from tickets.promises import promised_time


@pytest.mark.parametrize(
    ("due_at", "promised"),
    [
        ("2026-12-03 02:15", "08:00, 03/12/2026"),
        ("2026-12-03 23:30", "08:00, 04/12/2026"),
        ("2026-12-31 22:00", "08:00, 01/01/2027"),
        ("2026-12-03 06:59", "08:00, 03/12/2026"),
        ("2026-12-03 07:00", "07:00, 03/12/2026"),
        ("2026-12-03 15:45", "15:45, 03/12/2026"),
        ("2026-12-03 21:00", "21:00, 03/12/2026"),
    ],
)
def test_nobody_is_promised_an_answer_in_the_night(due_at: str, promised: str) -> None:
    assert promised_time(at(due_at)) == promised
