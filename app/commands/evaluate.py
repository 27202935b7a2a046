"""`hotline evaluate`: how good are the answers of the running system on the given dialogues?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.evaluating import Result, failure_line, read_dialogues, run_dialogues
from core.own_postgres import database_url
from core.settings import Settings


def evaluate(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Tệp hội thoại, mỗi dòng một JSON.")],
    report: Annotated[Path | None, typer.Option(help="Thư mục ghi results.json.")] = None,
    failures: Annotated[bool, typer.Option(help="In từng lượt sai.")] = False,
) -> None:
    settings, console = Settings(), Console()
    results: dict[str, Result] = {}
    with database_url(settings) as url:
        for file in files:
            dialogues = read_dialogues(file)
            outcomes = run_dialogues(dialogues, settings.web_url, url, settings.private_token)
            turns = sum(len(dialogue.turns) for dialogue in dialogues)
            results[file.stem] = Result(list(track(outcomes, total=turns, description=file.name, console=console)))
    overall = Result([outcome for result in results.values() for outcome in result.outcomes])
    table = Table("", *results, "tất cả")
    summaries = [*(result.summary() for result in results.values()), overall.summary()]
    for measure in summaries[-1]:
        table.add_row(measure, *(str(summary[measure]) for summary in summaries))
    console.print(table)
    if failures:
        for outcome in overall.outcomes:
            if not outcome.behaviour_right or (outcome.expected.codes and not outcome.helped) or not outcome.aspects_complete:
                console.print(failure_line(outcome), markup=False, highlight=False)
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
        written = {"overall": overall.summary(), "sets": {name: result.summary() for name, result in results.items()}}
        (report / "results.json").write_text(json.dumps(written, ensure_ascii=False, indent=2), encoding="utf-8")
