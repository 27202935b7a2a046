"""`make benchmark-phone-hearing`: words heard wrongly of people's voices at 8 kHz, and the processor's time for it.

Each clip goes through the line's coding, in frames of 20 ms, as from a call, into the ear as the program runs it. What was said is the
speaker's text with its numbers in words. Errors are Levenshtein's by words, summed over all clips and divided by all words that were said.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

from rich.console import Console

from benchmarks.phone.clips import Clip, human_clips
from benchmarks.phone.word_errors import distance, words_of
from benchmarks.phone_hearing.ears import Ear, ears
from benchmarks.phone_hearing.lines import LINES
from channels.phone.sound import RATE
from core.settings import Settings
from vntext.aloud import aloud

_GOAL = 0.15


def main() -> int:
    console, clips = Console(highlight=False, soft_wrap=True), human_clips()
    results = [_measured(name, ear, line, clips) for name, ear in ears().items() for line in LINES]
    for result in results:
        told = f"{result['errors']} of {result['words']} words wrong ({result['wer']:.3f}), RTF {result['rtf']:.3f}"
        console.print(f"{result['ear']}, {result['line']}: {told}")
        for clip in result["clips"]:
            console.print(f"    {clip['errors']:2d}/{clip['words']:2d}  {clip['speaker']}: {clip['heard']}", markup=False)
    folder = Settings().var_dir / "benchmarks" / datetime.now(UTC).strftime("phone-hearing-%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True)
    (folder / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    console.print(f"Written: {folder / 'results.json'}")
    worst = max(result["wer"] for result in results if result["ear"] == "ours")
    return 0 if worst <= _GOAL else 1


def _measured(name: str, ear: Ear, line: str, clips: list[Clip]) -> dict[str, Any]:
    told: list[dict[str, Any]] = []
    began = time.process_time()
    for clip in clips:
        heard = ear(LINES[line](clip.pcm))
        said = words_of(aloud(clip.said))
        errors = distance(said, words_of(heard.text))
        told.append(
            {"speaker": clip.speaker, "errors": errors, "words": len(said), "heard": heard.text, "confidence": round(heard.confidence, 3)}
        )
    seconds = sum(len(clip.pcm) for clip in clips) / (2 * RATE)
    errors, words = sum(clip["errors"] for clip in told), sum(clip["words"] for clip in told)
    rtf = (time.process_time() - began) / seconds
    return {
        "ear": name,
        "line": line,
        "errors": errors,
        "words": words,
        "wer": errors / words,
        "rtf": rtf,
        "seconds": seconds,
        "clips": told,
    }


if __name__ == "__main__":
    raise SystemExit(main())
