"""`hotline phone`: the telephone's fixed sentences."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.wiring.words import words_of
from channels.phone.engines import fixed_sentences, recordings_folder, sayings_of, voice_of
from channels.phone.speaking.recordings import Prompt, Recordings, State
from channels.phone.speech_http import speech_http
from core.settings import Settings

SENTENCES = "channels/phone/words.yml"
_STATES = {State.RECORDED: "đã thu", State.STALE: "câu đã đổi, cần thu lại", State.MISSING: "chưa thu, máy đọc"}
app = typer.Typer(no_args_is_help=True)
_console = Console(soft_wrap=True, highlight=False)


@app.callback()
def phone() -> None:
    """Makes `prompts` a command of its own although there is no other."""


@app.command("prompts", help="Liệt kê câu cần thu âm, cho biết câu nào đã thu, đọc bằng máy những câu chưa thu.")
def prompts(to: Annotated[Path | None, typer.Option("--csv", help="Ghi danh sách cho người thu âm vào tệp CSV này.")] = None) -> None:
    settings = Settings()
    sentences = fixed_sentences(words_of(settings, SENTENCES))
    recordings = Recordings(recordings_folder(settings))
    listed = recordings.prompts(sentences)
    for prompt in listed:
        _print(f"{prompt.file_name}  [{_STATES[prompt.state]}]\n    {prompt.sentence}")
        for name in prompt.stale:
            _print(f"    bản thu cũ, không dùng: {name}")
    for name in recordings.strangers(sentences):
        _print(f"Tệp không ứng với câu nào, xem lại tên: {name}")
    if to is not None:
        _write(to, listed)
        _print(f"Đã ghi danh sách vào {to}.")
    spoken = asyncio.run(_speak(settings, sentences))
    recorded = sum(prompt.state is State.RECORDED for prompt in listed)
    _print(f"{len(listed)} câu: {recorded} đã thu, {spoken - recorded} máy đọc, {len(listed) - spoken} chưa có tiếng.")


async def _speak(settings: Settings, sentences: dict[str, str]) -> int:
    """How many there is a sound for."""
    async with speech_http(settings.phone_speech_url, settings.phone_speech_key.get_secret_value()) as http:
        sayings = sayings_of(settings, sentences, voice_of(settings, http))
        await sayings.prepare()
    return sayings.count


def _write(path: Path, prompts: Sequence[Prompt]) -> None:
    # With the mark by which Excel knows Vietnamese letters.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Tệp", "Câu", "Tình trạng"])
        writer.writerows([prompt.file_name, prompt.sentence, _STATES[prompt.state]] for prompt in prompts)


def _print(line: str) -> None:
    _console.print(line, markup=False)
