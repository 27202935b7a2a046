import asyncio
import io
import time
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from knowledge_base.editing.excel_import import ExcelImport, counts
from knowledge_base.importer.excel_writing import write_export
from knowledge_base.importer.reader import read_file
from knowledge_base.importer.workbook_shape import columns, sheet_name
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher


async def test_time(newsroom, lan):
    records = [c.record for c in read_file(Path("/work/shared/data/procedures.jsonl.gz"), as_of=date(2026, 7, 1)) if c.record]
    await Publisher(newsroom.database).publish(records, origin=Origin.IMPORTED, author="i", reason="f")
    t = time.process_time()
    data = write_export(records[:1000])
    print("export cpu", time.process_time() - t, "bytes", len(data))
    book = load_workbook(io.BytesIO(data))
    page = book[sheet_name("procedures")]
    at = [*columns("procedures")].index("name") + 1
    for row in range(2, page.max_row + 1):
        cell = page.cell(row, at)
        if cell.value:
            cell.value += " (mới)"
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    lags = []

    async def beat():
        while True:
            t = time.perf_counter()
            await asyncio.sleep(0.02)
            lags.append(time.perf_counter() - t - 0.02)

    beating = asyncio.create_task(beat())
    imp = ExcelImport(newsroom.database, newsroom.drafts, newsroom.words, clock=newsroom.clock)
    for name, work in (("dry", lambda: imp.look_through(data)), ("real", lambda: imp.take("a.xlsx", data, lan))):
        lags.clear()
        c, w = time.process_time(), time.perf_counter()
        rows = await work()
        print(
            name,
            "cpu",
            round(time.process_time() - c, 1),
            "wall",
            round(time.perf_counter() - w, 1),
            "max lag",
            round(max(lags), 3),
            "p99",
            round(sorted(lags)[int(len(lags) * 0.99)], 3),
            counts(rows),
        )
        bad = [r for r in rows if r.change == "refused"][:3]
        print([(b.where, b.problem) for b in bad])
    beating.cancel()
