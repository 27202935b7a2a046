"""Whatever file editors bring: a draft for each row that changes something, or none at all; and never a fault."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.errors import HotlineError
from knowledge_base.editing.docx_import import DocxImport
from knowledge_base.editing.excel_import import ExcelImport, RowChange
from knowledge_base.editing.models import EntryDraft, EntryDraftEvent
from knowledge_base.editing.review import Step
from knowledge_base.editing.states import Move
from knowledge_base.importer.excel_writing import write_export
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.importer.made_up_files import detail_sheet, workbook

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
HEADS = ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Tóm tắt", "Phí, lệ phí", "Có hiệu lực từ", "Có hiệu lực đến", "Trình tự thực hiện", "?"]
CELL = (
    st.sampled_from(
        ["1.000001", "1.000002", "1.000003", "Hộ tịch", "Miễn phí", "-1", "tám nghìn", "01/07/2026", "2026-01-01", "=A1", "<b>x</b>", None]
    )
    | st.integers(-10, 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
)
# Once: a workbook holds the moment of its making.
EXPORT, SHEET = write_export([BIRTH]), detail_sheet()
TABLE = st.lists(st.lists(CELL, max_size=len(HEADS)), max_size=5)


@pytest.fixture
def excel(newsroom):
    return ExcelImport(newsroom.database, newsroom.drafts, newsroom.words, clock=newsroom.clock)


@pytest.fixture
def docx(newsroom):
    return DocxImport(newsroom.database, newsroom.drafts, newsroom.words, clock=newsroom.clock)


async def written(newsroom):
    """How many drafts there are, and events of them."""
    async with newsroom.database.session() as session:
        return [await session.scalar(select(func.count()).select_from(table)) for table in (EntryDraft, EntryDraftEvent)]


async def discard_all(newsroom, by):
    for draft in await newsroom.all_drafts():
        if draft.state == "writing":
            await newsroom.review.take(draft.id, Step(Move.DISCARD, draft.revision), by)


async def check_excel(excel, newsroom, by, data):
    before = await written(newsroom)
    foreseen = await excel.look_through(data)
    assert await written(newsroom) == before
    wanted = sum(row.change in {RowChange.ADDED, RowChange.CHANGED} for row in foreseen)
    is_refused = any(row.change is RowChange.REFUSED for row in foreseen)
    try:
        await excel.take("x.xlsx", data, by)
    except HotlineError:
        assert is_refused or not wanted
        assert await written(newsroom) == before
    else:
        assert not is_refused
        assert await written(newsroom) == [count + wanted for count in before]
    await discard_all(newsroom, by)


class TestExcel:
    @SLOWLY
    @given(heads=st.permutations(HEADS), rows=TABLE, methods=TABLE)
    async def test_workbooks_of_any_cells(self, excel, newsroom, lan, heads, rows, methods):
        data = workbook(
            Thủ_tục=[heads, *rows], Hình_thức_nộp=[("Mã thủ tục", "Hình thức", "Số tiền (đồng)"), *[row[:3] for row in methods]]
        )
        await check_excel(excel, newsroom, lan, data)

    @SLOWLY
    @given(data=st.data())
    async def test_exports_with_wounds(self, excel, newsroom, lan, data):
        await check_excel(excel, newsroom, lan, wounded(data, EXPORT))


class TestDocx:
    @SLOWLY
    @given(data=st.data())
    async def test_sheets_with_wounds(self, docx, newsroom, lan, data):
        before = await written(newsroom)
        try:
            await docx.take("x.docx", wounded(data, SHEET), lan)
        except HotlineError:
            assert await written(newsroom) == before
        else:
            assert await written(newsroom) == [count + 1 for count in before]
        await discard_all(newsroom, lan)


def wounded(data, sound):
    hurt = bytearray(sound[: data.draw(st.integers(len(sound) // 2, len(sound)) | st.just(len(sound)))])
    for position, value in data.draw(st.lists(st.tuples(st.integers(0, len(hurt) - 1), st.integers(0, 255)), max_size=4)):
        hurt[position] = value
    return bytes(hurt)
