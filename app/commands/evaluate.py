"""`hotline evaluate`: how good are the answers of the running system on the given dialogues?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from app.evaluating.asking import NewCitizen, ask_all
from app.evaluating.baselines.judging import judge_baselines
from app.evaluating.channels import Channel, citizens_of
from app.evaluating.facts import facts_of_run
from app.evaluating.noise import noisy
from app.evaluating.report.writing import write_report
from app.evaluating.results import Asked, results_of
from core.own_postgres import database_url
from core.settings import Settings
from knowledge_base.judging.dialogues import DialogueSet, read_sets


def evaluate(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Tệp hội thoại, mỗi dòng một JSON.")],
    channel: Annotated[
        Channel, typer.Option(help="Hỏi qua đâu: trang web, hoặc Zalo giả (cần chạy với ZALO=fake); kết quả cùng một dạng.")
    ] = Channel.WEB,
    report: Annotated[Path | None, typer.Option(help="Thư mục ghi results.json và report.html.")] = None,
    noise: Annotated[str, typer.Option(help="Hỏi thêm bản làm nhiễu: strip-accents,teencode,typos,regional,telex.")] = "",
    seed: Annotated[int, typer.Option(help="Cùng số thì nhiễu giống nhau.")] = 1,
    baselines: Annotated[bool, typer.Option(help="Đo cả BM25, PostgreSQL và Rasa nguyên bản để đối chiếu; lâu thêm vài phút.")] = False,
    failures: Annotated[bool, typer.Option(help="In từng lượt sai.")] = False,
) -> None:
    settings, console = Settings(), Console()
    sets = read_sets(files)
    sets += noisy(sets, [kind.strip() for kind in noise.split(",") if kind.strip()], seed)
    with database_url(settings) as url:
        asked = _ask(sets, citizens_of(channel, settings, url), url, console)
        compared = judge_baselines(asked, url, settings.var_dir / "baselines", console.print) if baselines else []
        facts = facts_of_run(url, seed) | {"channel": channel.value}
    results = results_of(asked, facts=facts, baselines=compared)
    _print_summaries(results, console)
    if failures:
        _print_failures(results, console)
    if report is not None:
        write_report(results, report)
        console.print(f"Đã ghi {report / 'results.json'} và {report / 'report.html'}.")


def _ask(sets: list[DialogueSet], new_citizen: NewCitizen, database_url: str, console: Console) -> list[Asked]:
    asked = []
    with Progress(console=console) as progress:
        for each in sets:
            bar = progress.add_task(f"{each.name} {each.noise}".strip(), total=each.turns)
            outcomes = []
            for outcome in ask_all(each.dialogues, new_citizen, database_url):
                outcomes.append(outcome)
                progress.advance(bar)
            asked.append(Asked(each, tuple(outcomes)))
    return asked


def _print_summaries(results: dict[str, Any], console: Console) -> None:
    columns = {**results["sets"], "tất cả": results["overall"], **{f"+ {kind}": summary for kind, summary in results["noise"].items()}}
    table = Table("", *columns)
    for measure in results["overall"]:
        table.add_row(measure, *("–" if summary[measure] is None else str(summary[measure]) for summary in columns.values()))
    console.print(table)
    for baseline in results["baselines"]:
        console.print(f"{baseline['name']}: {baseline['right']} (1022: {baseline['ours']}; {baseline['turns']} lượt)", markup=False)


def _print_failures(results: dict[str, Any], console: Console) -> None:
    for failure in results["failures"]:
        place = f"{failure['dialogue']}#{failure['turn']} {failure['noise']}".strip()
        became = f"{failure['got']} ≠ {failure['expected']}"
        console.print(f"{failure['kind']} {place} {failure['text']!r} → {became}", markup=False, highlight=False)
