from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from desk.supervision.conversation_figures_repository import ConversationCount
from desk.supervision.excel import write_report
from desk.supervision.operator_figures_repository import OperatorCount
from desk.supervision.period import Period
from desk.supervision.report import ConversationFigures, TicketFigures, report_of
from desk.supervision.ticket_figures_repository import BreachedCount, OpenedCount

MONDAY = date(2026, 11, 2)


def book_of(*, operator="Lan", sector="Đất đai"):
    conversations = ConversationFigures([ConversationCount(MONDAY, 9, "webchat", 2, 1)], [], [90.0, 3661.4])
    tickets = TicketFigures(
        opened=[OpenedCount(MONDAY, sector, "", "asked", 1)],
        breached=[BreachedCount(sector, "", 1)],
        resolved_by_day={},
        reopened=0,
        first_responses=[None, None],
        resolutions=[None, None],
        resolution_by_unit={},
        ratings={5: 1},
    )
    report = report_of(Period(MONDAY, MONDAY), conversations, tickets, [OperatorCount(operator, 1, 2, 30.0, None)])
    return openpyxl.load_workbook(io.BytesIO(write_report(report)))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestWriteReport:
    def test_has_a_sheet_for_each_table(self):
        assert book_of().sheetnames == [
            *("Tổng hợp", "Thời gian chờ", "Theo giờ", "Theo ngày", "Theo kênh", "Theo lĩnh vực", "Theo đơn vị"),
            *("Theo tổng đài viên", "Đánh giá", "Lý do chuyển người"),
        ]

    def test_has_vietnamese_headings_and_names(self):
        book = book_of()
        assert rows_of(book["Theo kênh"]) == [
            ["Kênh", "Cuộc trò chuyện", "Chuyển người", "Máy giải quyết"],
            ["Trang web", 2, 0, 1],
        ]
        assert rows_of(book["Theo đơn vị"])[1] == ["Chưa giao đơn vị", 1, 1, None]
        assert rows_of(book["Lý do chuyển người"])[1] == ["Người dân yêu cầu", 1]
        assert rows_of(book["Theo ngày"])[1][0] == datetime(2026, 11, 2)  # noqa: DTZ001 - Excel knows no zones

    def test_times_are_durations(self):
        [_, p50, p90] = rows_of(book_of()["Thời gian chờ"])[3]
        assert (p50, p90) == (timedelta(seconds=90), timedelta(hours=1, minutes=1, seconds=1))

    @pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
    def test_words_are_never_formulas(self, name):
        book = book_of(operator=name, sector=name)
        cells = (book["Theo tổng đài viên"]["A2"], book["Theo lĩnh vực"]["A2"])
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.value.lstrip("\r\n")[0] for cell in cells} == {"'"}

    def test_characters_that_no_sheet_can_hold_are_left_out(self):
        assert book_of(operator="La\x00n\x1b")["Theo tổng đài viên"]["A2"].value == "Lan"
