"""`make benchmark-phone-hearing`, its second part: how well confidence tells right transcripts from wrong ones, and where to ask back.

Right is what has at most a fifth of its words wrong. Wrong is all else, and every word heard where nobody spoke to us. Below the cut the
caller is asked whether that is what they said: five seconds where it was right; a wrong one that is let through costs a minute. Lines as
bad as these are rarer than here: what is lost is told for calls in which one of ten transcripts is wrong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from rich.console import Console

from benchmarks.phone.clips import human_clips
from benchmarks.phone.word_errors import word_error_rate
from benchmarks.phone_hearing.ears import ears
from benchmarks.phone_hearing.sounds import nobodys_words, spoiled
from channels.phone.calling.checking import LEAST_CONFIDENCE
from core.settings import Settings
from vntext.aloud import aloud

_RIGHT = 0.2
_CUTS = [round(0.05 * step, 2) for step in range(6, 20)]
_ASKED_BACK_SECONDS, _WRONG_SECONDS = 5, 60
_WRONG_OF_HUNDRED = 10


@dataclass(frozen=True)
class Transcript:
    """`speaker` is empty where nobody spoke to us."""

    how: str
    speaker: str
    heard: str
    confidence: float
    word_errors: float

    @property
    def is_right(self) -> bool:
        return bool(self.speaker) and self.word_errors <= _RIGHT


def main() -> int:
    console, found = Console(highlight=False, soft_wrap=True), _transcripts()
    told = [each for each in found if each.heard]
    for how, some in _by_how(found).items():
        console.print(f"{how}: {_line(some)}")
    console.print(f"\n{'cut':>5} {'right, asked back':>18} {'wrong, let through':>19} {'seconds lost in 100':>20}")
    for cut in _CUTS:
        console.print(f"{cut:5.2f} {_share(told, cut, is_right=True):>18} {_share(told, cut, is_right=False):>19} {_cost(told, cut):20.0f}")
    best = min(_CUTS, key=lambda cut: _cost(told, cut))
    console.print(
        f"\nLeast is lost at {best:.2f}; of all speakers but one: {_without_each_speaker(told)}. The program asks below {LEAST_CONFIDENCE}."
    )
    folder = Settings().var_dir / "benchmarks" / datetime.now(UTC).strftime("phone-confidence-%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True)
    kept = json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)
    (folder / "transcripts.json").write_text(kept, encoding="utf-8")
    console.print(f"Written: {folder / 'transcripts.json'}")
    return 0


def _transcripts() -> list[Transcript]:
    clips, ear = human_clips(), ears()["ours"]
    found = []
    for how, clip, pcm in spoiled(clips):
        heard = ear(pcm)
        found.append(Transcript(how, clip.speaker, heard.text, heard.confidence, word_error_rate(aloud(clip.said), heard.text)))
    for how, pcm in nobodys_words(clips):
        heard = ear(pcm)
        found.append(Transcript(how, "", heard.text, heard.confidence, 1.0 if heard.text else 0.0))
    return found


def _by_how(found: list[Transcript]) -> dict[str, list[Transcript]]:
    grouped: dict[str, list[Transcript]] = defaultdict(list)
    for each in found:
        grouped[each.how].append(each)
    return grouped


def _line(some: list[Transcript]) -> str:
    right, wrong = [each for each in some if each.is_right], [each for each in some if each.heard and not each.is_right]
    silent = sum(not each.heard for each in some)
    return f"{len(right)} right{_range(right)}, {len(wrong)} wrong{_range(wrong)}, {silent} without a word"


def _range(some: list[Transcript]) -> str:
    sure = sorted(each.confidence for each in some)
    return f" ({sure[0]:.2f}–{sure[-1]:.2f})" if sure else ""


def _share(told: list[Transcript], cut: float, *, is_right: bool) -> str:
    count, all_ = _counted(told, cut, is_right=is_right)
    return f"{count} of {all_}"


def _cost(told: list[Transcript], cut: float) -> float:
    (asked, right), (through, wrong) = _counted(told, cut, is_right=True), _counted(told, cut, is_right=False)
    lost_by_asking = (100 - _WRONG_OF_HUNDRED) * _ASKED_BACK_SECONDS * asked / right
    return lost_by_asking + _WRONG_OF_HUNDRED * _WRONG_SECONDS * through / wrong


def _counted(told: list[Transcript], cut: float, *, is_right: bool) -> tuple[int, int]:
    """Of the right ones those asked back, of the wrong ones those let through; and all of them."""
    some = [each for each in told if each.is_right is is_right]
    return sum((each.confidence < cut) is is_right for each in some), len(some)


def _without_each_speaker(told: list[Transcript]) -> str:
    speakers = sorted({each.speaker for each in told if each.speaker})
    bests = [min(_CUTS, key=lambda cut: _cost([each for each in told if each.speaker != left], cut)) for left in speakers]
    return f"{min(bests):.2f}–{max(bests):.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
