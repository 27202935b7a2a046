"""`make benchmark-zalo`: many citizens write at once while Zalo errs and processes are killed; is each answered once, in order?"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.trial import Trial, trial
from app.wiring.words import words_of
from benchmarks.desk.results import facts_now
from benchmarks.zalo.comparison import Faults, compare, look_into_tables
from benchmarks.zalo.figures import taken_at
from benchmarks.zalo.questions import known_answers, squeezed
from benchmarks.zalo.reading import Reading, read_phone
from benchmarks.zalo.results import document_of, write
from benchmarks.zalo.rush import FORGED_TEXT, Citizens, Rush
from benchmarks.zalo.sizes import FULL, QUICK
from benchmarks.zalo.summary import print_summary
from core.settings import Settings

_DIFFERENT_QUESTIONS = 80
_GREETING_CHARACTERS = 40


def main(
    quick: Annotated[bool, typer.Option("--quick", help="Đo thật ít, chỉ để thử.")] = False,
    webhooks: Annotated[int | None, typer.Option(min=40, help="Khoảng bao nhiêu webhook; mặc định 10.000.")] = None,
    keep_data: Annotated[Path | None, typer.Option(help="Giữ dữ liệu và nhật ký của lần đo trong thư mục này.")] = None,
) -> None:
    console, facts = Console(), facts_now(quick=quick)
    sizes = QUICK if quick else FULL
    sizes = sizes if webhooks is None else sizes.for_webhooks(webhooks)
    folder = Settings().var_dir / "benchmarks" / datetime.now(UTC).strftime("zalo-%Y%m%dT%H%M%SZ")
    with (
        tempfile.TemporaryDirectory(prefix="hotline-benchmark-") as temporary,
        trial(keep_data or Path(temporary), console.print, zalo="fake") as program,
    ):
        answers = asyncio.run(known_answers(program, _DIFFERENT_QUESTIONS))
        console.print(f"  {len(answers)} câu hỏi khác nhau, {sizes.citizens} người dân", highlight=False)
        rush = asyncio.run(Citizens(program, sizes, answers, console.print).write())
        readings, faults = _judge(program, rush, answers)
    document = document_of(facts, sizes, rush, readings, faults)
    write(document, folder)
    print_summary(document, console)
    console.print(f"Đã ghi {folder / 'results.json'} và {folder / 'chart.svg'}.", highlight=False, soft_wrap=True)
    if not faults.is_clean:
        raise typer.Exit(1)


def _judge(program: Trial, rush: Rush, answers: dict[str, str]) -> tuple[dict[str, Reading], Faults]:
    greeting, *others = _notices(program.settings)
    readings = {phone: read_phone(messages, answers, [greeting, *others]) for phone, messages in rush.phones.items()}
    faults = compare(readings, taken_at(rush.webhooks), greeting)
    seen = [message["message_id"] for messages in rush.phones.values() for message in messages if message["seen_at"]]
    look_into_tables(faults, program.database_url, FORGED_TEXT, seen)
    return readings, faults


def _notices(settings: Settings) -> list[str]:
    """How what the program may say beside answers begins; the greeting first."""
    first = words_of(settings, "channels/zalo/words.yml").say("first_contact", link="")
    between = words_of(settings, "conversations/notices.yml")
    return [squeezed(text)[:_GREETING_CHARACTERS] for text in (first, between.say("delayed"), between.say("slow_down"))]


if __name__ == "__main__":
    typer.run(main)
