"""How long a turn takes over HTTP, for one citizen, early and late in a conversation; and with several at once.

Ratios within one run are what to compare: machines differ and are noisy.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.citizen import Citizen
from app.trial import trial

QUESTIONS = (
    "làm giấy khai sinh cho con cần giấy tờ gì",
    "thế còn phí?",
    "dang ky tam tru o dau",
    "mất mấy ngày",
    "cấp lại căn cước bị mất",
    "xin giấy xác nhận độc thân nộp ở đâu",
)
TURNS = 320
WINDOW = 20
CITIZENS = 8


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[max(0, round(len(values) * share) - 1)]


def one_citizen(web_url: str) -> list[float]:
    with Citizen(web_url) as citizen:
        questions = itertools.islice(itertools.cycle(QUESTIONS), TURNS)
        return [citizen.ask(question).milliseconds for question in questions]


def several_citizens(web_url: str) -> list[float]:
    def chat(_number: int) -> list[float]:
        with Citizen(web_url) as citizen:
            return [citizen.ask(question).milliseconds for question in QUESTIONS]

    with ThreadPoolExecutor(CITIZENS) as pool:
        return [milliseconds for turns in pool.map(chat, range(CITIZENS)) for milliseconds in turns]


def main() -> None:
    # One citizen asks faster than people do, so the limits on pace are lifted here.
    lifted = {"burst_messages": 100_000, "hard_messages_per_minute": 100_000}
    with tempfile.TemporaryDirectory() as folder, trial(Path(folder) / "var", print, **lifted) as program:
        several_citizens(program.settings.web_url)
        turns = one_citizen(program.settings.web_url)
        early, late = statistics.median(turns[5 : 5 + WINDOW]), statistics.median(turns[300 - WINDOW // 2 : 300 + WINDOW // 2])
        together = several_citizens(program.settings.web_url)
    print(f"one citizen, {TURNS} turns: p50 {statistics.median(turns):.0f} ms, p95 {percentile(turns, 0.95):.0f} ms")
    print(f"around turn 300 / around turn 5: {late:.0f} ms / {early:.0f} ms = {late / early:.2f}")
    print(f"{CITIZENS} citizens at once: p50 {statistics.median(together):.0f} ms, p95 {percentile(together, 0.95):.0f} ms")


if __name__ == "__main__":
    main()
