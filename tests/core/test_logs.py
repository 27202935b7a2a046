from __future__ import annotations

import io
import json
import logging
import sys

import pytest
import structlog

from core.logs import configure_logs

PHONE = "0912345678"


@pytest.fixture
def written(monkeypatch):
    """What reaches the log; the logging of the other tests is put back."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    handlers, level = logging.root.handlers[:], logging.root.level
    configure_logs("INFO", "test")
    yield stream
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()


class TestConfigureLogs:
    def test_an_event_is_one_line_of_json_with_its_process(self, written):
        structlog.get_logger().info("stored", message="xin chào\nbạn")
        event = json.loads(written.getvalue())
        assert (event["event"], event["process"], event["message"]) == ("stored", "test", "xin chào\nbạn")

    def test_an_event_holds_no_personal_data_however_deep(self, written):
        structlog.get_logger().info(f"gọi {PHONE}", text=PHONE, texts=[PHONE], details={"a": {"text": PHONE}})
        assert PHONE not in written.getvalue()
        assert written.getvalue().count("[số điện thoại]") == 4

    def test_numbers_stay_numbers(self, written):
        structlog.get_logger().info("counted", count=123456789)
        assert json.loads(written.getvalue())["count"] == 123456789

    def test_a_line_of_a_library_holds_no_personal_data(self, written):
        logging.getLogger("library").warning("parameters: %s", [PHONE])
        assert PHONE not in written.getvalue()
        assert "[số điện thoại]" in written.getvalue()

    @pytest.mark.parametrize("log", [structlog.get_logger(), logging.getLogger("library")], ids=["ours", "a library's"])
    def test_a_traceback_holds_no_personal_data(self, written, log):
        try:
            raise ValueError(f"parameters: {PHONE}")
        except ValueError as error:
            log.error("failed", exc_info=error)
        assert "ValueError" in written.getvalue()
        assert PHONE not in written.getvalue()

    def test_events_below_the_level_are_not_written(self, written):
        structlog.get_logger().debug("detail")
        logging.getLogger("procrastinate").info("detail")
        assert written.getvalue() == ""
