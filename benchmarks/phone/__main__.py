"""`make benchmark-phone`: twenty calls at once, two of them speaking; is every frame in time, and how soon is a caller answered?

Human voices speak (benchmarks.phone.clips). SIPp signals, the far end notes when each packet came by the kernel's clock.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.trial import Trial, trial
from benchmarks.desk.cpu import CpuWatch
from benchmarks.desk.results import facts_now
from benchmarks.phone.clips import human_clips
from benchmarks.phone.crowd import Crowd
from benchmarks.phone.media import Media
from benchmarks.phone.results import document_of, write
from benchmarks.phone.sizes import FULL, QUICK
from benchmarks.phone.summary import print_summary
from core.settings import Settings


def main(
    quick: Annotated[bool, typer.Option("--quick", help="Đo thật ít, chỉ để thử.")] = False,
    keep_data: Annotated[Path | None, typer.Option(help="Giữ dữ liệu và nhật ký của lần đo trong thư mục này.")] = None,
) -> None:
    console, facts, sizes = Console(), facts_now(quick=quick), QUICK if quick else FULL
    folder = Settings().var_dir / "benchmarks" / datetime.now(UTC).strftime("phone-%Y%m%dT%H%M%SZ")
    with (
        tempfile.TemporaryDirectory(prefix="hotline-benchmark-") as temporary,
        trial(keep_data or Path(temporary), console.print, phone="on", phone_calls_at_once=sizes.calls + sizes.speakers) as program,
    ):
        crowd = Crowd(program.settings.phone_sip_port, Path(temporary) / "sipp", sizes, [clip.pcm for clip in human_clips()])
        console.print(f"  {sizes.calls} cuộc gọi, {sizes.speakers} người nói, mỗi người {sizes.turns} lượt", highlight=False)
        cpu = asyncio.run(_measure(program, crowd))
        document = document_of(facts, crowd, cpu, program.database_url)
    write(document, folder)
    print_summary(document, console)
    console.print(f"Đã ghi {folder / 'results.json'} và {folder / 'chart.svg'}.", highlight=False, soft_wrap=True)
    if not all(document["kept"].values()):
        raise typer.Exit(1)


async def _measure(program: Trial, crowd: Crowd) -> dict[str, float]:
    """The processors' shares meanwhile."""
    watch, sizes = CpuWatch(program), crowd.sizes
    calls = sizes.turns // sizes.turns_in_a_call
    with Media(sizes.listeners + sizes.speakers * calls) as media:
        watching = asyncio.create_task(watch.run())
        listening = asyncio.create_task(asyncio.to_thread(crowd.listen, media.ends[: sizes.listeners]))
        speakers = itertools.batched(media.ends[sizes.listeners :], calls)
        await asyncio.gather(*(asyncio.to_thread(crowd.speak, number, ends) for number, ends in enumerate(speakers)))
        crowd.over.set()
        await listening
        shares = watch.shares()
        watching.cancel()
    return shares


if __name__ == "__main__":
    typer.run(main)
